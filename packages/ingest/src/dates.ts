import { tzOffset } from "@date-fns/tz";
import { BoundedMap } from "./bounded.ts";
import { compileFormat, isoSecondsUtc, type Reading } from "./date-format.ts";

/** Local clock readings to instants in one time zone. Offsets are looked up once per hour of local time. */
function zoneClock(zone: string): (local: number) => number {
  const offsets = new BoundedMap<number, number>(4000);
  const offsetAt = (instant: number) => tzOffset(zone, new Date(instant)) * 60_000;
  return (local) => {
    const hour = Math.floor(local / 3_600_000);
    let offset = offsets.get(hour);
    if (offset === undefined) {
      const first = offsetAt(hour * 3_600_000);
      offset = offsetAt(hour * 3_600_000 - first);
      offsets.set(hour, offset);
    }
    return local - offset;
  };
}

/** Values of one date column. A method returns null when the value can't be read, and `problem` then says why. */
export interface DateReader {
  instant(text: string, year: number | null, month: number | null): number | null;
  /** The day as written, "yyyy-mm-dd". */
  day(text: string, year: number | null, month: number | null): string | null;
  readonly problem: string;
  /** A text that only a declared format could read, met before any other value: the format has to be asked for. */
  readonly undeclared: readonly string[];
}

/** Digits beside a separator or five of them: "N/A" or "unknown" asks for no format, it is just no date. */
const MAY_BE_DATE = /\d\s*[./\-, ]\s*[\dA-Za-z]|[A-Za-z]\s*[./\-, ]\s*\d|\d[A-Za-z]{3,9}\d|^\d{5,}$/;

/** Date-only values are noon in the zone: the same day in every neighbouring zone. */
export function dateReader(formats: readonly string[] | undefined, zone: string): DateReader {
  const parsers = (formats ?? ["iso"]).map(compileFormat);
  const clock = zoneClock(zone);
  const cache = new BoundedMap<string, Reading>(4000);
  const undeclared: string[] = [];
  let problem = "";
  let understood = false;

  const read = (text: string, year: number | null, month: number | null): Reading | null => {
    const key = year === null && month === null ? text : `${text}\n${year}\n${month}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    let reason: string | null = null;
    for (const parser of parsers) {
      const result = parser(text, { year, month });
      if (typeof result === "string") reason = result;
      else if (result !== null) {
        understood = true;
        // Times of day rarely repeat, so only dates are worth remembering.
        if (result.dateOnly) cache.set(key, result);
        return result;
      }
    }
    problem =
      reason ??
      (formats ? `is not a date of the form ${formats.join(" or ")}` : "is not an ISO date (2024-05-31)");
    if (
      reason === null &&
      formats === undefined &&
      !understood &&
      MAY_BE_DATE.test(text) &&
      undeclared.length < 2 &&
      !undeclared.includes(text)
    )
      undeclared.push(text);
    return null;
  };

  return {
    instant(text, year, month) {
      const fast = formats === undefined ? isoSecondsUtc(text) : null;
      if (fast !== null) {
        understood = true;
        return fast;
      }
      const found = read(text, year, month);
      if (found === null) return null;
      if (found.dateOnly) return clock(found.local + 43_200_000);
      return found.offset === null ? clock(found.local) : found.local - found.offset;
    },
    day(text, year, month) {
      const found = read(text, year, month);
      return found && new Date(found.local).toISOString().slice(0, 10);
    },
    get problem() {
      return problem;
    },
    undeclared,
  };
}
