import { type TrainingRow, trainingCounts } from "@touchline/db/queries/people";
import type { Comparison } from "@touchline/domain/compare";
import type { DayRange } from "@touchline/domain/day";
import { trainingChange, trainingCompletion } from "@touchline/domain/metrics/training";
import { disclose, type GroupDisclosure } from "@touchline/domain/privacy";
import { TRAINING_OUTCOMES } from "@touchline/domain/records";
import { noBase, type Statistic } from "@touchline/domain/statistic";
import { groupBy } from "./answers.ts";
import { lastDay } from "./trend.ts";
import type { Reads, View } from "./view.ts";

type Counts = Pick<TrainingRow, "due" | "valid" | "outcomes">;

/** What is said of a group of assignments that is large enough to be shown. */
export const trainingFigures = ({ due, valid, outcomes }: Counts) => ({
  completion: trainingCompletion({ due, valid }),
  outcomes,
});

/** Departments as one. People who moved between two assignments count in both departments. */
function together(rows: readonly TrainingRow[]): Counts {
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

/** How far training had come by the ends of several ranges, in their order; every department's and all as one. */
export async function readTraining(reads: Reads, ranges: readonly DayRange[], leastPeople: number) {
  const days = ranges.map(lastDay);
  const rows = await reads.once(`training ${days.join()}`, () =>
    trainingCounts(reads.db, reads.scope, { on: [...new Set(days)], by: "department" }),
  );
  const byDay = groupBy(rows, (row) => row.on);
  return days.map((day) => {
    const own = byDay.get(day) ?? [];
    const { groups, total } = disclose(
      own.map((row) => row.people),
      leastPeople,
    );
    const departments = own.flatMap((row, at) => {
      const people = groups[at];
      return people ? [{ slug: row.slug, name: row.name, people, counts: people.shown ? row : null }] : [];
    });
    return { departments, all: { people: total, counts: total.shown ? together(own) : null } };
  });
}

interface TrainingOf {
  readonly people: GroupDisclosure;
  readonly counts: Counts | null;
}

/** Completion as it may be shown, a band where so few people stand behind it that it would speak of them. */
export function completionOf(group: TrainingOf | undefined): Statistic {
  if (group === undefined) return noBase();
  if (group.counts !== null) return trainingCompletion(group.counts);
  return group.people.shown ? noBase() : { ...noBase(), band: group.people.band };
}

/** The change of completion; null where either side may not be shown, or there is nothing before. */
export function completionChange(
  now: TrainingOf | undefined,
  before: TrainingOf | undefined,
  { minAnswers }: View["settings"],
): Comparison | null {
  return now?.counts && before?.counts ? trainingChange(now.counts, before.counts, minAnswers) : null;
}
