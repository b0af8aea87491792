import { type Comparison, compareChanges } from "../compare.ts";
import type { QuestionType, ScoreCounts } from "../question.ts";
import { addCounts, subtractCounts } from "../score-counts.ts";
import { benjaminiHochberg } from "./movers.ts";
import { pompChange, pompDescriptor } from "./pomp.ts";

/** One part of a touchpoint's answers (a channel's, a segment's) in both periods. */
export interface PartOfChange {
  readonly current: ScoreCounts;
  readonly previous: ScoreCounts;
}

export interface ChangeDriver<Part> {
  readonly part: Part;
  readonly change: Comparison;
  /** The change of all the other answers. */
  readonly rest: Comparison;
}

/**
 * The part in which a real change of a touchpoint's score lies: it moved the same way, really, and really more than all
 * the others together; of several, the one with the most answers behind its change. null when none stands out, so that
 * the change is everywhere alike. False discovery is controlled over the parts.
 */
export function changeDriver<Part extends PartOfChange>(
  parts: readonly Part[],
  question: QuestionType,
  direction: "better" | "worse",
  minAnswers: number,
): ChangeDriver<Part> | null {
  const current = addCounts(...parts.map((part) => part.current));
  const previous = addCounts(...parts.map((part) => part.previous));
  const tried = parts.map((part) => {
    const change = pompChange(part.current, part.previous, question, minAnswers);
    const others = [subtractCounts(current, part.current), subtractCounts(previous, part.previous)] as const;
    const rest = pompChange(...others, question, minAnswers);
    const options = { better: pompDescriptor.better, minAnswers };
    return { part, change, rest, contrast: compareChanges(change, rest, options) };
  });
  const found = benjaminiHochberg(tried.map(({ contrast }) => contrast.pValue));
  const weight = ({ change }: ChangeDriver<Part>) => Math.abs(change.n * (change.difference ?? 0));
  const [driver] = tried
    .filter(
      ({ change, contrast }, at) =>
        found[at] && change.verdict === direction && contrast.verdict === direction,
    )
    .sort((a, b) => weight(b) - weight(a));
  return driver ? { part: driver.part, change: driver.change, rest: driver.rest } : null;
}
