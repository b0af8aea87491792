const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const TOKEN = /yyyy|yy|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|SSS|a|XXX/g;
const TOKEN_PATTERN: Readonly<Record<string, string>> = {
  yyyy: "(\\d{4})",
  yy: "(\\d{2})",
  MMM: "([A-Za-z]{3,9})\\.?",
  MM: "(\\d{1,2})",
  M: "(\\d{1,2})",
  dd: "(\\d{1,2})",
  d: "(\\d{1,2})",
  HH: "(\\d{1,2})",
  H: "(\\d{1,2})",
  hh: "(\\d{1,2})",
  h: "(\\d{1,2})",
  mm: "(\\d{2})",
  ss: "(\\d{2})",
  SSS: "(\\d{1,9})",
  a: "([AaPp]\\.?[Mm]\\.?)",
  XXX: "(Z|[+-]\\d{2}:?\\d{2})",
};
/** ISO 8601, a blank allowed for the T and before the offset, as many exports write it. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?)?$/;
const NAMED_FORMATS = new Set(["iso", "epoch-seconds", "epoch-milliseconds"]);
const IMPOSSIBLE = "is no date of the calendar";
/** Spreadsheets and programs write their zero (1899-12-30, 0001-01-01) where a date is missing. */
const FIRST_YEAR = 1900;
const TOO_EARLY = `lies before the year ${FIRST_YEAR}`;
const RANGE = [Date.UTC(FIRST_YEAR, 0, 1), Date.UTC(10_000, 0, 1)] as const;

/** A value taken apart. local = the clock reading as if it were UTC, in ms; offset in ms, null = the zone decides. */
export interface Reading {
  readonly local: number;
  readonly offset: number | null;
  readonly dateOnly: boolean;
}
interface Given {
  readonly year: number | null;
  readonly month: number | null;
}
type Parser = (text: string, given: Given) => Reading | string | null;

/** What is wrong with a list of formats, or null. Formats that can read the same text in two ways are refused. */
export function formatProblem(
  formats: readonly string[],
  yearGiven: boolean,
  monthGiven: boolean,
): string | null {
  const shapes = new Map<string, string>();
  for (const format of formats) {
    if (!NAMED_FORMATS.has(format)) {
      const tokens: string[] = format.match(TOKEN) ?? [];
      if (!tokens.some((token) => token.startsWith("d"))) return `"${format}" has no day (d)`;
      if (!monthGiven && !tokens.some((token) => token.startsWith("M")))
        return `"${format}" has no month (M) and no month is given`;
      if (!yearGiven && !tokens.some((token) => token.startsWith("y")))
        return `"${format}" has no year (y) and no year is given`;
    }
    const shape = shapeOf(format);
    const other = shapes.get(shape);
    if (other !== undefined)
      return `"${other}" and "${format}" can read the same text as different days: keep the one that the file uses`;
    shapes.set(shape, format);
  }
  return null;
}

function shapeOf(format: string): string {
  if (format === "iso") return "Y-N-N";
  if (NAMED_FORMATS.has(format)) return format;
  return format.replace(TOKEN, (token) =>
    token === "yyyy" ? "Y" : token === "MMM" || token === "a" || token === "XXX" ? token : "N",
  );
}

export function compileFormat(format: string): Parser {
  if (format === "iso") return parseIso;
  if (NAMED_FORMATS.has(format)) {
    const unit = format === "epoch-seconds" ? 1000 : 1;
    return (text) => {
      if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
      const local = Math.round(Number(text) * unit);
      return local >= RANGE[0] && local < RANGE[1] ? { local, offset: 0, dateOnly: false } : IMPOSSIBLE;
    };
  }
  const tokens: string[] = [];
  let pattern = "";
  let end = 0;
  const matches = [...format.matchAll(TOKEN)];
  for (const [at, match] of matches.entries()) {
    const next = match.index + match[0].length;
    // Without a separator only two digits each say where one number ends: yyyyMMdd.
    const touches = (at > 0 && match.index === end) || matches[at + 1]?.index === next;
    const own = TOKEN_PATTERN[match[0]] ?? "";
    pattern += escapePattern(format.slice(end, match.index)) + (touches ? own.replace("{1,2}", "{2}") : own);
    tokens.push(match[0]);
    end = next;
  }
  const expression = new RegExp(`^${pattern}${escapePattern(format.slice(end))}$`);
  return (text, given) => {
    const match = expression.exec(text);
    return match && assemble(tokens, match, given);
  };
}

