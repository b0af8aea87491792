import type { CountFilters } from "@touchline/db/queries/counts";
import { readAnsweredMonths, readFirstDay } from "@touchline/db/queries/experience";
import {
  listChannels,
  listSegments,
  type NamedRow,
  type Organisation,
  readOrganisation,
} from "@touchline/db/queries/structure";
import type { Scope } from "@touchline/domain/access";
import { type DayRange, daysIn } from "@touchline/domain/day";
import { AppError } from "@touchline/domain/errors";
import type { EvidenceBasis } from "@touchline/domain/evidence";
import { comparisonRange, type Period, resolvePeriod, type TrendGrain } from "@touchline/domain/period";
import type { Context } from "./context.ts";
import { idOf, withChildren } from "./keys.ts";
import type { ViewInput } from "./view-input.ts";

export interface View {
  readonly organisation: Organisation;
  readonly period: Period;
  /** What the period is compared with, the same part of it where the period isn't over; null for "all", which has nothing before. */
  readonly previous: DayRange | null;
  /** By what the trends of the period go. */
  readonly grain: TrendGrain;
  readonly evidence: EvidenceBasis;
  /** What the answers are narrowed to; null = all. */
  readonly channel: Pick<NamedRow, "slug" | "name"> | null;
  readonly segment: Pick<NamedRow, "slug" | "name"> | null;
  /** The same for queries: a channel with its children. */
  readonly filters: Pick<CountFilters, "channels" | "segments">;
  /** No whole is made of groups that may not be shown: minAnswers is never below leastPeople. */
  readonly settings: {
    readonly basis: EvidenceBasis;
    readonly minAnswers: number;
    readonly leastPeople: number;
  };
  /** First days of the first and of the last month that hold answers; null = no answers at all. */
  readonly answered: { readonly first: string; readonly last: string } | null;
}

/** What reads of a request go through: the database, what was read already, and the right to read. */
export type Reads = Pick<Context, "db" | "now" | "once"> & { readonly scope: Scope };

/** How many days go by weeks at most: by months, the whole company is read from a tenth of the cells. */
const WEEKS_OF_ALL = 200;
/** The same where less is read, or where somebody asked for weeks: more would not be told apart. */
const WEEKS_AT_MOST = 400;

/** By what a trend goes: enough points to see a course, few enough to tell them apart. weekly: by weeks if it can be. */
export function grainFor(range: DayRange, weekly = true): TrendGrain {
  if (daysIn(range) > (weekly ? WEEKS_AT_MOST : WEEKS_OF_ALL)) return "month";
  return daysIn(range) > 45 ? "week" : "day";
}

/** Puts days to what was asked, by the organisation's calendar. Throws "invalid" for days that can't be. */
export function resolveView(reads: Reads, input: ViewInput): Promise<View> {
  const { period, from, to, compare, evidence, segment, channel } = input;
  return reads.once(`view ${JSON.stringify([period, from, to, compare, evidence, segment, channel])}`, () =>
    resolve(reads, input),
  );
}

/** Names and ids of what the view is narrowed to. Throws "not_found". */
async function narrowing({ db, scope }: Reads, { segment, channel }: ViewInput) {
  const [segments, channels] = await Promise.all([
    segment === null ? [] : listSegments(db, scope),
    channel === null ? [] : listChannels(db, scope),
  ]);
  const named = (rows: readonly NamedRow[], slug: string | null) => {
    const found = rows.find((row) => row.slug === slug);
    return found ? { slug: found.slug, name: found.name } : null;
  };
  return {
    segment: named(segments, segment),
    channel: named(channels, channel),
    filters: {
      segments: segment === null ? undefined : [idOf(segments, segment, "segment")],
      channels: channel === null ? undefined : withChildren(channels, idOf(channels, channel, "channel")),
    },
  };
}

async function resolve(reads: Reads, input: ViewInput): Promise<View> {
  const { db, now, scope } = reads;
  const [narrowed, organisation, answered, firstDay] = await Promise.all([
    narrowing(reads, input),
    readOrganisation(db, scope),
    readAnsweredMonths(db, scope),
    readFirstDay(db, scope),
  ]);
  if (input.period === "custom" && (input.from === null || input.to === null))
    throw new AppError("invalid", "A period of your own needs a first and a last day.");
  const choice =
    input.period === "custom"
      ? { from: input.from ?? "", through: input.to ?? "" }
      : { preset: input.period };
  const { leastAnswers, leastPeople } = organisation;
  const period = resolvePeriod(choice, {
    now: now.getTime(),
    timeZone: organisation.timeZone,
    financialYearStartMonth: organisation.financialYearStartMonth,
    firstDay,
  });
  return {
    organisation,
    period,
    previous: comparisonRange(period, input.compare),
    grain: grainFor(period, false),
    evidence: input.evidence,
    ...narrowed,
    settings: { basis: input.evidence, minAnswers: Math.max(leastAnswers, leastPeople), leastPeople },
    answered,
  };
}
