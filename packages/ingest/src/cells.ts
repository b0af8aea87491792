import type { QuestionType } from "@touchline/domain/question";
import type { CellProblem } from "@touchline/domain/records";
import { BoundedMap } from "./bounded.ts";
import { type Columns, templateParts } from "./columns.ts";
import { type DateReader, dateReader } from "./dates.ts";
import type { FieldDefinition, TimeDefinition, WhenDefinition, YesNoDefinition } from "./field.ts";
import type { Mapping, NameDefinition } from "./mapping.ts";
import type { NameBook, NameKind } from "./names.ts";
import { parseNumber, scoreOf, shown } from "./values.ts";

export type Cells = readonly string[];
export type Getter<T> = (cells: Cells) => T;

/** What the getters of one row report to: the first problem that rejects it, and the cells left out. */
class RowReport {
  problem: CellProblem | null = null;
  dropped: CellProblem[] | null = null;

  reset(): void {
    this.problem = null;
    this.dropped = null;
  }

  add(
    column: string | null,
    value: string | null,
    reason: string,
    onInvalid: FieldDefinition["onInvalid"],
  ): null {
    const entry = { column, value: value === null ? null : shown(value), reason };
    if (onInvalid === "reject-row") this.problem ??= entry;
    else if (this.dropped === null) this.dropped = [entry];
    else this.dropped.push(entry);
    return null;
  }
}

/** Compiles the fields of one mapping against one file. Made once per file; its getters run for every row. */
export class FieldCompiler {
  readonly report = new RowReport();
  readonly dates: { column: string; reader: DateReader }[] = [];
  readonly #mapping: Mapping;
  readonly #columns: Columns;
  readonly #constants: Readonly<Record<string, string>>;
  readonly #names: NameBook;
  readonly #zone: string;

  constructor(
    mapping: Mapping,
    columns: Columns,
    constants: Readonly<Record<string, string>>,
    names: NameBook,
    zone: string,
  ) {
    this.#mapping = mapping;
    this.#columns = columns;
    this.#constants = constants;
    this.#names = names;
    this.#zone = mapping.zone ?? zone;
  }

  /** The cell's text after trimming, value table and blank codes; null = nothing there. */
  text(field: FieldDefinition | undefined | null): Getter<string | null> {
    if (!field) return () => null;
    return this.#conditional(field.when, this.#translated(field, this.#raw(field)));
  }

  required(field: FieldDefinition, what: string): Getter<string> {
    const get = this.text(field);
    const column = this.#label(field);
    return (cells) => get(cells) ?? this.report.add(column, null, `has no ${what}`, "reject-row") ?? "";
  }

  number(field: FieldDefinition | undefined): Getter<number | null> {
    const get = this.text(field);
    if (!field) return () => null;
    const column = this.#label(field);
    const decimal = this.#mapping.format.decimal;
    return (cells) => {
      const text = get(cells);
      if (text === null) return null;
      const parsed = parseNumber(text, decimal);
      const value =
        typeof parsed === "number" && !isKept(parsed) ? "is too large or too small to be kept" : parsed;
      return typeof value === "number" ? value : this.report.add(column, text, value, field.onInvalid);
    };
  }

