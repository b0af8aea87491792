import type { RouterOutputs } from "@touchline/api/root";
import { ratio, type Statistic } from "@touchline/domain/statistic";
import { formatCount, formatValue } from "@touchline/ui/formats";

type Reason = RouterOutputs["causes"]["reasons"][number];

/** What the reviewer may choose beside the touchpoints: it stands in the form alone, never in what is sent. */
export const WORDS_DO_NOT_TELL = "The words don't tell";

/** A first sample, and one from which a share is known to about five points. */
const GOALS = [100, 400] as const;

/** How far a reviewer has come, and what the next goal is good for. */
export function progressInWords({ withWords, read }: { withWords: number; read: number }): string {
  if (withWords === 0) return "No service contact in these days has words of the customer.";
  if (read >= withWords) return `You have read all ${formatCount(withWords)} contacts that have words.`;
  const goal = GOALS.find((each) => each > read && each <= withWords);
  const so = `You have read ${formatCount(read)} of ${formatCount(withWords)} contacts that have words.`;
  if (goal === undefined) return so;
  const exact = goal === GOALS[0] ? "about ten" : "about five";
  return `${so} ${formatCount(goal)} read give each cause's share to within ${exact} points.`;
}

/** How far along the way to the next goal, 0 to 1. */
export function progressShare({ withWords, read }: { withWords: number; read: number }): number {
  const goal = GOALS.find((each) => each > read && each <= withWords) ?? withWords;
  return Math.min(1, ratio(read, goal) ?? 0);
}

/** The options whose name holds what was typed, those that begin with it first. */
export function matching<Option extends { readonly name: string }>(
  options: readonly Option[],
  text: string,
): Option[] {
  const typed = text.trim().toLowerCase();
  if (typed === "") return [...options];
  const at = ({ name }: Option) => name.toLowerCase().indexOf(typed);
  return options
    .filter((option) => at(option) >= 0)
    .toSorted((a, b) => Number(at(a) > 0) - Number(at(b) > 0));
}

/** How many contacts a rule for the reason decides, or would decide. */
export const decidedBy = ({ contacts, otherwise }: Reason): number => contacts - otherwise;

/** What is not known yet, and what can be done about it here. */
export function causesSentence(
  { contacts, unknown }: { contacts: number; unknown: { statistic: Statistic } },
  reasons: readonly Reason[] | null,
): string {
  if (contacts === 0) return "Nobody asked for help in this period.";
  const open = unknown.statistic.value;
  if (open === null) return "Too few contacts to say how many have a known cause.";
  const start = `Of ${formatCount(contacts)} service contacts, ${formatValue(open, "share")} have no known cause.`;
  const [most] = (reasons ?? [])
    .filter((row) => row.rule === null && decidedBy(row) > 0)
    .toSorted((a, b) => decidedBy(b) - decidedBy(a));
  if (!most) return start;
  return `${start} A rule for “${most.reason}” would decide ${formatCount(decidedBy(most))} of them.`;
}
