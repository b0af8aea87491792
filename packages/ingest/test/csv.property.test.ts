import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CsvSplitter } from "../src/csv.ts";
import { parseMapping } from "../src/mapping.ts";
import { once, readAll } from "./reading.ts";

const cell = fc.stringMatching(/^[a-c",;\n\r é😀]{0,8}$/u);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const needsQuotes = (text: string, delimiter: string) => /["\n\r]/.test(text) || text.includes(delimiter);

/** What any correct writer may write: quotes where they are needed, and anywhere else at will. */
const written = fc
  .record({
    width: fc.integer({ min: 2, max: 5 }),
    delimiter: fc.constantFrom(",", ";"),
    eol: fc.constantFrom("\n", "\r\n"),
    always: fc.boolean(),
    endsWithLineEnd: fc.boolean(),
  })
  .chain(({ width, delimiter, eol, always, endsWithLineEnd }) =>
    fc
      .array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 })
      .map((rows) => ({
        width,
        delimiter,
        rows,
        text:
          rows
            .map((row) =>
              row
                .map((text) => (always || needsQuotes(text, delimiter) ? quoted(text) : text))
                .join(delimiter),
            )
            .join(eol) + (endsWithLineEnd ? eol : ""),
      })),
  );

describe("any CSV by a correct writer", () => {
  it("reads back exactly, however it is cut into pieces, and as csv-parse reads it", () => {
    fc.assert(
      fc.property(written, fc.integer({ min: 1, max: 9 }), ({ rows, text, delimiter }, size) => {
        const splitter = new CsvSplitter(delimiter, "\n");
        const items = [];
        for (let at = 0; at < text.length; at += size)
          items.push(...splitter.push(text.slice(at, at + size), false));
        items.push(...splitter.push("", true));
        expect(items).toEqual(rows);
        expect(items).toEqual(
          parse(text, { delimiter, record_delimiter: ["\n", "\r\n"], relax_quotes: true }),
        );
      }),
      { numRuns: 400 },
    );
  });

  it("gives every physical row exactly one outcome, numbered from 1", async () => {
    await fc.assert(
      fc.asyncProperty(written, async ({ rows, text, width, delimiter }) => {
        const header = Array.from({ length: width }, (_, at) => `h${at}`).join(delimiter);
        const mapping = parseMapping({
          schemaVersion: 1,
          name: "Any",
          source: "any",
          format: { kind: "csv", delimiter },
          records: [
            {
              kind: "customer",
              externalId: { column: "h0" },
              segment: { column: "h1", values: { a: "A" }, otherwise: "reject" },
            },
          ],
        });
        const read = await readAll(once(`${header}\n${text}`), mapping);
        expect(read.outcomes.map((outcome) => outcome.row)).toEqual(rows.map((_, at) => at + 1));
        expect(read.accepted + read.rejected.length + read.blank).toBe(rows.length);
        expect(read.blank).toBe(rows.filter((row) => row.every((text) => text.trim() === "")).length);
      }),
      { numRuns: 300 },
    );
  });

  it("loses no good row to damage: of lines that each hold a stray quote, all others are read", () => {
    const line = fc.record({ bad: fc.boolean(), key: fc.stringMatching(/^[a-z]{1,6}$/) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
        const splitter = new CsvSplitter(",", "\n");
        const text = lines.map(({ bad, key }) => (bad ? `${key},"open` : `${key},x`)).join("\n");
        const good = splitter.push(`${text}\n`, true).filter(Array.isArray);
        expect(good).toEqual(lines.filter(({ bad }) => !bad).map(({ key }) => [key, "x"]));
      }),
    );
  });
});
