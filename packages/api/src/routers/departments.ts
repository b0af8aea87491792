import { listDepartments } from "@touchline/db/queries/structure";
import { AppError } from "@touchline/domain/errors";
import { experienceScore } from "@touchline/domain/metrics/experience";
import { experienceChange } from "@touchline/domain/metrics/experience-change";
import { z } from "zod";
import { ownedBy, readBoth } from "../answers.ts";
import { cautiousChanges } from "../cautious.ts";
import { verifiedShare } from "../headline.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

const NOBODY = { id: null, slug: null, name: "No owner", archived: false } as const;

export const departments = router({
  /**
   * Departments with their score, its like-for-like change and what it rests on; last, what nobody owns, when there is
   * any. An archived one is there where it has answers. Changes are judged together, so that one of many is not called a mover by chance.
   */
  list: procedure("metrics:read")
    .input(viewInput)
    .query(async ({ ctx, input }) => {
      const view = await resolveView(ctx, input);
      const { settings } = view;
      const [known, { now, before }] = await Promise.all([
        listDepartments(ctx.db, ctx.scope),
        readBoth(ctx, view),
      ]);
      const current = ownedBy(now);
      const earlier = before && ownedBy(before);
      const all = [...known, NOBODY].map(({ id, slug, name, archived }) => {
        const { rows, cells } = current(id);
        const whole = experienceScore(rows, settings);
        const change = earlier && experienceChange(rows, earlier(id).rows, settings).change;
        return {
          slug,
          name,
          archived,
          score: whole.score,
          measured: whole.touchpoints.filter((row) => row.score.counted).length,
          touchpoints: rows.length,
          verified: verifiedShare(cells, settings.leastPeople),
          weight: rows.reduce((sum, row) => sum + row.weight, 0),
          change,
        };
      });
      const shown = all.filter((row) => (row.slug !== null && !row.archived) || row.touchpoints > 0);
      const changes = cautiousChanges(shown);
      return shown.map((row, at) => ({ ...row, change: changes[at] ?? null }));
    }),

  /** One department by its slug. Throws "not_found". */
  get: procedure("metrics:read")
    .input(z.object({ slug: z.string().max(200) }))
    .query(async ({ ctx, input }) => {
      const found = (await listDepartments(ctx.db, ctx.scope)).find((row) => row.slug === input.slug);
      if (!found) throw new AppError("not_found", "There is no such department.");
      return found;
    }),
});
