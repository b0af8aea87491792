import {
  addDays,
  addMonths,
  type Day,
  type DayRange,
  dayAt,
  daysIn,
  earlierDay,
  laterDay,
  monthOf,
  parseDay,
  startOfDay,
  startOfMonth,
  startOfWeek,
} from "./day.ts";
import { AppError } from "./errors.ts";

export const PERIOD_PRESETS = [
  "last_7_days",
  "last_30_days",
  "last_90_days",
  "this_month",
  "last_month",
  "this_quarter",
  "last_quarter",
  "year_to_date",
  "financial_quarter",
  "last_financial_quarter",
  "financial_year",
  "last_financial_year",
  "last_12_months",
  "last_12_full_months",
  "all",
] as const;
export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

export const PERIOD_LABELS: Readonly<Record<PeriodPreset, string>> = {
  last_7_days: "Last 7 days",
  last_30_days: "Last 30 days",
  last_90_days: "Last 90 days",
  this_month: "This month",
  last_month: "Last month",
  this_quarter: "This quarter",
  last_quarter: "Last quarter",
  year_to_date: "Year to date",
  financial_quarter: "This financial quarter",
  last_financial_quarter: "Last financial quarter",
  financial_year: "This financial year",
  last_financial_year: "Last financial year",
  last_12_months: "Last 12 months",
  last_12_full_months: "Last 12 full months",
  all: "All time",
};

/** A preset, or days as a person picks them: the first and the last day, both included. */
export type PeriodChoice = { readonly preset: PeriodPreset } | { readonly from: Day; readonly through: Day };

/** What a choice is read against. All but `now` are the organisation's. */
export interface Calendar {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly timeZone: string;
  /** 1 to 12. */
  readonly financialYearStartMonth: number;
  /** The first day with data; where there is none, "all" is today alone. */
  readonly firstDay: Day | null;
}

export interface Period extends DayRange {
  /** null = custom. */
  readonly preset: PeriodPreset | null;
  /** The period isn't over: `to` is tomorrow, and the day on which it would end comes later. */
  readonly partial: boolean;
}

export const COMPARISONS = ["previous_period", "same_period_last_year"] as const;
export type ComparisonKind = (typeof COMPARISONS)[number];

/** Start of the year of 12 months that contains the day and starts in the given month. */
function startOfYear(day: Day, startMonth: number): Day {
  return addMonths(startOfMonth(day), -((monthOf(day) - startMonth + 12) % 12));
}

/** Start of the quarter that contains the day, of years that start in the given month. */
function startOfQuarter(day: Day, startMonth = 1): Day {
  return addMonths(startOfMonth(day), -((monthOf(day) - startMonth + 12) % 3));
}

/** Moves the end of a range by months: the last day keeps its place in the month, and a month's end stays one. */
function shiftEnd(to: Day, months: number): Day {
  if (to.endsWith("-01")) return addMonths(to, months);
  return addDays(addMonths(addDays(to, -1), months), 1);
}

/** The whole of a preset, past today where it isn't over. */
function presetRange(preset: PeriodPreset, today: Day, calendar: Calendar): DayRange {
  const tomorrow = addDays(today, 1);
  const month = startOfMonth(today);
  const quarter = startOfQuarter(today);
  const financialQuarter = startOfQuarter(today, calendar.financialYearStartMonth);
  const financialYear = startOfYear(today, calendar.financialYearStartMonth);
  switch (preset) {
    case "last_7_days":
      return { from: addDays(tomorrow, -7), to: tomorrow };
    case "last_30_days":
      return { from: addDays(tomorrow, -30), to: tomorrow };
    case "last_90_days":
      return { from: addDays(tomorrow, -90), to: tomorrow };
    case "this_month":
      return { from: month, to: addMonths(month, 1) };
    case "last_month":
      return { from: addMonths(month, -1), to: month };
    case "this_quarter":
      return { from: quarter, to: addMonths(quarter, 3) };
    case "last_quarter":
      return { from: addMonths(quarter, -3), to: quarter };
    case "year_to_date": {
      const year = startOfYear(today, 1);
      return { from: year, to: addMonths(year, 12) };
    }
    case "financial_quarter":
      return { from: financialQuarter, to: addMonths(financialQuarter, 3) };
    case "last_financial_quarter":
      return { from: addMonths(financialQuarter, -3), to: financialQuarter };
    case "financial_year":
      return { from: financialYear, to: addMonths(financialYear, 12) };
    case "last_financial_year":
      return { from: addMonths(financialYear, -12), to: financialYear };
    case "last_12_months":
      return { from: shiftEnd(tomorrow, -12), to: tomorrow };
    case "last_12_full_months":
      return { from: addMonths(month, -12), to: month };
    case "all": {
      return { from: earlierDay(calendar.firstDay ?? today, today), to: tomorrow };
    }
  }
}

/**
 * The days of a period. Days still to come are cut off: the period is then partial. A custom period that lies wholly in
 * the future stays as it is. Throws AppError "invalid" for days that don't exist or are the wrong way round.
 */
