const DAY = 86_400_000;
const MONTHS = 24;

/** Guests and shoppers by calendar month (January first) and by day of the week (Sunday first). */
const HOTEL_SEASON = [0.78, 0.82, 0.92, 1.0, 1.08, 1.14, 1.24, 1.26, 1.1, 1.0, 0.82, 0.84];
const SHOP_SEASON = [0.86, 0.84, 0.94, 0.98, 1.0, 0.98, 0.94, 0.92, 1.0, 1.04, 1.24, 1.26];
const WEEKDAY = [0.94, 0.86, 0.88, 0.94, 1.04, 1.22, 1.12];

export interface Calendar {
  /** First instant of the first day, epoch ms (UTC). */
  readonly start: number;
  readonly days: number;
  /** Index of the month of each day, 0 = oldest. */
  readonly monthOf: Uint8Array;
  /** Each day as yyyy-mm-dd. */
  readonly dates: readonly string[];
  /** Index of the first day of each month; at the end, the number of days. */
  readonly monthStarts: readonly number[];
  /** Index of the last Monday that lies at least so many weeks before the end. */
  mondayBeforeEnd(weeks: number): number;
}

/** The 24 (or `months`) whole months before the month of `now`, in UTC. */
export function makeCalendar(now: number, months = MONTHS): Calendar {
  const today = new Date(now);
  const first = (back: number) => Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1);
  const start = first(months);
  const days = Math.round((first(0) - start) / DAY);
  const monthStarts = Array.from({ length: months + 1 }, (_, at) =>
    Math.round((first(months - at) - start) / DAY),
  );
  const monthOf = new Uint8Array(days);
  for (let month = 0; month < months; month++)
    monthOf.fill(month, monthStarts[month], monthStarts[month + 1]);
  const dates = Array.from({ length: days }, (_, day) =>
    new Date(start + day * DAY).toISOString().slice(0, 10),
  );
  return {
    start,
    days,
    monthOf,
    dates,
    monthStarts,
    mondayBeforeEnd: (weeks) => {
      const day = days - weeks * 7;
      const weekday = (new Date(start + day * DAY).getUTCDay() + 6) % 7;
      return day - weekday;
    },
  };
}

/** How busy a day is for hotels and shops together; days before the start and after the end count alike. */
export function busyness(calendar: Calendar, day: number): number {
  const date = new Date(calendar.start + day * DAY);
  const month = date.getUTCMonth();
  const season = ((HOTEL_SEASON[month] ?? 1) + (SHOP_SEASON[month] ?? 1)) / 2;
  return season * (WEEKDAY[date.getUTCDay()] ?? 1);
}

/** The calendar day so many days from the start, also outside the period. */
export function dateOf(calendar: Calendar, day: number): string {
  return calendar.dates[day] ?? new Date(calendar.start + day * DAY).toISOString().slice(0, 10);
}

const two = (n: number) => String(n).padStart(2, "0");
const CLOCK = Array.from(
  { length: 1440 },
  (_, minute) => `T${two(Math.floor(minute / 60))}:${two(minute % 60)}:`,
);
const SECOND = Array.from({ length: 60 }, (_, second) => `${two(second)}Z`);

/** ISO 8601 in UTC. Minutes beyond the day run on into the next ones. */
export function instant(calendar: Calendar, day: number, minute: number, second: number): string {
  const whole = Math.floor(minute);
  const over = Math.floor(whole / 1440);
  return dateOf(calendar, day + over) + (CLOCK[whole - over * 1440] ?? "T00:00:") + (SECOND[second] ?? "00Z");
}
