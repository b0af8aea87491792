import type { RouterOutputs } from "@touchline/api/root";
import type { Comparison } from "@touchline/domain/compare";
import type { ComparisonKind } from "@touchline/domain/period";
import { formatDifference, formatValue } from "@touchline/ui/formats";
import { BEFORE } from "../page/score-sentence.ts";

export type Changes = NonNullable<RouterOutputs["changes"]["list"]>;
export type Changed = Changes["touchpoints"][number];
type PartName = { readonly one: string; readonly many: string };

const points = (difference: number | null) => formatDifference(difference, "score");
const size = (difference: number | null) => formatValue(Math.abs(difference ?? 0), "score");
const percent = (share: number) => `${Math.round(share * 100)} %`;
const isReal = (comparison: Comparison | null) =>
  comparison?.verdict === "better" || comparison?.verdict === "worse";

/** A part of a change that is real and smaller than this is too small to be told. */
const LEAST_POINTS = 1;

/** Whether a touchpoint is worth a row: its change is more than chance, or one of the change's parts, of a size that matters. */
export const reallyMoved = ({ change, rate, mix }: Changed): boolean =>
  isReal(change) ||
  [rate, mix].some((part) => isReal(part) && Math.abs(part?.difference ?? 0) >= LEAST_POINTS);

/** Touchpoints by name with their changes: "Breakfast (−8.0) and Restaurant (−5.0)". */
function listed(rows: readonly Changed[]): string {
  const names = rows.slice(0, 3).map(({ name, change }) => `${name} (${points(change?.difference ?? null)})`);
  if (rows.length > 3) return `${names.join(", ")} and ${rows.length - 3} more`;
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`;
}

function whatPulled(touchpoints: readonly Changed[]): string {
  const of = (verdict: Comparison["verdict"]) =>
    touchpoints.filter(({ change }) => change?.verdict === verdict);
  const [down, up] = [of("worse"), of("better")];
  if (down.length === 0 && up.length === 0) return "No touchpoint really changed as a whole.";
  if (down.length === 0) return `${listed(up)} pulled it up.`;
  if (up.length === 0) return `${listed(down)} pulled it down.`;
  return `${listed(down)} pulled it down, ${listed(up)} pulled it up.`;
}

/** How the whole changed, and what pulled it which way, in plain words. */
export function changesSentence({ whole, touchpoints }: Changes, compare: ComparisonKind): string {
  const { change } = whole;
  const before = BEFORE[compare];
  const all =
    change.verdict === "not-enough-data"
      ? `There are too few answers to say whether the experience changed against ${before}.`
      : change.verdict === "no-change"
        ? `The experience did not really change against ${before}.`
        : `The experience ${change.verdict === "worse" ? "fell" : "rose"} by ${size(change.difference)} points against ${before}.`;
  return `${all} ${whatPulled(touchpoints)}`;
}

function shifted({ shift: { grew, shrank } }: Changed, rising: boolean): string {
  const moves = [
    grew && `${grew.name} from ${percent(grew.shareBefore)} to ${percent(grew.share)} of its answers`,
    shrank && `${shrank.name} from ${percent(shrank.shareBefore)} to ${percent(shrank.share)}`,
  ].filter((move) => move !== null);
  if (moves.length === 0) return "";
  return `: ${moves.join(", ")}, and it is rated ${rising ? "higher" : "lower"} where there are more now`;
}

/** What a touchpoint's change is made of: its own scores, or who answers where. */
export function whyChanged(changed: Changed, part: PartName): string {
  const { rate, mix } = changed;
  if (rate === null || mix === null) return "It can't be split: too few answers.";
  const scores = `on the same ${part.many} it ${rate.verdict === "worse" ? "fell" : "rose"} by ${size(rate.difference)}`;
  const shares = `answers moved between ${part.many}${shifted(changed, mix.verdict === "better")}`;
  const same = `On each ${part.one} by itself it did not really change`;
  if (isReal(mix) && !isReal(rate)) return `All mix: ${shares}. ${same}.`;
  if (isReal(mix)) return `Both: ${scores} points, and ${shares}.`;
  if (isReal(rate)) return `All rate: ${scores} points; where answers come from made no real difference.`;
  return `Neither part by itself is more than chance.`;
}

/** What was not compared, and why: one line each. */
export function notCompared({ entered, left, notComparable }: Changes["whole"]): string[] {
  const named = (names: readonly string[]) => names.join(", ");
  return [
    ...(entered.length > 0 ? [`New since then, so not counted as a change: ${named(entered)}.`] : []),
    ...(left.length > 0 ? [`No longer measured: ${named(left)}.`] : []),
    ...(notComparable.length > 0
      ? [
          `Not comparable, as another question was asked then or answers rested on other evidence: ${named(notComparable)}.`,
        ]
      : []),
  ];
}
