import { decodeText, peek, refuseOtherKinds, sniffEncoding } from "./bytes.ts";
import { headerNames, numberedNames } from "./columns.ts";
import { type CsvItem, CsvSplitter, sniffDialect } from "./csv.ts";
import { type CsvFormat, ENCODINGS, type Encoding } from "./format.ts";
import { at, isObject, payloads } from "./json.ts";
import type { Mapping } from "./mapping.ts";

const ROWS = 50;
const DISTINCT = 40;

/** What the beginning of a file shows, before anybody has said what it means. */
export interface Inspection {
  readonly kind: "csv" | "json";
  readonly encoding: Encoding;
  /** null in a JSON file. */
  readonly delimiter: string | null;
  readonly headerRows: CsvFormat["headerRows"];
  /** Rows above the header that are no part of the table. */
  readonly skipRows: number;
  /** Column names; in a JSON file the dotted paths of its first payloads. */
  readonly columns: readonly string[];
  /** What the second header row says of each column, where there is one: the question's text. */
  readonly labels: readonly string[];
  /** The third header row, where there is one: Qualtrics' import ids. */
  readonly importIds: readonly string[];
  /** The first 50 data rows; of a JSON file what stands at each path of its first payloads. */
  readonly rows: readonly (readonly string[])[];
  /** Per column, up to 40 different values of the file's first 256 KiB. */
  readonly distinct: readonly (readonly string[])[];
  /** The first 50 payloads of a JSON file. */
  readonly payloads: readonly unknown[];
}

/** What somebody who knows the file better says of its format; the rest is guessed. */
export interface FormatChoice {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: CsvFormat["delimiter"] | undefined;
  readonly skipRows?: number | undefined;
  /** Header rows; 0 = none. */
  readonly headerCount?: number | undefined;
}

/** Looks at the first 256 KiB. Throws AppError "invalid" for what is no text, naming the file and what it is. */
export async function inspect(
  input: AsyncIterable<Uint8Array>,
  fileName: string,
  choice: FormatChoice = {},
): Promise<Inspection> {
  const { head, whole, bytes } = await peek(input, fileName);
  // What can't be read at all says why, as soon as it is asked for its first byte.
  if (head.length === 0) await bytes.next();
  await bytes.return(undefined);
  refuseOtherKinds(head, fileName, choice.encoding ?? "auto");
  const told = choice.encoding === "auto" ? undefined : choice.encoding;
  const encoding = told ?? ENCODINGS.find((name) => name === sniffEncoding(head, whole)) ?? "auto";
  const beginning = async function* () {
    yield head;
  };
  const peeked = { head, whole: true, bytes: beginning() };
  let text = "";
  for await (const chunk of decodeText(peeked, encoding)) text += chunk.text;
  return /^\s*[[{]/.test(text)
    ? inspectJson({ head, whole, bytes: beginning() }, encoding, fileName)
    : inspectCsv(text, encoding, whole, choice);
}

/** The mapping with what was seen, or said, of the file's format, where that is not what it expects already. */
export function withFormat(mapping: Mapping, inspection: Inspection, choice: FormatChoice): Mapping {
  const { format } = mapping;
  const encoding = choice.encoding && { encoding: choice.encoding };
  if (format.kind === "json" || inspection.kind === "json")
    return { ...mapping, format: { ...format, ...encoding } };
  const { headerRows, skipRows } = inspection;
  const header = headerRows.count === 0 || choice.headerCount !== undefined;
  const skipped = skipRows > 0 || choice.skipRows !== undefined;
  return {
    ...mapping,
    format: {
      ...format,
      ...encoding,
      ...(choice.delimiter && { delimiter: choice.delimiter }),
      ...(header && { headerRows }),
      ...(skipped && { skipRows }),
    },
  };
}

function inspectCsv(text: string, encoding: Encoding, whole: boolean, choice: FormatChoice): Inspection {
  const dialect = sniffDialect(text);
  const told = choice.delimiter === "auto" ? undefined : choice.delimiter;
  const delimiter = told ?? dialect.delimiter ?? ",";
  const items = new CsvSplitter(delimiter, dialect.eol).push(text, whole).slice(dialect.declaredLines);
  const skipRows = choice.skipRows ?? guessSkipRows(items);
  const rows = items
    .slice(skipRows)
    .filter((item) => Array.isArray(item))
    .filter((row) => row.some((cell) => cell.trim() !== ""));
  const headerRows = chosenHeader(guessHeaderRows(rows), choice.headerCount);
  const columns =
    headerRows.count === 0
      ? numberedNames(rows[0]?.length ?? 0)
      : headerNames(rows.slice(0, headerRows.count), headerRows);
  const data = rows.slice(headerRows.count);
  const labels = headerRows.count > 1 && !headerRows.continued ? (rows[1] ?? []) : [];
  return {
    kind: "csv",
    encoding,
    delimiter,
    headerRows,
    skipRows,
    columns,
    labels: labels.map((label) => label.trim()),
    importIds: headerRows.count > 2 ? (rows[2] ?? []) : [],
    rows: data.slice(0, ROWS),
    distinct: distinctOf(columns, data),
    payloads: [],
  };
}

function distinctOf(columns: readonly string[], rows: readonly (readonly string[])[]): string[][] {
  return columns.map((_, place) => {
    const cells = rows.map((row) => (row[place] ?? "").trim()).filter((cell) => cell !== "");
    return [...new Set(cells)].slice(0, DISTINCT);
  });
}

const MOST_SKIPPED = 10;

/** Lines of a single cell over a table of three columns and more: a title, who exported it and when. */
function guessSkipRows(items: readonly CsvItem[]): number {
  const filled = items
    .slice(0, MOST_SKIPPED + 20)
    .map((item) => (Array.isArray(item) ? item.filter((cell) => cell.trim() !== "").length : 0));
  const first = filled.findIndex((count) => count > 1);
  if (first < 1 || first > MOST_SKIPPED || (filled[first] ?? 0) < 3) return 0;
  return filled.slice(0, first).some((count) => count === 1) ? first : 0;
}

function chosenHeader(guess: CsvFormat["headerRows"], count: number | undefined): CsvFormat["headerRows"] {
  if (count === undefined || count === guess.count) return guess;
  return { count, names: Math.max(1, Math.min(guess.names, count)), continued: false };
}

const VALUE = /^([+-]?\d+([.,]\d+)?|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ,].*)?)$/;

