import type { RouterOutputs } from "@touchline/api/root";
import { formatDifference, formatValue } from "@touchline/ui/formats";

type Department = Pick<RouterOutputs["departments"]["list"][number], "slug" | "name" | "score" | "change">;
type Rank = NonNullable<RouterOutputs["departments"]["get"]["rank"]>;

const list = (rows: readonly Department[]) =>
  rows.map((row) => `${row.name} (${formatDifference(row.change?.difference ?? null, "score")})`).join(", ");

/** Who leads, who is last, and who really moved. */
export function departmentsSentence(rows: readonly Department[]): string {
  const scored = rows
    .filter(({ slug, score }) => slug !== null && score.value !== null)
    .sort((a, b) => (b.score.value ?? 0) - (a.score.value ?? 0));
  const [first] = scored;
  const last = scored.at(-1);
  if (!first || !last) return "No department has enough answers in this period to give a score.";
  const ends =
    first === last
      ? `${first.name} stands at ${formatValue(first.score.value, "score")}.`
      : `${first.name} leads at ${formatValue(first.score.value, "score")}; ${last.name} is last at ${formatValue(last.score.value, "score")}.`;
  const moved = scored.filter(({ change }) => change?.verdict === "better" || change?.verdict === "worse");
  const comparable = scored.some(({ change }) => change !== null);
  if (!comparable) return ends;
  return `${ends} ${moved.length === 0 ? "None really changed." : `Really changed: ${list(moved)}.`}`;
}

const some = (count: number, verb: string) => `${count === 0 ? "none" : count} ${verb}`;

/** Where a department stands among its peers, as far as chance lets them be told apart. */
export function rankSentence({ place, of, above, level, below }: Rank): string {
  if (of === 1) return "It is the only department with a score.";
  return `It is number ${place} of ${of}: ${some(above, "clearly above it")}, ${some(below, "clearly below")}, ${some(level, "too close to call")}.`;
}
