const CHUNK = 65_536;

/** A file of the company: its mapping, about how many data rows it has, and its bytes, made while they are read. */
export interface DemoFile {
  readonly name: string;
  /** In the format that the import's mapping parser checks. */
  readonly mapping: unknown;
  readonly expectedRows: number;
  read(): AsyncIterable<Uint8Array>;
}

/** Lines (without their ends) as UTF-8 in chunks of about 64 KB. */
export async function* csvBytes(header: string, lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  let text = `${header}\n`;
  for (const line of lines) {
    text += line;
    text += "\n";
    if (text.length >= CHUNK) {
      yield Buffer.from(text);
      text = "";
    }
  }
  yield Buffer.from(text);
}

export function quoted(text: string): string {
  return text === "" ? "" : `"${text.replaceAll('"', '""')}"`;
}
