import { TZDate } from "@date-fns/tz";
import { AppError } from "./errors.ts";
import { ratio } from "./statistic.ts";

/** A calendar day, "yyyy-mm-dd": no time, no zone. Days sort as text. */
export type Day = string;

/** Calendar days from `from` up to, and without, `to`. Empty when they are equal. */
export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Throws AppError "invalid" for text that is no day of the calendar (2025-02-29, 2025-2-1). */
export function parseDay(text: string): Day {
  const at = DAY_PATTERN.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse rolls 30 February over into March; a real day survives the round trip.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) {
    throw new AppError(
      "invalid",
      `"${text.slice(0, 40)}" is no day of the calendar. Write days as 2026-03-31.`,
    );
  }
  return text;
}

function toUtc(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

function fromUtc(at: number): Day {
  return new Date(at).toISOString().slice(0, 10);
}

/** The day that many days later, or earlier when negative. */
export function addDays(day: Day, days: number): Day {
  return fromUtc(toUtc(day).getTime() + days * DAY_MS);
}

/** The same day of the month that many months later, or the month's last day where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const date = toUtc(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return fromUtc(Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)));
}

/** Days in the range; a negative number when it is the wrong way round. */
export function daysIn({ from, to }: DayRange): number {
  return ratio(toUtc(to).getTime() - toUtc(from).getTime(), DAY_MS) ?? 0;
}

export function earlierDay(a: Day, b: Day): Day {
  if (b < a) return b;
  return a;
}

export function laterDay(a: Day, b: Day): Day {
  if (b > a) return b;
  return a;
}

export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

/** The month of the day, 1 to 12. */
export function monthOf(day: Day): number {
  return Number(day.slice(5, 7));
}

/** The Monday of the day's week. */
export function startOfWeek(day: Day): Day {
  return addDays(day, -((toUtc(day).getUTCDay() + 6) % 7));
}

/** The calendar day that it is at an instant (epoch milliseconds) in a zone. */
export function dayAt(instant: number, timeZone: string): Day {
  const local = new TZDate(instant, timeZone);
  return fromUtc(Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()));
}

/** The first instant of a day in a zone, in epoch milliseconds; it needn't be midnight where clocks change at midnight. */
export function startOfDay(day: Day, timeZone: string): number {
  const date = toUtc(day);
  return new TZDate(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), timeZone).getTime();
}