export function resolvePeriod(choice: PeriodChoice, calendar: Calendar): Period {
  const today = dayAt(calendar.now, calendar.timeZone);
  const tomorrow = addDays(today, 1);
  const preset = "preset" in choice ? choice.preset : null;
  const whole =
    "preset" in choice
      ? presetRange(choice.preset, today, calendar)
      : { from: parseDay(choice.from), to: addDays(parseDay(choice.through), 1) };
  if (whole.from >= whole.to) throw new AppError("invalid", "The period ends before it begins.");
  const partial = whole.to > tomorrow && whole.from < tomorrow;
  return { preset, from: whole.from, to: partial ? tomorrow : whole.to, partial };
}

/** The length of the presets that are made of calendar months, over or not. */
const PRESET_MONTHS: Readonly<Partial<Record<PeriodPreset, number>>> = {
  this_month: 1,
  last_month: 1,
  this_quarter: 3,
  last_quarter: 3,
  financial_quarter: 3,
  last_financial_quarter: 3,
  year_to_date: 12,
  financial_year: 12,
  last_financial_year: 12,
  last_12_months: 12,
  last_12_full_months: 12,
};

/** By how many months a period steps back to the one before; null = by its own length in days. */
function stepInMonths({ preset, from, to }: Period): number | null {
  const months = preset === null ? undefined : PRESET_MONTHS[preset];
  if (months !== undefined) return months;
  if (preset !== null || !from.endsWith("-01") || !to.endsWith("-01")) return null;
  // Whole months picked by hand are set against as many whole months.
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + monthOf(to) - monthOf(from);
}

/**
 * The days that a period is compared with: the period before it, or the same one a year earlier. A partial period is
 * compared with the same part of the other, up to the same day of its month. null for "all", which has nothing before.
 */
export function comparisonRange(period: Period, kind: ComparisonKind): DayRange | null {
  const { preset, from, to } = period;
  if (preset === "all") return null;
  if (kind === "same_period_last_year") return { from: addMonths(from, -12), to: shiftEnd(to, -12) };
  const months = stepInMonths(period);
  if (months === null) return { from: addDays(from, -daysIn(period)), to: from };
  if (preset === "last_12_months") return { from: shiftEnd(from, -months), to: from };
  return { from: addMonths(from, -months), to: shiftEnd(to, -months) };
}

/** The instants of a range in a zone, epoch milliseconds, half-open as the range is. */
export function instantsOf(
  { from, to }: DayRange,
  timeZone: string,
): { readonly from: number; readonly to: number } {
  return { from: startOfDay(from, timeZone), to: startOfDay(to, timeZone) };
}

/** Appends a piece, joined to the one before where they meet and no cut lies between. */
function append(pieces: DayRange[], piece: DayRange, cuts: ReadonlySet<Day>): void {
  const last = pieces.at(-1);
  if (last?.to === piece.from && !cuts.has(piece.from)) {
    pieces[pieces.length - 1] = { from: last.from, to: piece.to };
  } else {
    pieces.push(piece);
  }
}

/**
 * A range in whole calendar months, to be read from the month grain, and in the days left over. A cut is a day from
 * which something holds that didn't before (an owner, a weight): a month with a cut inside is read by days, and no
 * piece has a cut inside. The pieces cover the range exactly once; neighbours are joined.
 */
export function splitRange(
  range: DayRange,
  cuts: readonly Day[] = [],
): { readonly months: readonly DayRange[]; readonly days: readonly DayRange[] } {
  const months: DayRange[] = [];
  const days: DayRange[] = [];
  const inside = [...new Set(cuts)].filter((cut) => cut > range.from && cut < range.to).sort();
  const cutDays = new Set(inside);
  if (range.from >= range.to) return { months, days };
  for (let start = startOfMonth(range.from); start < range.to; start = addMonths(start, 1)) {
    const next = addMonths(start, 1);
    const from = laterDay(start, range.from);
    const to = earlierDay(next, range.to);
    const within = inside.filter((cut) => cut > from && cut < to);
    if (from === start && to === next && within.length === 0) {
      append(months, { from, to }, cutDays);
      continue;
    }
    let begin = from;
    for (const end of [...within, to]) {
      append(days, { from: begin, to: end }, cutDays);
      begin = end;
    }
  }
  return { months, days };
}

export const TREND_GRAINS = ["day", "week", "month"] as const;
export type TrendGrain = (typeof TREND_GRAINS)[number];

/** The points of a trend: the range by days, weeks from Monday or months; the first and the last may be cut short. */
export function trendRanges(range: DayRange, grain: TrendGrain): DayRange[] {
  const begin = { day: (day: Day) => day, week: startOfWeek, month: startOfMonth }[grain];
  const following = {
    day: (day: Day) => addDays(day, 1),
    week: (day: Day) => addDays(day, 7),
    month: (day: Day) => addMonths(day, 1),
  }[grain];
  const points: DayRange[] = [];
  for (let from = range.from; from < range.to; ) {
    const next = following(begin(from));
    const to = earlierDay(next, range.to);
    points.push({ from, to });
    from = to;
  }
  return points;
}
