import { AppError } from "@touchline/domain/errors";
import type { CanonicalRecord, CellProblem, DeclaredStructure, RowOutcome } from "@touchline/domain/records";
import { decodeText, type Peeked, peek, refuseOtherKinds, sniffEncoding, UNDECODABLE } from "./bytes.ts";
import { type Cells, FieldCompiler, shown } from "./cells.ts";
import { type Columns, findColumns, headerNames } from "./columns.ts";
import { compileRecord } from "./compile.ts";
import { type CsvItem, CsvSplitter, MAX_ROW, sniffDialect } from "./csv.ts";
import type { CsvFormat } from "./format.ts";
import { jsonRows } from "./json.ts";
import type { Mapping } from "./mapping.ts";
import { NameBook, type NamesFound } from "./names.ts";

export interface ReadOptions {
  /** Only for messages and for constants that the mapping takes from the file's name. */
  readonly fileName: string;
  /** Values for the mapping's constants; they win over what the mapping says. */
  readonly constants?: Readonly<Record<string, string>>;
  /** IANA time zone of times without an offset, where the mapping names none. */
  readonly zone: string;
}

export interface RowReader {
  /** Outcomes in batches of about a thousand, in file order. Throws AppError when the file as a whole can't be read. */
  readonly batches: AsyncIterable<RowOutcome[]>;
  /** Names met so far that the mapping does not declare; complete once `batches` has ended. */
  names(): NamesFound;
}

const BATCH = 1000;

/** Reads a file by a mapping, once, as a stream: every physical data row gives exactly one outcome. */
export function readRows(
  input: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  options: ReadOptions,
): RowReader {
  const names = new NameBook(mapping);
  return { batches: readBatches(input, mapping, options, names), names: () => names.found() };
}

/** What the mapping itself declares; names found in the data come from RowReader.names. */
export function structureOf(mapping: Mapping): DeclaredStructure {
  return mapping.structure;
}

