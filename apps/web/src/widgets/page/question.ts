import type { createCaller, RouterOutputs } from "@touchline/api/root";
import { addDays, type DayRange } from "@touchline/domain/day";
import { formatDay, formatDays, formatInstant, formatMonth } from "@touchline/ui/formats";
import { EVIDENCE_NAMES, type Filters } from "../../filters.ts";
import { type Settled, settle } from "../../settle.ts";

type View = RouterOutputs["experience"]["view"];

/** What a page was asked, what that comes to, and what it may be changed to. */
export interface Question {
  readonly filters: Filters;
  readonly view: Settled<View>;
  readonly places: RouterOutputs["places"]["list"];
  readonly sources: RouterOutputs["freshness"]["list"];
  /** How far the page's figures can be trusted. */
  readonly trust: Settled<RouterOutputs["trust"]["get"]>;
  readonly about: About;
}

/** What a page is about, where that is not the whole company: slugs. */
interface About {
  readonly touchpoint?: string;
  readonly department?: string;
  readonly channel?: string;
}

/** Reads what every page with filters needs beside its own figures. */
export async function readQuestion(
  call: ReturnType<typeof createCaller>,
  filters: Filters,
  about: About = {},
): Promise<Question> {
  const [view, places, sources, trust] = await Promise.all([
    settle(call.experience.view(filters)),
    call.places.list(),
    call.freshness.list(),
    settle(call.trust.get({ ...filters, ...about })),
  ]);
  return { filters, view, places, sources, trust, about };
}

const daysOf = ({ from, to }: DayRange) => formatDays(from, addDays(to, -1));

/** The days of the question and what they are compared with, in words. */
export function daysInWords({ period, previous, organisation }: View): string {
  const against = previous ? ` against ${daysOf(previous)}` : "";
  const soFar = !period.partial
    ? ""
    : previous
      ? "; the period isn't over, so both are counted up to the same day"
      : "; the period isn't over";
  return `${daysOf(period)}${against}${soFar}. Days of ${organisation.timeZone}.`;
}

/** All that the question narrows, in one line: for paper and for pictures of charts. */
export function questionInWords(view: View): string {
  return [
    daysOf(view.period),
    view.segment?.name ?? "all segments",
    view.channel?.name ?? "all channels",
    `evidence: ${EVIDENCE_NAMES[view.evidence].toLowerCase()}`,
  ].join(", ");
}

/** What a point of a trend is called. */
export const pointLabel = (grain: View["grain"], from: string): string =>
  grain === "month" ? formatMonth(from) : formatDay(from);

/** When data came in last, of whatever source; null: never. */
export function lastRefresh({ sources, view }: Question): string | null {
  if (!view.ok) return null;
  const times = sources.flatMap(({ lastImportAt }) =>
    lastImportAt === null ? [] : [lastImportAt.getTime()],
  );
  if (times.length === 0) return null;
  return formatInstant(new Date(Math.max(...times)), view.value.organisation.timeZone);
}