  /** A score of the scale; what is none is reported with the scale's words. Results are remembered by cell text. */
  score(field: FieldDefinition, question: QuestionType): Getter<number | null> {
    const raw = this.#raw(field);
    const translate = this.#translation(field);
    const column = this.#label(field);
    const decimal = this.#mapping.format.decimal;
    const known = new BoundedMap<string, number | string | null>(2000);
    const read = (cell: string): number | string | null => {
      const text = translate(cell);
      if (text === null) return null;
      if (typeof text !== "string") return text.reason;
      return scoreOf(text, question, decimal, field.blank);
    };
    return this.#conditional(field.when, (cells) => {
      const cell = raw(cells);
      let score = known.get(cell);
      if (score === undefined) {
        score = read(cell);
        known.set(cell, score);
      }
      return typeof score === "string" ? this.report.add(column, cell, score, field.onInvalid) : score;
    });
  }

  yesNo(field: YesNoDefinition | undefined, others: "report" | "null"): Getter<boolean | null> {
    const get = this.text(field);
    if (!field) return () => null;
    const codes = new Map<string, boolean>();
    for (const code of field.no) codes.set(code.toLowerCase(), false);
    for (const code of field.yes) codes.set(code.toLowerCase(), true);
    const column = this.#label(field);
    return (cells) => {
      const text = get(cells);
      if (text === null) return null;
      const answer = codes.get(text) ?? codes.get(text.toLowerCase());
      if (answer !== undefined) return answer;
      return others === "null"
        ? null
        : this.report.add(column, text, "is neither a yes nor a no code of the mapping", field.onInvalid);
    };
  }

  /** A slug: fixed by the mapping, or from the row's own name for it. */
  name(kind: NameKind, definition: NameDefinition | undefined): Getter<string | null> {
    if (definition === undefined) return () => null;
    if (typeof definition === "string") return () => definition;
    const get = this.text(definition);
    const column = this.#label(definition);
    return (cells) => {
      const text = get(cells);
      if (text === null) return null;
      return (
        this.#names.slug(kind, text) ??
        this.report.add(column, text, `is no ${kind} that the mapping knows`, definition.onInvalid)
      );
    };
  }

  requiredName(kind: NameKind, definition: NameDefinition): Getter<string> {
    const get = this.name(kind, definition);
    const column = typeof definition === "string" ? null : this.#label(definition);
    return (cells) => get(cells) ?? this.report.add(column, null, `has no ${kind}`, "reject-row") ?? "";
  }

  instant(field: TimeDefinition | undefined): Getter<number | null> {
    return this.#time(field, (reader, text, year, month) => reader.instant(text, year, month));
  }

  day(field: TimeDefinition | undefined): Getter<string | null> {
    return this.#time(field, (reader, text, year, month) => reader.day(text, year, month));
  }

  condition(when: WhenDefinition | undefined): Getter<boolean> {
    if (!when) return () => true;
    const index = this.#columns.indexOf(when.column);
    const codes = new Set((when.in ?? when.notIn ?? []).map((code) => code.toLowerCase()));
    const wanted = when.in !== undefined;
    return (cells) => codes.has((cells[index] ?? "").trim().toLowerCase()) === wanted;
  }

  #time<T>(
    field: TimeDefinition | undefined,
    read: (reader: DateReader, text: string, year: number | null, month: number | null) => T | null,
  ): Getter<T | null> {
    if (!field) return () => null;
    const get = this.text(field);
    const year = this.number(field.year);
    const month = this.number(field.month);
    const reader = dateReader(field.formats, this.#zone);
    const column = this.#label(field);
    this.dates.push({ column, reader });
    return (cells) => {
      const text = get(cells);
      if (text === null) return null;
      return (
        read(reader, text, year(cells), month(cells)) ??
        this.report.add(column, text, reader.problem, field.onInvalid)
      );
    };
  }

  #conditional<T>(when: WhenDefinition | undefined, get: Getter<T | null>): Getter<T | null> {
    if (!when) return get;
    const holds = this.condition(when);
    return (cells) => (holds(cells) ? get(cells) : null);
  }

  #label(field: FieldDefinition): string {
    if (field.column !== undefined) return this.#columns.nameOf(field.column);
    return field.template ?? field.constant ?? field.value ?? "";
  }

  #raw(field: FieldDefinition): Getter<string> {
    if (field.column !== undefined) {
      const index = this.#columns.indexOf(field.column);
      return index === -1 ? () => "" : (cells) => (cells[index] ?? "").trim();
    }
    if (field.template !== undefined) return this.#template(field.template);
    const fixed = field.value ?? this.#constants[field.constant ?? ""] ?? "";
    return () => fixed;
  }

  #template(template: string): Getter<string> {
    const parts = templateParts(template).map((part) => {
      if (part.name === null) return { fixed: part.text, index: -1 };
      const constant = this.#constants[part.name];
      return constant === undefined
        ? { fixed: null, index: this.#columns.indexOf(part.name) }
        : { fixed: constant, index: -1 };
    });
    return (cells) => {
      let text = "";
      for (const part of parts) {
        const piece = part.fixed ?? (cells[part.index] ?? "").trim();
        if (piece === "") return "";
        text += piece;
      }
      return text;
    };
  }

  #translated(field: FieldDefinition, raw: Getter<string>): Getter<string | null> {
    if (field.values === undefined && field.blank.length === 0) return (cells) => raw(cells) || null;
    const translate = this.#translation(field);
    const column = this.#label(field);
    return (cells) => {
      const cell = raw(cells);
      const text = translate(cell);
      return text === null || typeof text === "string"
        ? text
        : this.report.add(column, cell, text.reason, field.onInvalid);
    };
  }

  /** Blank codes and value table over one cell's text. */
  #translation(field: FieldDefinition): (cell: string) => string | null | { reason: string } {
    const table = typeof field.values === "string" ? this.#mapping.values[field.values] : field.values;
    const values = new Map(
      Object.entries(table ?? {}).map(([key, value]) => [key.trim().toLowerCase(), value]),
    );
    const blanks = new Set(field.blank.map((code) => code.trim().toLowerCase()));
    return (cell) => {
      if (cell === "") return null;
      const key = cell.toLowerCase();
      if (blanks.has(key)) return null;
      const value = values.get(key);
      if (value !== undefined) return value === "" ? null : value;
      if (table === undefined || field.otherwise === "keep") return cell;
      return field.otherwise === "blank" ? null : { reason: "is not in the mapping's value table" };
    };
  }
}

/** Numbers are stored with single precision: what lies beyond its range would be no number any more. */
function isKept(value: number): boolean {
  const single = Math.fround(value);
  return Number.isFinite(single) && (single !== 0 || value === 0);
}