async function* readBatches(
  input: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  options: ReadOptions,
  names: NameBook,
): AsyncGenerator<RowOutcome[]> {
  const constants = resolveConstants(mapping, options);
  const peeked = await peek(input, options.fileName);
  if (peeked.head.length > 0 || peeked.whole)
    refuseOtherKinds(peeked.head, options.fileName, mapping.format.encoding);
  const mapperFor = (columns: Columns) => new RowMapper(mapping, columns, constants, names, options);
  const source =
    mapping.format.kind === "csv"
      ? csvOutcomes(peeked, mapping, mapping.format, options.fileName, mapperFor)
      : jsonOutcomes(peeked, mapping, options.fileName, mapperFor);
  let batch: RowOutcome[] = [];
  try {
    for await (const outcomes of source) {
      for (const outcome of outcomes) {
        batch.push(outcome);
        if (batch.length >= BATCH) {
          yield batch;
          batch = [];
        }
      }
    }
  } catch (error) {
    if (batch.length > 0 && error instanceof AppError && error.code === "unavailable") yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}

type MapperFor = (columns: Columns) => RowMapper;

async function* csvOutcomes(
  peeked: Peeked,
  mapping: Mapping,
  format: CsvFormat,
  fileName: string,
  mapperFor: MapperFor,
): AsyncGenerator<RowOutcome[]> {
  let table: CsvTable | null = null;
  for await (const { text, damaged } of decodeText(peeked, format.encoding)) {
    table ??= new CsvTable(text, mapping, format, fileName, mapperFor);
    yield table.push(text, damaged, false);
  }
  if (table) yield table.push("", false, true);
}

/** Rows of one CSV file: header first, then each row against the width of the table. */
class CsvTable {
  readonly #mapping: Mapping;
  readonly #headerRows: CsvFormat["headerRows"];
  readonly #fileName: string;
  readonly #mapperFor: MapperFor;
  readonly #splitter: CsvSplitter;
  #skip: number;
  readonly #waiting: string[][] = [];
  #header: string[] = [];
  #mapper: RowMapper | null = null;
  #narrow = 0;
  #row = 0;
  #damage = false;

  constructor(head: string, mapping: Mapping, format: CsvFormat, fileName: string, mapperFor: MapperFor) {
    const dialect = sniffDialect(head);
    this.#mapping = mapping;
    this.#headerRows = format.headerRows;
    this.#fileName = fileName;
    this.#mapperFor = mapperFor;
    this.#skip = format.skipRows + dialect.declaredLines;
    this.#splitter = new CsvSplitter(
      format.delimiter === "auto" ? (dialect.delimiter ?? ",") : format.delimiter,
      dialect.eol,
    );
  }

  push(text: string, damaged: boolean, last: boolean): RowOutcome[] {
    const items = this.#splitter.push(text, last);
    if (this.#splitter.pending > MAX_ROW)
      throw new AppError(
        "invalid",
        `${this.#fileName} has a row of more than ${MAX_ROW} characters after row ${this.#row}: this is no table of the mapping's format.`,
      );
    const outcomes: RowOutcome[] = [];
    const damage = damaged || this.#damage;
    // A row cut by the end of this piece may carry its damage into the next.
    this.#damage = damaged && this.#splitter.pending > 0;
    for (const [at, item] of items.entries()) {
      if (this.#mapper === null) this.#readHeader(item, items, at);
      else outcomes.push(this.#outcome(item, damage));
    }
    if (last && this.#mapper === null)
      throw new AppError("invalid", `${this.#fileName} ends before its header: it has no data.`);
    this.#mapper?.refuseUndeclaredDates(this.#fileName, last);
    return outcomes;
  }

  #readHeader(item: CsvItem, items: readonly CsvItem[], at: number): void {
    if (this.#skip > 0) {
      this.#skip -= 1;
      return;
    }
    if (!Array.isArray(item))
      throw new AppError("invalid", `${this.#fileName}: the header row ${item.broken}: ${shown(item.text)}`);
    if (this.#waiting.length === 0 && item.every((cell) => cell.trim() === "")) return;
    this.#waiting.push(item);
    if (this.#waiting.length < this.#headerRows.count) return;
    this.#header = headerNames(this.#waiting, this.#headerRows);
    this.#mapper = this.#mapperFor(findColumns(this.#mapping, this.#header, this.#fileName));
    this.#narrow = widthOf(items.slice(at + 1), this.#header.length);
    this.#splitter.fits = (cells) => cells >= this.#narrow && cells <= this.#header.length;
  }

  #outcome(item: CsvItem, damage: boolean): RowOutcome {
    this.#row += 1;
    const row = this.#row;
    if (!Array.isArray(item))
      return rejected(row, { column: null, value: shown(item.text), reason: item.broken });
    if (isBlank(item)) return { row, status: "blank" };
    if (item.length < this.#narrow || item.length > this.#header.length) {
      const problem = this.#raggedness(item);
      if (problem) return rejected(row, { column: null, value: shown(item.join(" | ")), reason: problem });
    }
    if (damage) {
      const problem = damageOf(item, this.#header);
      if (problem) return rejected(row, problem);
    }
    return this.#mapper?.outcome(row, item) ?? { row, status: "blank" };
  }

  #raggedness(cells: readonly string[]): string | null {
    const wide = this.#header.length;
    if (cells.length > wide)
      return cells.slice(wide).every((cell) => cell.trim() === "")
        ? null
        : `has ${cells.length} cells where the header has ${wide}`;
    return `has ${cells.length} ${cells.length === 1 ? "cell" : "cells"} where the header has ${wide}`;
  }
}

/** Cells that a row must have: as many as the header, or fewer when the first rows (two at least) all agree on fewer. */
function widthOf(rows: readonly CsvItem[], header: number): number {
  const widths = new Set<number>();
  let count = 0;
  for (const row of rows) {
    if (!Array.isArray(row) || isBlank(row)) continue;
    widths.add(row.length);
    count += 1;
  }
  const [only] = widths;
  return widths.size === 1 && count >= 2 && only !== undefined && only < header ? only : header;
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== "" && /[^\s\0]/.test(cell)) return false;
  return true;
}

function damageOf(cells: readonly string[], header: readonly string[]): CellProblem | null {
  for (const [at, cell] of cells.entries()) {
    const column = header[at] ?? null;
    if (cell.includes(UNDECODABLE))
      return {
        column,
        value: shown(cell.replaceAll(UNDECODABLE, "\ufffd")),
        reason: "holds bytes that are not text in the file's encoding",
      };
    if (cell.includes("\0"))
      return {
        column,
        value: shown(cell.replaceAll("\0", "\ufffd")),
        reason: "holds NUL characters: the file is damaged here",
      };
  }
  return null;
}

async function* jsonOutcomes(
  peeked: Peeked,
  mapping: Mapping,
  fileName: string,
  mapperFor: MapperFor,
): AsyncGenerator<RowOutcome[]> {
  if (mapping.format.kind !== "json") return;
  const encoding =
    mapping.format.encoding === "auto" ? sniffEncoding(peeked.head, peeked.whole) : mapping.format.encoding;
  const rows = jsonRows(peeked, encoding, mapping, mapping.format, fileName);
  const mapper = mapperFor(rows.columns);
  let row = 0;
  for await (const cells of rows.rows) {
    row += 1;
    let outcome: RowOutcome;
    if (cells === null)
      outcome = rejected(row, {
        column: null,
        value: null,
        reason: "is no record of the form that the mapping describes",
      });
    else if (isBlank(cells)) outcome = { row, status: "blank" };
    else
      outcome =
        damageOf(cells, []) === null
          ? mapper.outcome(row, cells)
          : rejected(row, { column: null, value: null, reason: "holds characters that are no text" });
    yield [outcome];
  }
  mapper.refuseUndeclaredDates(fileName, true);
  if (row === 0)
    throw new AppError("invalid", `${fileName} holds no records where the mapping looks for them.`);
}

/** Turns the cells of one row into records, or into the reason why not. */
class RowMapper {
  readonly #fields: FieldCompiler;
  readonly #records: readonly ((cells: Cells) => CanonicalRecord | null)[];

  constructor(
    mapping: Mapping,
    columns: Columns,
    constants: Readonly<Record<string, string>>,
    names: NameBook,
    options: ReadOptions,
  ) {
    this.#fields = new FieldCompiler(mapping, columns, constants, names, options.zone);
    this.#records = mapping.records.map((record) => compileRecord(record, this.#fields));
  }

  outcome(row: number, cells: Cells): RowOutcome {
    const report = this.#fields.report;
    report.reset();
    const records: CanonicalRecord[] = [];
    for (const recordOf of this.#records) {
      const record = recordOf(cells);
      if (record !== null) records.push(record);
    }
    if (report.problem !== null) return rejected(row, report.problem);
    return { row, status: "accepted", records, dropped: report.dropped ?? NOTHING };
  }

  /** A date column whose very first values need a declared format: which one it is has to be asked for, never guessed. */
  refuseUndeclaredDates(fileName: string, last: boolean): void {
    for (const { column, reader } of this.#fields.dates) {
      const examples = reader.undeclared;
      if (examples.length < (last ? 1 : 2)) continue;
      throw new AppError(
        "invalid",
        `${fileName}: the dates in “${column}” are not ISO dates, and their order must not be guessed (for example ${examples.map((text) => `“${shown(text)}”`).join(" and ")}). Set formats for this column in the mapping, for example ["M/d/yyyy"] or ["d/M/yyyy"].`,
      );
    }
  }
}

const NOTHING: readonly CellProblem[] = [];

function rejected(row: number, problem: CellProblem): RowOutcome {
  return { row, status: "rejected", problem };
}

/** Caller first, then the mapping's fixed value, then the file's name. Throws AppError "invalid" when one stays open. */
function resolveConstants(
  mapping: Mapping,
  { fileName, constants = {} }: ReadOptions,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of Object.keys(constants)) {
    if (!Object.hasOwn(mapping.constants, name))
      throw new AppError("invalid", `The mapping “${mapping.name}” has no constant “${name}”.`);
  }
  for (const [name, definition] of Object.entries(mapping.constants)) {
    const match =
      definition.fileName === undefined ? null : new RegExp(definition.fileName, "i").exec(fileName);
    const value = constants[name] ?? definition.value ?? match?.[1] ?? match?.[0];
    if (value === undefined || value === "") {
      const why = definition.fileName === undefined ? "is not given" : "is not in the file's name";
      throw new AppError(
        "invalid",
        `${fileName}: ${definition.ask ?? `the constant “${name}”`} ${why}. Give it with --constant ${name}=VALUE.`,
      );
    }
    found[name] = value;
  }
  return found;
}