/** Numbers and dates where names should stand, over columns of the same: the first row is data already. */
function isData(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  const named = first.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (below.length === 0 || new Set(named).size < named.length / 2) return false;
  const like = first.filter(
    (cell, at) => VALUE.test(cell.trim()) && below.every((row) => VALUE.test((row[at] ?? "0").trim() || "0")),
  );
  return named.length > 0 && like.length >= named.length / 2;
}

/** Qualtrics writes import ids in a third row, or (before 2017) names under V1, V2...; SurveyMonkey continues questions over blank cells. */
function guessHeaderRows(rows: readonly (readonly string[])[]): CsvFormat["headerRows"] {
  const [first = [], second = [], third = []] = rows;
  if (third.some((cell) => /^\{["']ImportId["']/.test(cell.trim())))
    return { count: 3, names: 1, continued: false };
  if (
    first.some((cell) => /^V\d+$/.test(cell.trim())) &&
    second.some((cell) => /^ResponseID$/i.test(cell.trim()))
  )
    return { count: 2, names: 1, continued: false };
  if (/^respondent[ _]?id$/i.test(first[0]?.trim() ?? "") && (second[0] ?? "").trim() === "")
    return { count: 2, names: 1, continued: true };
  return { count: isData(first, rows.slice(1, 20)) ? 0 : 1, names: 1, continued: false };
}

async function inspectJson(
  peeked: Parameters<typeof payloads>[0],
  encoding: Encoding,
  fileName: string,
): Promise<Inspection> {
  const found: unknown[] = [];
  const paths = new Set<string>();
  try {
    for await (const payload of payloads(peeked, encoding, { records: [""] }, fileName)) {
      found.push(payload);
      collectPaths(payload, "", paths);
      if (found.length >= ROWS) break;
    }
  } catch (error) {
    // A file larger than what was looked at ends in the middle of a value; what came before it is enough.
    if (peeked.whole) throw error;
  }
  const columns = [...paths];
  const rows = found.map((payload) => columns.map((path) => textAt(at(payload, path))));
  return {
    kind: "json",
    encoding,
    delimiter: null,
    headerRows: { count: 1, names: 1, continued: false },
    skipRows: 0,
    columns,
    labels: [],
    importIds: [],
    rows,
    distinct: distinctOf(columns, rows),
    payloads: found,
  };
}

function textAt(value: unknown): string {
  const first = Array.isArray(value) ? value[0] : value;
  return first === null || first === undefined || isObject(first) ? "" : String(first);
}

/** Dotted paths to values, through the first element of a list. */
function collectPaths(value: unknown, path: string, paths: Set<string>): void {
  if (Array.isArray(value)) {
    collectPaths(value[0], path, paths);
    return;
  }
  if (!isObject(value)) {
    if (path !== "") paths.add(path);
    return;
  }
  for (const [key, inner] of Object.entries(value))
    collectPaths(inner, path === "" ? key : `${path}.${key}`, paths);
}
