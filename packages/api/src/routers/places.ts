import { listStages } from "@touchline/db/queries/journey";
import { findPlace } from "@touchline/db/queries/place";
import {
  type ListedRow,
  listChannels,
  listDepartments,
  listSegments,
  listTouchpoints,
  type NamedRow,
} from "@touchline/db/queries/structure";
import { dayAt } from "@touchline/domain/day";
import { PLACE_KINDS } from "@touchline/domain/structure";
import { z } from "zod";
import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";

const named = ({ slug, name }: NamedRow) => ({ slug, name });
const inUse = <Row extends ListedRow>(rows: readonly Row[]) => rows.filter((row) => !row.archived);

export const places = router({
  /** Everything that has a page or can be filtered by, by its slug and name; what is archived is left out. */
  list: procedure("metrics:read").query(
    remembered(async ({ ctx: { db, scope, now } }) => {
      const [departments, touchpoints, channels, segments, stages] = await Promise.all([
        listDepartments(db, scope),
        listTouchpoints(db, scope, { on: dayAt(now.getTime(), "UTC") }),
        listChannels(db, scope),
        listSegments(db, scope),
        listStages(db, scope),
      ]);
      const owners = new Map(departments.map((row) => [row.id, row.slug]));
      return {
        departments: inUse(departments).map(named),
        touchpoints: inUse(touchpoints).map((row) => ({
          ...named(row),
          department: owners.get(row.departmentId ?? -1) ?? null,
        })),
        channels: inUse(channels).map((row) => ({
          ...named(row),
          parent: channels.find(({ id }) => id === row.parentId)?.slug ?? null,
        })),
        segments: inUse(segments).map(named),
        stages: stages.map(named),
      };
    }),
  ),

  /**
   * What a slug stands for: what was merged answers with the one that it is a part of now, under that one's slug; null
   * where there is none.
   */
  get: procedure("metrics:read")
    .input(z.object({ kind: z.enum(PLACE_KINDS), slug: z.string().max(200) }))
    .query(({ ctx: { db, scope }, input }) => findPlace(db, scope, input)),
});
