import { makeCalendar } from "../src/calendar.ts";
import { SEGMENTS } from "../src/company/structure.ts";
import { TOUCHPOINTS } from "../src/company/touchpoints.ts";
import type { DemoFile } from "../src/csv.ts";
import { sampleFiles } from "../src/sample.ts";

export const NOW = Date.UTC(2026, 10, 22, 8);
const DAY = 86_400_000;

/** One satisfaction answer that counts: guesses of those who say that they have not used the touchpoint are apart. */
export interface Answer {
  readonly touchpoint: string;
  readonly channel: string | null;
  readonly segment: string;
  readonly customer: string | null;
  readonly day: number;
  readonly month: number;
  readonly score: number;
}

export type Row = Readonly<Record<string, string>>;

async function textOf(file: DemoFile): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of file.read()) text += decoder.decode(chunk, { stream: true });
  return text;
}

/** Rows by column; only the last column is ever quoted in these files. */
export async function rowsOf(file: DemoFile): Promise<Row[]> {
  const [header = "", ...lines] = (await textOf(file)).trimEnd().split("\n");
  const names = header.split(",");
  return lines.map((line) => {
    const quote = line.indexOf('"');
    const cells = (quote < 0 ? line : line.slice(0, quote)).split(",");
    if (quote >= 0) cells[names.length - 1] = line.slice(quote + 1, -1).replaceAll('""', '"');
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}

export interface Tally {
  readonly files: Readonly<Record<string, readonly Row[]>>;
  readonly answers: readonly Answer[];
  readonly guesses: readonly number[];
  readonly months: number;
  readonly calendar: ReturnType<typeof makeCalendar>;
}

export async function tally(seed?: number, now = NOW): Promise<Tally> {
  const made = sampleFiles(seed === undefined ? { now } : { now, seed });
  const files: Record<string, readonly Row[]> = {};
  for (const file of made) if (file.name !== "visits.csv") files[file.name] = await rowsOf(file);
  const calendar = makeCalendar(now);
  const answers: Answer[] = [];
  const guesses: number[] = [];
  const only = new Map(
    TOUCHPOINTS.map((t) => [t.slug, t.channels.length === 1 ? (t.channels[0]?.[0] ?? null) : null]),
  );
  const add = (row: Row, touchpoint: string, channel: string | null, score: string | undefined) => {
    if (score === undefined || score === "") return;
    const day = Math.floor((Date.parse(row["time"] ?? "") - calendar.start) / DAY);
    const month = calendar.monthOf[day] ?? -1;
    const segment = row["segment"] ?? "";
    answers.push({
      touchpoint,
      channel,
      segment,
      customer: row["customer"] ?? null,
      day,
      month,
      score: Number(score),
    });
  };
  for (const row of files["after-use-survey.csv"] ?? [])
    add(row, row["touchpoint"] ?? "", row["channel"] ?? null, row["satisfaction"]);
  for (const row of files["relationship-survey.csv"] ?? [])
    for (const { slug } of TOUCHPOINTS) add(row, slug, only.get(slug) ?? null, row[slug]);
  for (const row of files["everybody-survey.csv"] ?? [])
    for (const { slug } of TOUCHPOINTS) {
      const score = row[`${slug} score`];
      if (score === undefined || score === "") continue;
      if (row[`${slug} used`] === "yes") add(row, slug, only.get(slug) ?? null, score);
      else guesses.push(Number(score));
    }
  return { files, answers, guesses, months: calendar.monthStarts.length - 1, calendar };
}

export interface Estimate {
  readonly value: number;
  readonly error: number;
  readonly n: number;
}

/** Percent of maximum possible of 1-to-5 scores, with its standard error. */
export function pomp(answers: readonly { readonly score: number }[]): Estimate {
  const n = answers.length;
  let sum = 0;
  let squares = 0;
  for (const { score } of answers) {
    const x = 25 * (score - 1);
    sum += x;
    squares += x * x;
  }
  const value = sum / n;
  return { value, error: Math.sqrt((squares / n - value * value) / (n - 1)), n };
}

export function minus(a: Estimate, b: Estimate): Estimate {
  return { value: a.value - b.value, error: Math.hypot(a.error, b.error), n: a.n + b.n };
}

/** Weighted mean, weights 2 for direct and 1 for indirect touchpoints, over those with 30 answers. */
export function weighted(answers: readonly Answer[], counts: (slug: string) => boolean): Estimate {
  let sum = 0;
  let squares = 0;
  let weights = 0;
  let n = 0;
  for (const touchpoint of TOUCHPOINTS) {
    if (!counts(touchpoint.slug)) continue;
    const score = pomp(answers.filter((answer) => answer.touchpoint === touchpoint.slug));
    if (score.n < 30) continue;
    const weight = touchpoint.directness === "direct" ? 2 : 1;
    sum += weight * score.value;
    squares += (weight * score.error) ** 2;
    weights += weight;
    n += score.n;
  }
  return { value: sum / weights, error: Math.sqrt(squares) / weights, n };
}

export const SEGMENT_SLUGS: readonly string[] = SEGMENTS.map(([slug]) => slug);
