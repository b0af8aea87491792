import { AppError } from "@touchline/domain/errors";
import type { RowOutcome } from "@touchline/domain/records";
import { type Columns, findColumns, headerNames, numberedNames } from "./columns.ts";
import { type CsvItem, CsvSplitter, MAX_ROW, sniffDialect } from "./csv.ts";
import type { CsvFormat } from "./format.ts";
import type { Mapping } from "./mapping.ts";
import { damageOf, isBlank, type RowMapper, rejected } from "./row.ts";
import { shown } from "./values.ts";

export type MapperFor = (columns: Columns) => RowMapper;

/** Rows of one CSV file: header first, then each row against the width of the table. */
export class CsvTable {
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
      if (this.#mapper !== null) outcomes.push(this.#outcome(item, damage));
      else if (this.#readHeader(item, items, at) && this.#headerRows.count === 0)
        outcomes.push(this.#outcome(item, damage));
    }
    if (last && this.#mapper === null)
      throw new AppError("invalid", `${this.#fileName} ends before its header: it has no data.`);
    this.#mapper?.refuseUndeclaredDates(this.#fileName, last);
    return outcomes;
  }

  /** Whether the header is known now. */
  #readHeader(item: CsvItem, items: readonly CsvItem[], at: number): boolean {
    if (this.#skip > 0) {
      this.#skip -= 1;
      return false;
    }
    if (!Array.isArray(item))
      throw new AppError("invalid", `${this.#fileName}: the header row ${item.broken}: ${shown(item.text)}`);
    if (this.#waiting.length === 0 && item.every((cell) => cell.trim() === "")) return false;
    this.#waiting.push(item);
    if (this.#waiting.length < this.#headerRows.count) return false;
    this.#header =
      this.#headerRows.count === 0
        ? numberedNames(item.length)
        : headerNames(this.#waiting, this.#headerRows);
    this.#mapper = this.#mapperFor(findColumns(this.#mapping, this.#header, this.#fileName));
    this.#narrow = widthOf(items.slice(at + 1), this.#header.length);
    this.#splitter.fits = (cells) => this.#raggedness(cells) === null;
    return true;
  }

  #outcome(item: CsvItem, damage: boolean): RowOutcome {
    this.#row += 1;
    const row = this.#row;
    if (!Array.isArray(item))
      return rejected(row, { column: null, value: shown(item.text), reason: item.broken });
    if (isBlank(item)) return { row, status: "blank" };
    const ragged = this.#raggedness(item);
    if (ragged) return rejected(row, { column: null, value: shown(item.join(" | ")), reason: ragged });
    if (damage) {
      const problem = damageOf(item, this.#header);
      if (problem) return rejected(row, problem);
    }
    return this.#mapper?.outcome(row, item) ?? { row, status: "blank" };
  }

  #raggedness(cells: readonly string[]): string | null {
    const wide = this.#header.length;
    if (cells.length >= this.#narrow && cells.length <= wide) return null;
    if (cells.length > wide && cells.slice(wide).every((cell) => cell.trim() === "")) return null;
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