function assemble(tokens: readonly string[], match: RegExpExecArray, given: Given): Reading | string {
  let year = given.year ?? Number.NaN;
  let month = given.month ?? Number.NaN;
  let day = Number.NaN;
  let clock: [number, number, number, number] = [0, 0, 0, 0];
  let afternoon: boolean | null = null;
  let offset: number | null = null;
  let dateOnly = true;
  for (const [at, token] of tokens.entries()) {
    const text = match[at + 1] ?? "";
    const number = Number(text);
    if (token === "yyyy") year = number;
    else if (token === "yy") year = number < 70 ? 2000 + number : 1900 + number;
    else if (token === "MMM") month = MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
    else if (token.startsWith("M")) month = number;
    else if (token.startsWith("d")) day = number;
    else if (token === "a") afternoon = /^p/i.test(text);
    else if (token === "XXX") offset = offsetOf(text);
    else {
      dateOnly = false;
      if (token === "SSS") clock[3] = Number(text.padEnd(3, "0").slice(0, 3));
      else clock[token === "mm" ? 1 : token === "ss" ? 2 : 0] = number;
    }
  }
  if (afternoon !== null) {
    if (clock[0] < 1 || clock[0] > 12) return "has an hour that does not exist";
    clock = [(clock[0] % 12) + (afternoon ? 12 : 0), clock[1], clock[2], clock[3]];
  }
  return reading(year, month, day, clock, offset, dateOnly);
}

function reading(
  year: number,
  month: number,
  day: number,
  [hour, minute, second, ms]: readonly [number, number, number, number],
  offset: number | null,
  dateOnly: boolean,
): Reading | string {
  if (!(Number.isInteger(year) && Number.isInteger(month) && month >= 1 && month <= 12)) return IMPOSSIBLE;
  if (!(day >= 1 && day <= daysIn(year, month))) return IMPOSSIBLE;
  if (year < FIRST_YEAR) return TOO_EARLY;
  if (hour > 23 || minute > 59 || second > 59) return "has a time of day that does not exist";
  return { local: Date.UTC(year, month - 1, day, hour, minute, second, ms), offset, dateOnly };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function parseIso(text: string): Reading | string | null {
  const fast = isoSecondsUtc(text);
  if (fast !== null) return { local: fast, offset: 0, dateOnly: false };
  const match = ISO.exec(text);
  if (!match) return null;
  const clock = [match[4], match[5], match[6]].map((part) => Number(part ?? 0));
  const ms = Number((match[7] ?? "0").padEnd(3, "0").slice(0, 3));
  return reading(
    Number(match[1]),
    Number(match[2]),
    Number(match[3]),
    [clock[0] ?? 0, clock[1] ?? 0, clock[2] ?? 0, ms],
    match[8] === undefined ? null : offsetOf(match[8]),
    match[4] === undefined,
  );
}

/** "yyyy-MM-ddTHH:mm:ssZ" and nothing else, digit by digit: the commonest form in large logs. null = read it the long way. */
export function isoSecondsUtc(text: string): number | null {
  if (
    text.length !== 20 ||
    text.charCodeAt(19) !== 90 ||
    text.charCodeAt(4) !== 45 ||
    text.charCodeAt(7) !== 45
  )
    return null;
  if (text.charCodeAt(10) !== 84 || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return null;
  const year = pair(text, 0) * 100 + pair(text, 2);
  const month = pair(text, 5);
  const day = pair(text, 8);
  const hour = pair(text, 11);
  const minute = pair(text, 14);
  const second = pair(text, 17);
  if (!(year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)))
    return null;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function offsetOf(text: string): number {
  if (text === "Z" || text === "UTC") return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith("-") ? -minutes : minutes) * 60_000;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
