import type { RouterOutputs } from "@touchline/api/root";
import { formatCount, formatValue } from "@touchline/ui/formats";
import { durationInWords } from "./channel-rows.tsx";
import { isWithin, type Path } from "./paths.ts";

type Contacts = Pick<
  RouterOutputs["channels"]["contacts"][number],
  "name" | "nested" | "contacts" | "response" | "escalated"
>;
type Paths = RouterOutputs["channels"]["paths"];
type Matrix = RouterOutputs["channels"]["matrix"];

/** Enough contacts to name a channel as the slowest or the quickest. */
const ENOUGH = 30;

/** Where most contacts come in, where the wait is longest, and which channel really escalates more than all others. */
export function contactsSentence(rows: readonly Contacts[]): string {
  const top = rows.filter(({ nested }) => !nested);
  const [most] = top;
  if (!most || most.contacts === null) return "Too few contacts to say how channels do.";
  const all = top.reduce((sum, { contacts }) => sum + (contacts ?? 0), 0);
  const said = [
    `${most.name} takes the most contacts (${formatCount(most.contacts)} of ${formatCount(all)}).`,
  ];
  const timed = top
    .filter(({ response: { median } }) => median.value !== null && median.n >= ENOUGH)
    .sort((a, b) => (b.response.median.value ?? 0) - (a.response.median.value ?? 0));
  const [slow] = timed;
  const quick = timed.at(-1);
  if (slow && quick && slow !== quick)
    said.push(
      `Half of those on ${slow.name} wait longer than ${durationInWords(slow.response.median.value)}, on ${quick.name} than ${durationInWords(quick.response.median.value)}.`,
    );
  const [first, second] = top
    .filter(({ escalated }) => escalated.value !== null && escalated.n >= ENOUGH)
    .sort((a, b) => (b.escalated.value ?? 0) - (a.escalated.value ?? 0));
  if (first && second)
    said.push(
      (first.escalated.low ?? 0) > (second.escalated.high ?? 1)
        ? `${first.name} escalates the most: ${formatValue(first.escalated.value, "share")} of what begins there goes on elsewhere.`
        : "No channel escalates clearly more than the others.",
    );
  return said.join(" ");
}

const elsewhere = ({ from, to, contacts }: Path) => contacts !== null && from.slug !== to.slug;

/** How many issues go on elsewhere, and by which way most. */
export function pathsSentence({ issues, escalated, repeated, channels }: Paths): string {
  if (issues === null) return "Too few contacts to say where issues go on.";
  const { value } = escalated.statistic;
  if (value === null || channels.length === 0)
    return "No contact says which earlier one it continues, so nobody can tell where issues go on.";
  const again = Math.round(100 * (repeated.statistic.value ?? 0));
  const said = `Of 100 issues, ${Math.round(100 * value)} go on at another channel or department, and ${again} are asked again where they were.`;
  const [most] = channels.filter(elsewhere);
  return most
    ? `${said} Between channels the busiest way is from ${most.from.name} to ${most.to.name} (${formatCount(most.contacts ?? 0)} contacts).`
    : said;
}

/** The place where most of these paths begin or end, all members of a family taken together. */
function busiest(paths: readonly Path[], end: "from" | "to"): { name: string; contacts: number } | undefined {
  const sums = new Map<string, number>();
  for (const path of paths) sums.set(path[end].name, (sums.get(path[end].name) ?? 0) + (path.contacts ?? 0));
  return [...sums].map(([name, contacts]) => ({ name, contacts })).sort((a, b) => b.contacts - a.contacts)[0];
}

/** What goes on from one channel and what comes to it from others. */
export function ownPathsSentence(
  { name, ...family }: Parameters<typeof isWithin>[0] & { readonly name: string },
  paths: readonly Path[],
): string {
  const known = paths.filter(({ contacts }) => contacts !== null);
  const out = busiest(
    known.filter(({ from, to }) => isWithin(family, from) && !isWithin(family, to)),
    "to",
  );
  const into = busiest(
    known.filter(({ from, to }) => !isWithin(family, from) && isWithin(family, to)),
    "from",
  );
  const said = [
    out &&
      `What ${name} does not settle goes on most at ${out.name} (${formatCount(out.contacts)} contacts).`,
    into && `It takes over most from ${into.name} (${formatCount(into.contacts)} contacts).`,
  ].filter((each) => each !== undefined);
  return said.length > 0 ? said.join(" ") : `No issue is known to go on between ${name} and other channels.`;
}

/** Where the lowest and the highest score of all lie, and how many can't be judged. */
export function matrixSentence({ channels, touchpoints }: Matrix): string {
  const names = new Map(channels.map(({ slug, name }) => [slug, name]));
  const all = touchpoints.flatMap(({ name, cells }) => cells.map((cell) => ({ ...cell, name })));
  const scored = all
    .filter(({ counted, score }) => counted && score.value !== null)
    .sort((a, b) => (a.score.value ?? 0) - (b.score.value ?? 0));
  const [low] = scored;
  const high = scored.at(-1);
  const few = all.length - scored.length;
  if (!low || !high) return "Nowhere are there enough answers to give a score.";
  const at = ({ name, channel, score }: typeof low) =>
    `${name} on ${names.get(channel) ?? channel} (${formatValue(score.value, "score")})`;
  const ends =
    low === high ? `${at(low)} alone has enough answers.` : `Lowest: ${at(low)}. Highest: ${at(high)}.`;
  return few === 0 ? ends : `${ends} ${few} of ${all.length} pairs have too few answers to judge.`;
}
