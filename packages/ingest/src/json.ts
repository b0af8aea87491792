import { pipeline, Readable } from "node:stream";
import { AppError } from "@touchline/domain/errors";
import { pick } from "stream-json/filters/pick.js";
import { streamArray } from "stream-json/streamers/stream-array.js";
import { streamValues } from "stream-json/streamers/stream-values.js";
import { decodeText, type Peeked } from "./bytes.ts";
import { type Columns, columnsOf } from "./columns.ts";
import type { Encoding, JsonFormat } from "./format.ts";
import type { ColumnDefinition, Mapping } from "./mapping.ts";

/** Records of a JSON file as rows of cells, one for each of `names`; what is no record of that form as its text. */
export interface JsonRows {
  readonly names: readonly string[];
  readonly columns: Columns;
  readonly rows: AsyncIterable<string[] | string>;
}

/** Numbers stay as they are written, so that long ids keep their digits. */
export function jsonRows(
  peeked: Peeked,
  encoding: Encoding,
  mapping: Mapping,
  format: JsonFormat,
  fileName: string,
): JsonRows {
  const names = columnsOf(mapping);
  const extractors = names.map((name) => extractor(name, mapping.columns[name]));
  async function* rows(): AsyncGenerator<string[] | string> {
    for await (const value of payloads(peeked, encoding, format, fileName)) {
      for (const record of recordsIn(value, format.records)) {
        yield isObject(record)
          ? extractors.map((extract) => cellOf(extract(record)))
          : JSON.stringify(record);
      }
    }
  }
  return { names, columns: { indexOf: (name) => names.indexOf(name), nameOf: (name) => name }, rows: rows() };
}

/** The payloads of a file: elements of a list, or values one after the other; of one large object, the elements of its list of records. */
export async function* payloads(
  peeked: Peeked,
  encoding: Encoding,
  format: Pick<JsonFormat, "records">,
  fileName: string,
): AsyncGenerator<unknown> {
  const start = peeked.head
    .toString(encoding === "utf-16le" ? "utf16le" : "latin1")
    .replace(/^(\u00ef\u00bb\u00bf|\ufeff)/, "")
    .trimStart();
  // Values in one piece each, and parser and streamer as one stage: a stage for each token is six times slower.
  const whole = { numberAsString: true, streamValues: false };
  const source = Readable.from(texts(peeked, encoding));
  const paths = format.records.filter((path) => path !== "");
  const large = !start.startsWith("[") && !peeked.whole && paths.length > 0 && !closesEarly(start);
  const routes = paths.map((path) => path.split("."));
  const picked = pick.withParserAsStream({
    ...whole,
    filter: (stack) =>
      routes.some((route) => route.length === stack.length && route.every((key, at) => key === stack[at])),
  });
  const values = start.startsWith("[")
    ? streamArray.withParserAsStream(whole)
    : large
      ? streamArray.asStream(whole)
      : streamValues.withParserAsStream({ ...whole, jsonStreaming: true });
  pipeline(large ? [source, picked, values] : [source, values], () => undefined);
  try {
    for await (const item of values) yield large ? new PickedRecord(item.value) : item.value;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("invalid", `${fileName} is not readable as JSON: it is cut off or damaged.`, {
      cause: error,
    });
  } finally {
    source.destroy();
  }
}

/** A value that is a record already: no path leads further into it. */
class PickedRecord {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

async function* texts(peeked: Peeked, encoding: Encoding): AsyncGenerator<string> {
  for await (const { text } of decodeText(peeked, encoding)) if (text !== "") yield text;
}

/** Whether the first value ends within the text, so that further values follow it. */
function closesEarly(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === "\\") at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return true;
    }
  }
  return false;
}

function recordsIn(value: unknown, paths: readonly string[]): unknown[] {
  if (value instanceof PickedRecord) return [value.value];
  for (const path of paths) {
    const found = path === "" ? value : at(value, path);
    if (Array.isArray(found)) return found;
    if (isObject(found)) return [found];
  }
  return Array.isArray(value) || isObject(value) ? [null] : [value];
}

type Extract = (record: unknown) => unknown;

function extractor(name: string, definition: ColumnDefinition | undefined): Extract {
  const answer = definition?.answer;
  if (answer) {
    return (record) => {
      const list = at(record, answer.list);
      if (!Array.isArray(list)) return null;
      const item = list.find((candidate) =>
        answer.key.some((key) => cellOf(at(candidate, key)) === answer.equals),
      );
      return firstOf(item, answer.value);
    };
  }
  const paths = definition?.names ?? [name];
  return (record) => firstOf(record, paths);
}

function firstOf(record: unknown, paths: readonly string[]): unknown {
  for (const path of paths) {
    const value = at(record, path);
    // An object at the end of a path is a step on the way to another form of the same field, not a value.
    if (value !== undefined && value !== null && !isObject(value)) return value;
  }
  return null;
}

/** The value at a dotted path; a key that itself holds dots is tried as it stands. */
export function at(value: unknown, path: string): unknown {
  let here = value;
  if (isObject(here) && Object.hasOwn(here, path)) return here[path];
  for (const key of path.split(".")) {
    if (Array.isArray(here)) here = here[Number(key)];
    else if (isObject(here) && Object.hasOwn(here, key)) here = here[key];
    else return undefined;
  }
  return here;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(cellOf).filter(Boolean).join(", ");
  return typeof value === "object" ? "" : String(value);
}
