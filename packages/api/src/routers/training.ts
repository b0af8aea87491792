import { trainingCounts } from "@touchline/db/queries/people";
import { disclose } from "@touchline/domain/privacy";
import { z } from "zod";
import { completionChange, readTraining, trainingFigures } from "../training.ts";
import { lastDay } from "../trend.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const training = router({
  /**
   * Completion of all that was due by the end of the period, with its change and what became of the assignments; null
   * where so few people were assigned any that it would speak of them.
   */
  summary: procedure("metrics:read")
    .input(viewInput)
    .query(async ({ ctx, input }) => {
      const { period, previous, settings } = await resolveView(ctx, input);
      const [now, before] = await readTraining(
        ctx,
        previous ? [period, previous] : [period],
        settings.leastPeople,
      );
      return {
        people: now?.all.people ?? { shown: true, count: 0 },
        figures: now?.all.counts ? trainingFigures(now.all.counts) : null,
        change: completionChange(now?.all, before?.all, settings),
      };
    }),

  /** The same by course, or by the employee's department on the due day; groups of too few people without figures. */
  breakdown: procedure("metrics:read")
    .input(viewInput.extend({ by: z.enum(["course", "department"]) }))
    .query(async ({ ctx, input }) => {
      const { period, organisation } = await resolveView(ctx, input);
      const rows = await trainingCounts(ctx.db, ctx.scope, { on: [lastDay(period)], by: input.by });
      const { groups } = disclose(
        rows.map((row) => row.people),
        organisation.leastPeople,
      );
      return rows.flatMap((row, at) => {
        const people = groups[at];
        if (!people) return [];
        return {
          slug: row.slug,
          name: row.name,
          people,
          figures: people.shown ? trainingFigures(row) : null,
        };
      });
    }),
});
