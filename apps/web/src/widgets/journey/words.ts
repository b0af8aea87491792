import type { RouterOutputs } from "@touchline/api/root";
import type { Comparison } from "@touchline/domain/compare";
import type { ComparisonKind } from "@touchline/domain/period";
import { formatCount, formatDifference, formatValue } from "@touchline/ui/formats";
import { BEFORE } from "../page/score-sentence.ts";

type Journey = RouterOutputs["journey"]["map"];
export type Stage = Journey["stages"][number];

const score = (value: number | null) => formatValue(value, "score");
const size = (difference: number | null) => score(Math.abs(difference ?? 0));

/** Stages that have a score. */
const scored = (stages: readonly Pick<Stage, "score">[]) =>
  stages.filter((stage) => stage.score.value !== null);

function weakness({ weakest, stages }: Pick<Journey, "weakest" | "stages">): string {
  if (weakest) {
    const own = stages.find(({ slug }) => slug === weakest.slug)?.score.value ?? null;
    return `“${weakest.name}” is the weakest stage, at ${score(own)}: ${size(weakest.against.difference)} points below all the others together.`;
  }
  if (scored(stages).length < 2) return "Too few stages have a score to say which of them is the weakest.";
  return "No stage is really weaker than all the others together.";
}

function falling({ weakest, fall, stages }: Journey, compare: ComparisonKind): string | null {
  if (stages.every(({ change }) => change === null)) return null;
  if (!fall) return `None really fell against ${BEFORE[compare]}.`;
  const by = `by ${size(fall.change?.difference ?? null)} points`;
  if (fall.slug === weakest?.slug) return `It also fell the most, ${by} since ${BEFORE[compare]}.`;
  return `“${fall.name}” fell the most, ${by} since ${BEFORE[compare]}.`;
}

/** Where between first hearing and last contact people are lost, in one or two sentences. */
export function journeySentence(journey: Journey, compare: ComparisonKind): string {
  return [weakness(journey), falling(journey, compare)].filter((part) => part !== null).join(" ");
}

/** The stage at which most of the points that the whole lacks to 100 are lost; null: no stage has a score. */
export function mostLost<Row extends Pick<Stage, "lost">>(
  stages: readonly Row[],
): { readonly stage: Row; readonly lost: number; readonly of: number } | null {
  const known = stages.flatMap((stage) => (stage.lost === null ? [] : [{ stage, lost: stage.lost }]));
  const [most] = [...known].sort((a, b) => b.lost - a.lost);
  return most ? { ...most, of: known.reduce((sum, { lost }) => sum + lost, 0) } : null;
}

/** How many journeys went without a bad stop. */
export function yieldInWords({ statistic }: Journey["yield"]): string | null {
  if (statistic.value === null) return null;
  return `${formatCount(Math.round(statistic.value * statistic.n))} of ${formatCount(statistic.n)} customers who rated three touchpoints or more found every one of them good`;
}

/** A comparison's size and how sure it is: "95 % sure: −6.5 to −3.6 points". */
export function howSure({ low, high }: Pick<Comparison, "low" | "high">): string | null {
  if (low === null || high === null) return null;
  return `95 % sure: ${formatDifference(low, "score")} to ${formatDifference(high, "score")} points`;
}

type Measured = Pick<Stage, "touchpoints">;

/** How many touchpoints have no score, and what share of the weight goes unmeasured with them; null: all have one. */
function unmeasured(
  stages: readonly Measured[],
): { readonly touchpoints: number; readonly of: number; readonly share: number } | null {
  const all = stages.flatMap(({ touchpoints }) => touchpoints);
  const grey = all.filter(({ counted }) => !counted);
  if (grey.length === 0) return null;
  const share = grey.reduce((sum, { weightShare }) => sum + (weightShare ?? 0), 0);
  return { touchpoints: grey.length, of: all.length, share };
}

/** The share of all weight that lies on a stage. */
export const weightOf = ({ touchpoints }: Measured): number =>
  touchpoints.reduce((sum, { weightShare }) => sum + (weightShare ?? 0), 0);

/** How the map is read: what is grey in it and how much that leaves out, and what its marks say. */
export function mapInWords(stages: readonly (Measured & Pick<Stage, "change">)[]): string {
  const found = unmeasured(stages);
  const marks = stages.some(({ change }) => change !== null)
    ? " A touchpoint carries a mark where it really changed; so many are judged together."
    : "";
  if (!found) return `Every touchpoint here has enough answers for a score.${marks}`;
  const { touchpoints, of, share } = found;
  const grey = touchpoints === 1 ? "has no score and stands grey" : "have no score and stand grey";
  return `${touchpoints} of ${of} touchpoints ${grey}: ${formatValue(share, "share")} of the weight is not measured.${marks}`;
}

/** Why a stage has no score, in words. */
export function whyNoScore({ touchpoints, answers }: Pick<Stage, "touchpoints" | "answers">): string {
  if (touchpoints.length === 0) return "No touchpoint here yet";
  if (answers.band !== undefined) return `Too few answers (${answers.band})`;
  return answers.n === 0 ? "No answers" : "Too few answers";
}

/** What stages stand out by, in words, by their slug. */
export function marksOf({ weakest, fall }: Pick<Journey, "weakest" | "fall">): Record<string, string[]> {
  const marks: Record<string, string[]> = {};
  const mark = (slug: string | null, words: string) => {
    if (slug !== null) marks[slug] = [...(marks[slug] ?? []), words];
  };
  if (weakest) mark(weakest.slug, "Weakest stage");
  if (fall) mark(fall.slug, "Fell the most");
  return marks;
}
