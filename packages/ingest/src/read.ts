import { AppError } from "@touchline/domain/errors";
import type { DeclaredStructure, RowOutcome } from "@touchline/domain/records";
import { decodeText, type Peeked, peek, refuseOtherKinds, sniffEncoding } from "./bytes.ts";
import type { Columns } from "./columns.ts";
import type { CsvFormat } from "./format.ts";
import { jsonRows } from "./json.ts";
import type { Mapping } from "./mapping.ts";
import { NameBook, type NamesFound } from "./names.ts";
import { damageOf, isBlank, RowMapper, rejected } from "./row.ts";
import { CsvTable, type MapperFor } from "./table.ts";
import { shown } from "./values.ts";

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
  const mapperFor = (columns: Columns) => new RowMapper(mapping, columns, constants, names, options.zone);
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
    if (typeof cells === "string")
      outcome = rejected(row, {
        column: null,
        value: shown(cells),
        reason: "is no record of the form that the mapping describes",
      });
    else if (isBlank(cells)) outcome = { row, status: "blank" };
    else {
      const problem = damageOf(cells, rows.names);
      outcome = problem === null ? mapper.outcome(row, cells) : rejected(row, problem);
    }
    yield [outcome];
  }
  mapper.refuseUndeclaredDates(fileName, true);
  if (row === 0)
    throw new AppError("invalid", `${fileName} holds no records where the mapping looks for them.`);
}

/** A value for the whole file. value null: nobody has said it yet, and the file's name does not either. */
export interface FileConstant {
  readonly name: string;
  /** What to ask for, in words. */
  readonly ask: string;
  readonly value: string | null;
}

/** The mapping's constants for one file: caller first, then the mapping's fixed value, then the file's name. */
export function constantsOf(
  mapping: Mapping,
  { fileName, constants = {} }: Pick<ReadOptions, "fileName" | "constants">,
): FileConstant[] {
  return Object.entries(mapping.constants).map(([name, definition]) => {
    const match =
      definition.fileName === undefined ? null : new RegExp(definition.fileName, "i").exec(fileName);
    const value = constants[name] ?? definition.value ?? match?.[1] ?? match?.[0];
    return { name, ask: definition.ask ?? `the constant “${name}”`, value: value || null };
  });
}

/** Throws AppError "invalid" for a constant that the mapping does not have, or one that stays open. */
function resolveConstants(mapping: Mapping, options: ReadOptions): Record<string, string> {
  for (const name of Object.keys(options.constants ?? {})) {
    if (!Object.hasOwn(mapping.constants, name))
      throw new AppError("invalid", `The mapping “${mapping.name}” has no constant “${name}”.`);
  }
  const found: Record<string, string> = {};
  for (const { name, ask, value } of constantsOf(mapping, options)) {
    if (value === null) {
      const named = mapping.constants[name]?.fileName !== undefined;
      const why = named ? "is not in the file's name" : "is not given";
      throw new AppError(
        "invalid",
        `${options.fileName}: ${ask} ${why}. Give it with --constant ${name}=VALUE.`,
      );
    }
    found[name] = value;
  }
  return found;
}
