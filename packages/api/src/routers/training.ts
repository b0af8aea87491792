import { type TrainingRow, trainingCounts } from "@touchline/db/queries/people";
import { addDays } from "@touchline/domain/day";
import { trainingChange, trainingCompletion } from "@touchline/domain/metrics/training";
import { disclose } from "@touchline/domain/privacy";
import { TRAINING_OUTCOMES } from "@touchline/domain/records";
import { z } from "zod";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

/** What is said of a group of assignments that is large enough to be shown. */
const figures = ({ due, valid, outcomes }: Pick<TrainingRow, "due" | "valid" | "outcomes">) => ({
  completion: trainingCompletion({ due, valid }),
  outcomes,
});

/** Departments as one. People who moved between two assignments count in both departments. */
function together(rows: readonly TrainingRow[]) {
  const sum = (of: (row: TrainingRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const outcome = (name: keyof TrainingRow["outcomes"]) => sum((row) => row.outcomes[name]);
  const [completed, passed, failed, incomplete] = TRAINING_OUTCOMES;
  return {
    due: sum((row) => row.due),
    valid: sum((row) => row.valid),
    outcomes: {
      completed: outcome(completed),
      passed: outcome(passed),
      failed: outcome(failed),
      incomplete: outcome(incomplete),
      unknown: outcome("unknown"),
    },
  };
}

export const training = router({
  /**
   * Completion of all that was due by the end of the period, with its change and what became of the assignments; null
   * where so few people were assigned any that it would speak of them.
   */
  summary: procedure("metrics:read")
    .input(viewInput)
    .query(async ({ ctx, input }) => {
      const { period, previous, organisation, settings } = await resolveView(ctx, input);
      const read = (to: string) =>
        trainingCounts(ctx.db, ctx.scope, { on: addDays(to, -1), by: "department" });
      const [now, before] = await Promise.all([read(period.to), previous ? read(previous.to) : null]);
      const shown = (rows: readonly TrainingRow[]) =>
        disclose(
          rows.map((row) => row.people),
          organisation.leastPeople,
        ).total;
      const people = shown(now);
      if (!people.shown) return { people, figures: null, change: null };
      const all = together(now);
      const change =
        before && shown(before).shown ? trainingChange(all, together(before), settings.minAnswers) : null;
      return { people, figures: figures(all), change };
    }),

  /** The same by course, or by the employee's department on the due day; groups of too few people without figures. */
  breakdown: procedure("metrics:read")
    .input(viewInput.extend({ by: z.enum(["course", "department"]) }))
    .query(async ({ ctx, input }) => {
      const { period, organisation } = await resolveView(ctx, input);
      const rows = await trainingCounts(ctx.db, ctx.scope, { on: addDays(period.to, -1), by: input.by });
      const { groups } = disclose(
        rows.map((row) => row.people),
        organisation.leastPeople,
      );
      return rows.flatMap((row, at) => {
        const people = groups[at];
        if (!people) return [];
        return { slug: row.slug, name: row.name, people, figures: people.shown ? figures(row) : null };
      });
    }),
});
