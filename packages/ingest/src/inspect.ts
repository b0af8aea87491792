import { decodeText, peek, refuseOtherKinds, sniffEncoding } from "./bytes.ts";
import { headerNames } from "./columns.ts";
import { CsvSplitter, sniffDialect } from "./csv.ts";
import { type CsvFormat, ENCODINGS, type Encoding } from "./format.ts";
import { isObject, payloads } from "./json.ts";

const ROWS = 50;
const DISTINCT = 40;

/** What the beginning of a file shows, before anybody has said what it means. */
export interface Inspection {
  readonly kind: "csv" | "json";
  readonly encoding: Encoding;
  /** null in a JSON file. */
  readonly delimiter: string | null;
  readonly headerRows: CsvFormat["headerRows"];
  /** Column names; in a JSON file the dotted paths of its first payloads. */
  readonly columns: readonly string[];
  /** What the second header row says of each column, where there is one: the question's text. */
  readonly labels: readonly string[];
  /** The third header row, where there is one: Qualtrics' import ids. */
  readonly importIds: readonly string[];
  /** The first 50 data rows; none in a JSON file. */
  readonly rows: readonly (readonly string[])[];
  /** Per column, up to 40 different values of the file's first 256 KiB. */
  readonly distinct: readonly (readonly string[])[];
  /** The first 50 payloads of a JSON file. */
  readonly payloads: readonly unknown[];
}

/** Looks at the first 256 KiB. Throws AppError "invalid" for what is no text, naming the file and what it is. */
export async function inspect(input: AsyncIterable<Uint8Array>, fileName: string): Promise<Inspection> {
  const { head, whole, bytes } = await peek(input, fileName);
  // What can't be read at all says why, as soon as it is asked for its first byte.
  if (head.length === 0) await bytes.next();
  await bytes.return(undefined);
  refuseOtherKinds(head, fileName, "auto");
  const encoding = ENCODINGS.find((name) => name === sniffEncoding(head, whole)) ?? "auto";
  const beginning = async function* () {
    yield head;
  };
  const peeked = { head, whole: true, bytes: beginning() };
  let text = "";
  for await (const chunk of decodeText(peeked, encoding)) text += chunk.text;
  return /^\s*[[{]/.test(text)
    ? inspectJson({ head, whole, bytes: beginning() }, encoding, fileName)
    : inspectCsv(text, encoding, whole);
}

function inspectCsv(text: string, encoding: Encoding, whole: boolean): Inspection {
  const dialect = sniffDialect(text);
  const delimiter = dialect.delimiter ?? ",";
  const all = new CsvSplitter(delimiter, dialect.eol).push(text, whole).filter((item) => Array.isArray(item));
  const rows = all.slice(dialect.declaredLines).filter((row) => row.some((cell) => cell.trim() !== ""));
  const headerRows = guessHeaderRows(rows);
  const columns = headerNames(rows.slice(0, headerRows.count), headerRows);
  const data = rows.slice(headerRows.count);
  const labels = headerRows.count > 1 && !headerRows.continued ? (rows[1] ?? []) : [];
  const distinct = columns.map((_, at) => [
    ...new Set(data.map((row) => (row[at] ?? "").trim()).filter((cell) => cell !== "")),
  ]);
  return {
    kind: "csv",
    encoding,
    delimiter,
    headerRows,
    columns,
    labels: labels.map((label) => label.trim()),
    importIds: headerRows.count > 2 ? (rows[2] ?? []) : [],
    rows: data.slice(0, ROWS),
    distinct: distinct.map((values) => values.slice(0, DISTINCT)),
    payloads: [],
  };
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
  return { count: 1, names: 1, continued: false };
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
  return {
    kind: "json",
    encoding,
    delimiter: null,
    headerRows: { count: 1, names: 1, continued: false },
    columns: [...paths],
    labels: [],
    importIds: [],
    rows: [],
    distinct: [],
    payloads: found,
  };
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
