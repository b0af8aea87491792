import { AppError } from "@touchline/domain/errors";
import type { CanonicalRecord, CellProblem, RowOutcome } from "@touchline/domain/records";
import { UNDECODABLE } from "./bytes.ts";
import { type Cells, FieldCompiler } from "./cells.ts";
import type { Columns } from "./columns.ts";
import { compileRecord } from "./compile.ts";
import type { Mapping } from "./mapping.ts";
import type { NameBook } from "./names.ts";
import { shown } from "./values.ts";

/** Turns the cells of one row into records, or into the reason why not. */
export class RowMapper {
  readonly #fields: FieldCompiler;
  readonly #names: NameBook;
  readonly #records: readonly ((cells: Cells) => CanonicalRecord | null)[];

  constructor(
    mapping: Mapping,
    columns: Columns,
    constants: Readonly<Record<string, string>>,
    names: NameBook,
    zone: string,
  ) {
    this.#names = names;
    this.#fields = new FieldCompiler(mapping, columns, constants, names, zone);
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
    this.#names.settle(report.problem === null);
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

export function rejected(row: number, problem: CellProblem): RowOutcome {
  return { row, status: "rejected", problem };
}

/** No text in any cell; a padding of NUL characters is none. */
export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== "" && /[^\s\0]/.test(cell)) return false;
  return true;
}

/** Text that can not be meant: undecodable bytes, NUL characters. */
export function damageOf(cells: readonly string[], header: readonly string[]): CellProblem | null {
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
