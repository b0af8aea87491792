import type { MetricUnit } from "@touchline/domain/metric-descriptor";

/** What stands where there is no figure. */
export const DASH = "–";
const MINUS = "−";
const LOCALE = "en-GB";

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

// Rounded before the sign is looked at, so that -0.04 is 0.0 and not −0.0.
function decimal(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return (rounded < 0 ? MINUS : "") + oneDecimal.format(Math.abs(rounded));
}

function hundredths(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return (rounded < 0 ? MINUS : "") + twoDecimals.format(Math.abs(rounded));
}

/** A count with thousands marked: 12,345. */
export function formatCount(value: number): string {
  return whole.format(value);
}

/**
 * An amount with its currency (ISO 4217): €6.50; where nobody has said which, the number alone. whole: without hundredths,
 * for sums.
 */
export function formatMoney(
  value: number | null,
  currency: string | null,
  { whole: sum = false } = {},
): string {
  if (value === null) return DASH;
  const maximumFractionDigits = sum ? 0 : 2;
  if (currency === null) return sum ? formatCount(value) : hundredths(value);
  return new Intl.NumberFormat(LOCALE, { style: "currency", currency, maximumFractionDigits }).format(value);
}

/** A figure in the words of its unit, to one decimal; a dash without one. Shares come in as fractions. */
export function formatValue(value: number | null, unit: MetricUnit): string {
  if (value === null) return DASH;
  switch (unit) {
    case "share":
    case "per_year":
      return `${decimal(value * 100)} %`;
    case "answers":
      return formatCount(value);
    case "minutes":
      return `${decimal(value)} min`;
    case "points":
    case "score":
    case "rating":
    case "per_thousand":
      return decimal(value);
    case "coefficient":
      return hundredths(value);
  }
}

/** A difference with its sign: +1.2 points of a score, or percentage points of a share. */
export function formatDifference(value: number | null, unit: MetricUnit): string {
  if (value === null) return DASH;
  const scaled = unit === "share" || unit === "per_year" ? value * 100 : value;
  const text = decimal(scaled);
  return Math.round(scaled * 10) > 0 ? `+${text}` : text;
}

/** What a difference is counted in; null where the figure has no unit of its own. */
export function differenceUnit(unit: MetricUnit): string | null {
  switch (unit) {
    case "share":
    case "per_year":
    case "points":
    case "score":
      return "points";
    case "minutes":
      return "min";
    default:
      return null;
  }
}

/** An interval in brackets: [61.2, 64.8]; a dash when there is none. */
export function formatInterval(low: number | null, high: number | null, unit: MetricUnit): string {
  if (low === null || high === null) return DASH;
  return `[${formatValue(low, unit)}, ${formatValue(high, unit)}]`;
}

const dayFormat = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const monthFormat = new Intl.DateTimeFormat(LOCALE, { month: "short", year: "numeric", timeZone: "UTC" });

// en-GB writes "Sept"; every other month has three letters.
const threeLetters = (text: string) => text.replace("Sept", "Sep");

/** A calendar day "yyyy-mm-dd" as 3 Mar 2026. */
export function formatDay(day: string): string {
  return threeLetters(dayFormat.format(new Date(`${day}T00:00:00Z`)));
}

/** A calendar month, given as one of its days, as Mar 2026. */
export function formatMonth(day: string): string {
  return threeLetters(monthFormat.format(new Date(`${day}T00:00:00Z`)));
}

const monthName = new Intl.DateTimeFormat(LOCALE, { month: "long", year: "numeric", timeZone: "UTC" });

/** The month of a day in full: March 2026. */
export function formatMonthName(day: string): string {
  return monthName.format(new Date(`${day}T00:00:00Z`));
}

/** The days of the week from the first one (1 = Monday to 7 = Sunday): Mo, Monday. */
export function weekdayNames(first: number): { short: string; long: string }[] {
  const name = new Intl.DateTimeFormat(LOCALE, { weekday: "long", timeZone: "UTC" });
  // 1 January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, at) => {
    const long = name.format(new Date(Date.UTC(2024, 0, first + at)));
    return { short: long.slice(0, 2), long };
  });
}

/** Both ends of a range, included. */
export function formatDays(from: string, to: string): string {
  return from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;
}

/** A point in time in the organisation's zone: 3 Mar 2026, 14:05. */
export function formatInstant(at: Date, timeZone: string): string {
  return threeLetters(
    new Intl.DateTimeFormat(LOCALE, {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZone,
    }).format(at),
  );
}

/** The time of day in a zone: 14:05. */
export function formatTime(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", timeZone }).format(at);
}

/** A file's size: 812 B, 3.4 MB. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB"] as const;
  let size = bytes;
  let at = 0;
  while (size >= 1000 && at < units.length - 1) {
    size *= 0.001;
    at += 1;
  }
  return `${at === 0 ? whole.format(size) : oneDecimal.format(size)} ${units[at]}`;
}
