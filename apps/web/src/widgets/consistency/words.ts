import type { RouterOutputs } from "@touchline/api/root";
import { STANDARD_NAMES } from "@touchline/domain/standards";
import { formatValue } from "@touchline/ui/formats";

type Consistency = RouterOutputs["consistency"]["list"];
type Audits = RouterOutputs["consistency"]["audits"];

/** As many as a sentence names. */
const NAMED = 3;

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Whether channels tell one story, and where one doesn't. */
export function consistencySentence({ overall, rows, single }: Consistency): string {
  if (overall.value === null)
    return single.length > 0
      ? "Each touchpoint is answered about on one channel only, so there is nothing to compare."
      : "Too few answers to tell whether channels tell one story.";
  const departing = rows
    .flatMap(({ name, departs }) => (departs ? [{ name, departs }] : []))
    .sort(
      (a, b) =>
        Math.abs(b.departs.difference.difference ?? 0) - Math.abs(a.departs.difference.difference ?? 0),
    );
  const [most, ...others] = departing;
  const index = `Channels are alike to ${formatValue(overall.value, "score")} of 100.`;
  if (!most) return `${index} None really departs: what lies between them is no more than chance makes.`;
  const { channel, direction, difference } = most.departs;
  return [
    index,
    `${channel.name} departs most: of 100 customers, ${Math.round(Math.abs(100 * (difference.difference ?? 0)))} ${direction === "up" ? "more" : "fewer"} are satisfied with ${most.name} there than on its other channels.`,
    others.length > 0 &&
      `Also apart: ${listed(others.slice(0, NAMED).map((row) => `${row.departs.channel.name} at ${row.name}`))}${others.length > NAMED ? `, and ${others.length - NAMED} more` : ""}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** Touchpoints that say nothing about channels, and why; null: there are none. */
export function singleSentence(single: Consistency["single"]): string | null {
  if (single.length === 0) return null;
  const names = single.map(({ name, channel }) => (channel ? `${name} (${channel.name})` : name));
  const one = single.length === 1;
  return `Nothing to compare at ${single.length} touchpoint${one ? "" : "s"}, where only one channel has enough answers, or none: ${listed(names)}.`;
}

/** What audits found in all, and which standard is met least. */
export function auditsSentence({ met, standards, rows }: Audits): string {
  const cells = rows.flatMap((row) => row.cells);
  const looked = cells.filter(({ audit }) => audit !== null).length;
  if (looked === 0)
    return "Nobody has audited a channel yet. An audit says whether a channel's message, look and feel, offer and voice are as they should be.";
  if (met.value === null) return `${looked} of ${cells.length} were looked at; none of them applies.`;
  const worst = standards
    .filter((each) => each.met.value !== null)
    .sort((a, b) => (a.met.value ?? 0) - (b.met.value ?? 0))[0];
  const hits = Math.round(met.value * met.n);
  const said = `${hits} of ${met.n} audited standards are met; ${cells.length - looked} of ${cells.length} were never looked at.`;
  return worst && worst.met.value !== null && worst.met.value < 1
    ? `${said} ${STANDARD_NAMES[worst.standard]} is met least (${formatValue(worst.met.value, "share")} of ${worst.met.n}).`
    : said;
}
