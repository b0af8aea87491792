/** A quoted cell longer than this was never closed. Characters. */
const MAX_QUOTED = 1_048_576;
/** No data row is longer than this; a longer one means the wrong delimiter or line end. Characters. */
export const MAX_ROW = 8_388_608;
const UNBALANCED = "has a quote that is not closed, or text after a closing quote";

/** One physical line that follows no reading of the quotes; the rows after it are read as if it were not there. */
export interface BrokenLine {
  readonly broken: string;
  readonly text: string;
}
export type CsvItem = string[] | BrokenLine;

/**
 * Splits text into rows of cells. A line without quotes is split at once; one with quotes is read character by
 * character, over several lines where a quoted cell holds line ends. Libraries give up, or swallow all that follows, at
 * a stray quote: here that one line is broken and reading resumes with the next physical line.
 */
export class CsvSplitter {
  readonly #delimiter: string;
  readonly #eol: "\n" | "\r";
  #rest = "";
  /** A row over several lines whose cells do not fit the table is taken for a stray quote. */
  fits: (cells: readonly string[]) => boolean = () => true;

  constructor(delimiter: string, eol: "\n" | "\r") {
    this.#delimiter = delimiter;
    this.#eol = eol;
  }

  /** Rows completed by this piece of text; last = no more will come. */
  push(text: string, last: boolean): CsvItem[] {
    const buffer = this.#rest === "" ? text : this.#rest + text;
    const items: CsvItem[] = [];
    let at = 0;
    let quote = buffer.indexOf('"');
    while (at < buffer.length) {
      const lineEnd = buffer.indexOf(this.#eol, at);
      if (lineEnd === -1 && !last) break;
      const end = lineEnd === -1 ? buffer.length : lineEnd;
      const next = lineEnd === -1 ? buffer.length : lineEnd + 1;
      if (quote !== -1 && quote < at) quote = buffer.indexOf('"', at);
      if (quote === -1 || quote >= end) {
        items.push(buffer.slice(at, this.#trimmed(buffer, at, end)).split(this.#delimiter));
        at = next;
        continue;
      }
      const row = this.#quotedRow(buffer, at, last);
      if (row === "more") break;
      if (row === null || (row.next > next && !this.fits(row.cells))) {
        items.push({ broken: UNBALANCED, text: buffer.slice(at, this.#trimmed(buffer, at, end)) });
        at = next;
      } else {
        items.push(row.cells);
        at = row.next;
      }
    }
    this.#rest = buffer.slice(at);
    return items;
  }

  /** Characters held back for a row that is not complete. */
  get pending(): number {
    return this.#rest.length;
  }

  #trimmed(buffer: string, start: number, end: number): number {
    return this.#eol === "\n" && end > start && buffer.charCodeAt(end - 1) === 13 ? end - 1 : end;
  }

  /** null = the quotes make no sense; "more" = the row goes on beyond this text. */
  #quotedRow(
    buffer: string,
    start: number,
    last: boolean,
  ): { cells: string[]; next: number } | "more" | null {
    const cells: string[] = [];
    let at = start;
    for (;;) {
      if (buffer[at] === '"') {
        const cell = quotedCell(buffer, at, start, last);
        if (cell === "more" || cell === null) return cell;
        cells.push(cell.text);
        at = cell.next;
        if (at >= buffer.length) return last ? { cells, next: at } : "more";
      } else {
        let delimiter = buffer.indexOf(this.#delimiter, at);
        let lineEnd = buffer.indexOf(this.#eol, at);
        if (lineEnd === -1) {
          if (!last) return "more";
          lineEnd = buffer.length;
        }
        if (delimiter === -1 || delimiter > lineEnd) delimiter = this.#trimmed(buffer, at, lineEnd);
        cells.push(buffer.slice(at, delimiter));
        at = delimiter;
        if (at >= buffer.length) return { cells, next: at };
      }
      if (buffer[at] === this.#delimiter) at += 1;
      else if (buffer[at] === this.#eol) return { cells, next: at + 1 };
      else if (this.#eol === "\n" && buffer[at] === "\r" && buffer[at + 1] === "\n")
        return { cells, next: at + 2 };
      else if (buffer[at] === "\r" && at + 1 >= buffer.length) return last ? { cells, next: at + 1 } : "more";
      else return null;
    }
  }
}

function quotedCell(
  buffer: string,
  open: number,
  rowStart: number,
  last: boolean,
): { text: string; next: number } | "more" | null {
  let text = "";
  let from = open + 1;
  for (;;) {
    const quote = buffer.indexOf('"', from);
    if (quote === -1) return last || buffer.length - rowStart > MAX_QUOTED ? null : "more";
    if (quote - rowStart > MAX_QUOTED) return null;
    text += buffer.slice(from, quote);
    if (quote + 1 >= buffer.length && !last) return "more";
    if (buffer[quote + 1] !== '"') return { text, next: quote + 1 };
    text += '"';
    from = quote + 2;
  }
}

/** The line end and the delimiter that the beginning of a file shows; null = undecided, a single column. */
export function sniffDialect(head: string): {
  eol: "\n" | "\r";
  delimiter: string | null;
  declaredLines: number;
} {
  const first = outsideQuotes(head, 65_536);
  const newline = first.indexOf("\n");
  const carriage = first.indexOf("\r");
  const eol = carriage !== -1 && (newline === -1 || carriage < newline - 1) ? "\r" : "\n";
  const lines = first.split(eol).filter((line) => line.trim() !== "");
  const declared = /^sep=(.)\s*$/i.exec(lines[0] ?? "");
  if (declared?.[1]) return { eol, delimiter: declared[1], declaredLines: 1 };
  let best: string | null = null;
  let most = 0;
  for (const delimiter of [",", ";", "\t", "|"]) {
    const counts = tableOf(lines.slice(0, 20).map((line) => line.split(delimiter).length - 1));
    const header = counts[0] ?? 0;
    const steady = counts.filter((count) => count === header).length / Math.max(1, counts.length);
    const worth = header * (0.5 + steady);
    if (header > 0 && worth > most) {
      most = worth;
      best = delimiter;
    }
  }
  return { eol, delimiter: best, declaredLines: 0 };
}

/** Delimiters a line, without lines of none (a title) over what is clearly a table of three columns and more. */
function tableOf(counts: readonly number[]): readonly number[] {
  const table = counts.slice(
    Math.max(
      0,
      counts.findIndex((count) => count > 0),
    ),
  );
  const [first = 0] = table;
  return first >= 2 && table.length >= 2 && table.every((count) => count === first) ? table : counts;
}

/** The text with the inside of quoted cells left out. */
function outsideQuotes(text: string, limit: number): string {
  return text
    .slice(0, limit)
    .split('"')
    .filter((_, at) => at % 2 === 0)
    .join("");
}
