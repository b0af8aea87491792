import { AppError } from "@touchline/domain/errors";
import type { CsvFormat } from "./format.ts";
import type { ColumnDefinition, Mapping } from "./mapping.ts";

/** Where the mapper finds its values: the place of a column in a row, -1 = the file has no such optional column. */
export interface Columns {
  indexOf(column: string): number;
  /** The name as the file writes it, for messages. */
  nameOf(column: string): string;
}

const ONLY_RESPONSE = /^(open-ended )?response$/i;

/** What the columns of a table without a header are called. */
export function numberedNames(width: number): string[] {
  return Array.from({ length: width }, (_, at) => `Column ${at + 1}`);
}

/** Column names out of the header rows; unnamed trailing columns are cut off. */
export function headerNames(rows: readonly (readonly string[])[], format: CsvFormat["headerRows"]): string[] {
  const naming = rows[format.names - 1] ?? [];
  const names: string[] = [];
  const options = format.continued ? (rows[format.names] ?? []) : [];
  const width = Math.max(naming.length, options.length);
  let question = "";
  for (let at = 0; at < width; at += 1) {
    const own = clean(naming[at]);
    const option = clean(options[at]);
    if (!format.continued) {
      names.push(own);
      continue;
    }
    if (own !== "") question = own;
    names.push(option === "" || ONLY_RESPONSE.test(option) ? question : `${question} | ${option}`);
  }
  while (names.length > 0 && names.at(-1) === "") names.pop();
  return names;
}

function clean(text: string | undefined): string {
  return (text ?? "").replace(/[\s\u00a0\ufeff]+/g, " ").trim();
}

/** Finds every column that the mapping speaks of. Throws AppError "invalid" listing all that are missing or double. */
export function findColumns(mapping: Mapping, header: readonly string[], fileName: string): Columns {
  const places = new Map<string, number>();
  const problems: string[] = [];
  for (const column of columnsOf(mapping)) {
    const definition = mapping.columns[column];
    const wanted = definition?.names ?? (definition?.pattern === undefined ? [column] : []);
    const found = placesOf(header, wanted, definition);
    if (found.length > 1 && definition?.nth === undefined) {
      problems.push(
        `“${header[found[0] ?? 0]}” fits ${found.length} columns (${found.map((at) => at + 1).join(", ")}): say which with "nth" under columns in the mapping`,
      );
    }
    const place = found[(definition?.nth ?? 1) - 1] ?? -1;
    if (place === -1 && definition?.optional !== true)
      problems.push(`there is no column ${spoken(wanted, definition)}`);
    places.set(column, place);
  }
  if (problems.length > 0) {
    const shown = header.slice(0, 40).map((name) => `“${name}”`);
    const more = header.length > 40 ? ` and ${header.length - 40} more` : "";
    throw new AppError(
      "invalid",
      `${fileName} does not fit the mapping “${mapping.name}”: ${problems.join("; ")}. Found: ${shown.join(", ") || "no names"}${more}.`,
    );
  }
  return {
    indexOf: (column) => places.get(column) ?? -1,
    nameOf: (column) => header[places.get(column) ?? -1] ?? column,
  };
}

function spoken(wanted: readonly string[], definition: ColumnDefinition | undefined): string {
  const names = wanted.map((name) => `“${name}”`).join(" or ");
  return [names, definition?.pattern && `matching /${definition.pattern}/`].filter(Boolean).join(" or ");
}

/** Where the mapping finds one of its columns in a header, -1 = nowhere. */
export function placeOf(mapping: Mapping, header: readonly string[], column: string): number {
  const definition = mapping.columns[column];
  const wanted = definition?.names ?? (definition?.pattern === undefined ? [column] : []);
  return placesOf(header, wanted, definition)[(definition?.nth ?? 1) - 1] ?? -1;
}

function placesOf(
  header: readonly string[],
  wanted: readonly string[],
  definition: ColumnDefinition | undefined,
): number[] {
  const tests: ((name: string) => boolean)[] = [];
  for (const name of wanted) tests.push((own) => own === name.trim());
  for (const name of wanted) tests.push((own) => loose(own) === loose(name));
  if (definition?.pattern !== undefined) {
    const expression = new RegExp(definition.pattern, "i");
    tests.push((own) => expression.test(own));
  }
  for (const fits of tests) {
    const found = header.flatMap((name, at) => (name !== "" && fits(name) ? [at] : []));
    if (found.length > 0) return found;
  }
  return [];
}

function loose(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
}

/** Every column that the records of a mapping read, by the name that the mapping gives it. */
export function columnsOf(mapping: Mapping): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "column" && typeof value === "string") found.add(value);
      else if (key === "template" && typeof value === "string")
        for (const part of templateParts(value)) {
          if (part.name !== null && !Object.hasOwn(mapping.constants, part.name)) found.add(part.name);
        }
      else visit(value);
    }
  };
  visit(mapping.records);
  return [...found];
}

/** "{a} · {b}" -> literal text and names, in order. */
export function templateParts(template: string): { text: string; name: string | null }[] {
  return template
    .split(/(\{[^{}]+\})/)
    .filter((part) => part !== "")
    .map((part) =>
      part.startsWith("{") && part.endsWith("}")
        ? { text: "", name: part.slice(1, -1) }
        : { text: part, name: null },
    );
}
