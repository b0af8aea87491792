import { compileFormat } from "./date-format.ts";

/** How dates of a column are written. formats null: ISO, which needs none. */
export interface DateGuess {
  readonly formats: readonly string[] | null;
  readonly reason: string;
  /** Where day and month can't be told apart: the formats with the month first, and those with the day first. */
  readonly choices: readonly (readonly string[])[];
  /** Digits alone, which may be anything. */
  readonly bare: boolean;
}

const DAYS = [
  ["M/d/yyyy", "d/M/yyyy"],
  ["M-d-yyyy", "d-M-yyyy"],
  ["M.d.yyyy", "d.M.yyyy"],
  ["M/d/yy", "d/M/yy"],
  ["M-d-yy", "d-M-yy"],
  ["M.d.yy", "d.M.yy"],
  ["d MMM yyyy", "d MMM yyyy"],
  ["d-MMM-yyyy", "d-MMM-yyyy"],
  ["d-MMM-yy", "d-MMM-yy"],
  ["MMM d, yyyy", "MMM d, yyyy"],
  ["yyyy/M/d", "yyyy/M/d"],
  ["yyyy.M.d", "yyyy.M.d"],
] as const;
const TIMES = [
  "",
  " H:mm",
  " H:mm:ss",
  ", H:mm",
  ", H:mm:ss",
  " h:mm a",
  " h:mm:ss a",
  ", h:mm a",
  ", h:mm:ss a",
];
const EPOCHS = [
  ["epoch-seconds", /^1\d{9}$/],
  ["epoch-milliseconds", /^1\d{12}$/],
] as const;
/** Dates of one column are written in few ways; free text in as many as there are rows. */
const MOST_SHAPES = 8;
/** Two groups of digits, or one beside a word: anything else need not be tried. */
const MAY_BE_DATE = /\d\D+\d|\d\s*\p{L}{3}|\p{L}{3}\s*\d/u;
/** A column that holds other things than dates in more than one of four values is none. */
const MOST_OTHERS = 0.25;

const parsers = new Map<string, ReturnType<typeof compileFormat>>();

/** How many of the values a format reads. */
function readBy(format: string, values: readonly string[]): number {
  const parser = parsers.get(format) ?? compileFormat(format);
  parsers.set(format, parser);
  const read = values.map((value) => parser(value, { year: null, month: null }));
  return read.filter((reading) => typeof reading === "object" && reading !== null).length;
}
/** A slip (30 February) among many dates says nothing about their format. */
const isMost = (count: number, values: readonly string[]) => count > 0 && count >= values.length * 0.75;
/** Values written alike: digits count as one sign each, words too. */
const shapeOf = (value: string) => value.replace(/\d+/g, "9").replace(/\p{L}+/gu, "a");

/** Finds the formats that read a column's values; null when they are no dates. Day and month are never guessed. */
export function guessDateFormats(values: readonly string[]): DateGuess | null {
  for (const [format, pattern] of EPOCHS)
    if (values.every((value) => pattern.test(value)))
      return {
        formats: [format],
        reason: "its numbers are moments, as computers count them",
        choices: [],
        bare: true,
      };
  const shapes = new Map<string, string[]>();
  for (const value of values) shapes.set(shapeOf(value), [...(shapes.get(shapeOf(value)) ?? []), value]);
  if (shapes.size > MOST_SHAPES) return null;
  const first: string[] = [];
  const second: string[] = [];
  let others = 0;
  let open = false;
  for (const group of shapes.values()) {
    if (isMost(readBy("iso", group), group)) {
      first.push("iso");
      second.push("iso");
      continue;
    }
    const found = MAY_BE_DATE.test(group[0] ?? "") ? pairFor(group) : null;
    if (!found) others += group.length;
    else {
      first.push(found[0]);
      second.push(found[1]);
      open ||= found[0] !== found[1];
    }
  }
  if (first.length === 0 || others > values.length * MOST_OTHERS) return null;
  const formats = [...new Set(first)];
  if (formats.join() === "iso")
    return { formats: null, reason: "its values are ISO dates", choices: [], bare: false };
  if (!open)
    return { formats, reason: `its dates read only as ${formats.join(" or ")}`, choices: [], bare: false };
  return {
    formats: null,
    reason: `its dates could have the month or the day first (${values[0]}): say which`,
    choices: [formats, [...new Set(second)]],
    bare: false,
  };
}

/** The format with the month first and the one with the day first; the same twice where only one can be meant. */
function pairFor(values: readonly string[]): readonly [string, string] | null {
  for (const [monthFirst, dayFirst] of DAYS)
    for (const time of TIMES) {
      const month = readBy(monthFirst + time, values);
      const day = monthFirst === dayFirst ? month : readBy(dayFirst + time, values);
      if (!isMost(Math.max(month, day), values)) continue;
      const formats = [monthFirst + time, dayFirst + time] as const;
      if (month === day) return formats;
      return month > day ? [formats[0], formats[0]] : [formats[1], formats[1]];
    }
  return null;
}
