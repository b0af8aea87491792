import { listStages } from "@touchline/db/queries/journey";
import {
  type ListedRow,
  listChannels,
  listDepartments,
  listSegments,
  listTouchpoints,
  type NamedRow,
} from "@touchline/db/queries/structure";
import { dayAt } from "@touchline/domain/day";
import { procedure, router } from "../trpc.ts";

const named = ({ slug, name }: NamedRow) => ({ slug, name });
const inUse = <Row extends ListedRow>(rows: readonly Row[]) => rows.filter((row) => !row.archived);

export const places = router({
  /** Everything that has a page or can be filtered by, by its slug and name; what is archived is left out. */
  list: procedure("metrics:read").query(async ({ ctx: { db, scope, now } }) => {
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
});
