import { type Comparison, compareEstimates } from "../compare.ts";
import { QUESTIONS, type QuestionType, type ScoreCounts } from "../question.ts";
import { addCounts, NO_SCORES } from "../score-counts.ts";
import { type Estimate, ratio } from "../statistic.ts";
import { meanEstimate } from "./distribution.ts";
import { benjaminiHochberg } from "./movers.ts";
import { pompEstimate } from "./pomp.ts";

/**
 * basic: costs much when it is bad and gains little when it is good; delighter: the other way round; performance: the
 * better, the better, and nothing real beyond that.
 */
export const DRIVER_KINDS = ["basic", "performance", "delighter"] as const;
export type DriverKind = (typeof DRIVER_KINDS)[number];

/** By each score that the driver can have: the overall answers of those who gave it. */
export type OverallByScore = readonly ScoreCounts[];

export interface DriverAsymmetry {
  /** Points of the overall answer (0 to 100) that the dissatisfied are below, and the delighted above, the middle. */
  readonly penalty: Comparison;
  readonly reward: Comparison;
  /** null: too few in the bottom, in the middle or at the top of the scale to tell. */
  readonly kind: DriverKind | null;
}

/** One side must pull at least this many times as strongly as the other, or a scale's own end would make a kind. */
const LEAST_BEND = 1.5;

interface Group {
  readonly overall: Estimate;
  /** Mean score that the group gave the driver. */
  readonly at: number | null;
}

function groupOf(
  counts: OverallByScore,
  [from, through]: readonly [number, number],
  driver: QuestionType,
  outcome: QuestionType,
): Group {
  const people = NO_SCORES.map((_, score) =>
    score < from || score > through ? 0 : (counts[score] ?? NO_SCORES).reduce((sum, n) => sum + n, 0),
  );
  return {
    overall: pompEstimate(addCounts(...counts.slice(from, through + 1)), outcome),
    at: meanEstimate(people, driver).value,
  };
}

/** Overall points for each point of the driver's scale, below the middle and above it, and by how much they differ. */
function bendOf(low: Group, middle: Group, high: Group) {
  const at = middle.at ?? Number.NaN;
  const [below, above] = [ratio(1, at - (low.at ?? Number.NaN)), ratio(1, (high.at ?? Number.NaN) - at)];
  const [l, m, h] = [low.overall, middle.overall, high.overall];
  const n = Math.min(l.n, m.n, h.n);
  const known = below !== null && above !== null && l.value !== null && m.value !== null && h.value !== null;
  if (!known || l.se === null || m.se === null || h.se === null)
    return { bend: { value: null, se: null, n }, strong: false };
  const [lost, won] = [(m.value - l.value) * below, (h.value - m.value) * above];
  // The middle stands on both sides, so its error counts for both.
  const se = Math.hypot(l.se * below, m.se * (below + above), h.se * above);
  const [weak, strong] = [Math.abs(lost), Math.abs(won)].sort((a, b) => a - b);
  return { bend: { value: won - lost, se, n }, strong: (strong ?? 0) >= LEAST_BEND * (weak ?? 0) };
}

function asymmetryOf(
  counts: OverallByScore,
  driver: QuestionType,
  outcome: QuestionType,
  minAnswers: number,
) {
  const { min, max, bottomTo, topFrom } = QUESTIONS[driver];
  // On a short scale the top box holds the merely satisfied, too.
  const top = max - min > 6 ? topFrom : max;
  const low = groupOf(counts, [min, bottomTo], driver, outcome);
  const middle = groupOf(counts, [bottomTo + 1, top - 1], driver, outcome);
  const high = groupOf(counts, [top, max], driver, outcome);
  const options = { better: "higher", minAnswers } as const;
  const { bend, strong } = bendOf(low, middle, high);
  const straight = { value: 0, se: 0, n: bend.n };
  return {
    bend: compareEstimates(bend, straight, Number.POSITIVE_INFINITY, options),
    strong,
    penalty: compareEstimates(low.overall, middle.overall, 100, options),
    reward: compareEstimates(high.overall, middle.overall, 100, options),
  };
}

/**
 * Penalty, reward and kind of each driver, judged together. The bottom of the scale and its very top are set against
 * what lies between, as penalty-reward analysis has it (Brandt 1987); as the groups lie unequally far apart, the kind
 * compares overall points for each point of the driver's scale. False discovery is controlled over the drivers.
 */
export function driverKinds(
  drivers: readonly { readonly question: QuestionType; readonly counts: OverallByScore }[],
  outcome: QuestionType,
  minAnswers: number,
): DriverAsymmetry[] {
  const tried = drivers.map(({ question, counts }) => asymmetryOf(counts, question, outcome, minAnswers));
  const real = benjaminiHochberg(tried.map(({ bend }) => bend.pValue));
  return tried.map(({ penalty, reward, bend, strong }, at) => {
    if (bend.pValue === null) return { penalty, reward, kind: null };
    if (!real[at] || !strong || bend.verdict === "no-change") return { penalty, reward, kind: "performance" };
    return { penalty, reward, kind: (bend.difference ?? 0) > 0 ? "delighter" : "basic" };
  });
}
