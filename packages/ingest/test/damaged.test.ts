import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { parseMapping } from "../src/mapping.ts";
import { readRows } from "../src/read.ts";
import { once, readAll } from "./reading.ts";

const visits = parseMapping({
  schemaVersion: 1,
  name: "Visits",
  source: "visits",
  format: { kind: "csv" },
  records: [
    {
      kind: "submission",
      externalId: { column: "id" },
      comment: { column: "text" },
      answers: [{ touchpoint: "store", question: "csat_1_5", score: { column: "score" } }],
    },
  ],
});

const ids = (read: { records: readonly { kind: string; externalId?: string | null }[] }) =>
  read.records.map((record) => record.externalId);
const reasons = (read: { rejected: readonly { row: number; problem: { reason: string } }[] }) =>
  read.rejected.map(({ row, problem }) => `${row}: ${problem.reason}`);
const text = (...rows: string[]) => once(`${["id,score,text", ...rows].join("\n")}\n`);

describe("files as they come", () => {
  it("takes a byte-order mark, CRLF, CR alone and no last line end", async () => {
    for (const content of [
      "\ufeffid,score,text\r\n1,5,a\r\n2,4,b\r\n",
      "id,score,text\r1,5,a\r2,4,b",
      "id,score,text\n1,5,a\n2,4,b",
    ]) {
      const read = await readAll(once(content), visits);
      expect(ids(read)).toEqual(["1", "2"]);
      expect(read.records[1]).toMatchObject({ comment: "b" });
    }
  });

  it("reads UTF-16 with and without a mark, and the old encodings of the West", async () => {
    const content = "id,score,text\n1,5,Größe naïve\n";
    for (const encoding of ["utf16-le", "utf16-be"]) {
      expect(
        (await readAll(once(iconv.encode(content, encoding, { addBOM: true })), visits)).records[0],
      ).toMatchObject({ comment: "Größe naïve" });
      expect((await readAll(once(iconv.encode(content, encoding)), visits)).records[0]).toMatchObject({
        comment: "Größe naïve",
      });
    }
    expect((await readAll(once(iconv.encode(content, "win1252")), visits)).records[0]).toMatchObject({
      comment: "Größe naïve",
    });
  });

  it("decides on the encoding where the first letters beyond ASCII come, even far into the file", async () => {
    const rows = Array.from({ length: 40_000 }, (_, at) => `${at},5,plain`).join("\n");
    for (const encoding of ["utf8", "win1252"]) {
      const read = await readAll(
        once(iconv.encode(`id,score,text\n${rows}\nlast,5,Größe\n`, encoding)),
        visits,
      );
      expect(read.records.at(-1)).toMatchObject({ comment: "Größe" });
    }
  });

  it("joins a character that two chunks share", async () => {
    const bytes = Buffer.from("id,score,text\n1,5,ü€😀\n");
    const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect((await readAll(once(...pieces), visits)).records[0]).toMatchObject({ comment: "ü€😀" });
  });

  it("rejects the rows whose bytes are not in the declared encoding, and only those", async () => {
    const utf8 = parseMapping({ ...visits, format: { kind: "csv", encoding: "utf-8" } });
    const bytes = Buffer.concat([
      Buffer.from("id,score,text\n1,5,ok\n2,5,"),
      Buffer.from([0xfc]),
      Buffer.from("\n3,5,fine ü \ufffd\n"),
    ]);
    const read = await readAll(once(bytes), utf8);
    expect(ids(read)).toEqual(["1", "3"]);
    expect(read.rejected[0]).toMatchObject({
      row: 2,
      problem: { column: "text", reason: expect.stringContaining("not text") },
    });
    await expect(
      readAll(once(iconv.encode("id,score,text\n1,5,x\n", "utf16-le", { addBOM: true })), utf8),
    ).rejects.toThrow(/UTF-16, not utf-8/);
  });

  it("rejects rows with NUL bytes, and takes a padding of them for nothing", async () => {
    const read = await readAll(once("id,score,text\n1,5,ok\n2,5,b\0d\n3,5,ok\n\0\0\0\0\n"), visits);
    expect(ids(read)).toEqual(["1", "3"]);
    expect(reasons(read)).toEqual(["2: holds NUL characters: the file is damaged here"]);
    expect(read.blank).toBe(1);
  });

  it("refuses what is no table, by name and reason", async () => {
    const refuse = (content: string | Uint8Array) =>
      readAll(once(content), visits, { fileName: "export.csv" });
    await expect(refuse("<!DOCTYPE html><html><body>Please log in</body></html>")).rejects.toThrow(
      /export\.csv is a web page/,
    );
    await expect(refuse(Buffer.from("PK\u0003\u0004xl/workbook.xml and more"))).rejects.toThrow(
      /Excel workbook.*save the sheet as CSV/,
    );
    await expect(refuse(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).rejects.toThrow(/Excel workbook/);
    await expect(refuse(Buffer.from([0x1f, 0x8b, 8, 0]))).rejects.toThrow(/compressed/);
    await expect(refuse(Buffer.from(Array.from({ length: 500 }, (_, at) => at % 32)))).rejects.toThrow(
      /binary/,
    );
    await expect(refuse("")).rejects.toThrow(/export\.csv is empty/);
    await expect(refuse("\n\n")).rejects.toThrow(/before its header/);
  });

  it("takes a file with a header and nothing else: no rows", async () => {
    expect(await readAll(once("id,score,text\n"), visits)).toMatchObject({
      accepted: 0,
      rejected: [],
      blank: 0,
    });
  });

  it("says which columns are missing and which there are", async () => {
    await expect(readAll(once("id,rating,text\n1,2,3\n"), visits)).rejects.toThrow(
      /data\.csv does not fit the mapping “Visits”: there is no column “score”.*Found: “id”, “rating”, “text”/,
    );
  });

  it("delivers what came before the input failed, then says that it failed", async () => {
    async function* failing() {
      yield Buffer.from(`id,score,text\n${"1,5,a\n".repeat(1500)}`);
      throw new Error("ENOENT /secret/path");
    }
    const rows: number[] = [];
    const reading = (async () => {
      for await (const batch of readRows(failing(), visits, { fileName: "data.csv", zone: "UTC" }).batches)
        rows.push(batch.length);
    })();
    await expect(reading).rejects.toMatchObject({
      code: "unavailable",
      message: "data.csv could not be read to its end.",
    });
    expect(rows).toEqual([1000, 500]);
  });
});

describe("rows as they come", () => {
  it("keeps the good rows around a stray quote", async () => {
    const read = await readAll(
      text(
        "1,5,good",
        '2,5,"never closed',
        "3,5,good",
        '4,4,"fine"',
        '5,3,"after" the quote',
        "6,2,good",
        '7,1,a 5" pipe',
      ),
      visits,
    );
    expect(ids(read)).toEqual(["1", "3", "4", "6", "7"]);
    expect(read.rejected.map(({ row }) => row)).toEqual([2, 5]);
    expect(reasons(read)[0]).toContain("quote");
  });

  it("keeps the good rows after a quote that nothing ever closes", async () => {
    const many = Array.from({ length: 60_000 }, (_, at) => `${at},5,plain text in this row`);
    const read = await readAll(text('x,5,"open', ...many), visits);
    expect(read.rejected.map(({ row }) => row)).toEqual([1]);
    expect(read.accepted).toBe(60_000);
  });

  it("takes text over several lines as one row, and a stray quote that closes too late as one bad row", async () => {
    const read = await readAll(
      text('1,5,"two\nlines, ""quoted"""', "2,4,b", '3,"5,c', '4,4,"d"', "5,3,e"),
      visits,
    );
    expect(read.records[0]).toMatchObject({ comment: 'two\nlines, "quoted"' });
    expect(ids(read)).toEqual(["1", "2", "4", "5"]);
    expect(read.rejected.map(({ row }) => row)).toEqual([3]);
  });

  it("rejects ragged rows, unless only empty cells are too many", async () => {
    const read = await readAll(text("1,5", "2,5,b,extra", "3,5,c,,,", "4"), visits);
    expect(ids(read)).toEqual(["3"]);
    expect(reasons(read)).toEqual([
      "1: has 2 cells where the header has 3",
      "2: has 4 cells where the header has 3",
      "4: has 1 cell where the header has 3",
    ]);
  });

  it("takes text over several lines also where every row ends in a delimiter too many", async () => {
    const read = await readAll(text('1,5,"a\nb",', '2,5,"c\nd",'), visits);
    expect(read.records).toMatchObject([{ comment: "a\nb" }, { comment: "c\nd" }]);
    expect(read.rejected).toEqual([]);
  });

  it("takes a header that is longer than all of its rows", async () => {
    const read = await readAll(once("id,score,text,\n1,5,a,\n2,4,b\n"), visits);
    expect(ids(read)).toEqual(["1", "2"]);
    const named = await readAll(once("id,score,text,later,never\n1,5,a\n2,4,b\n3,3,c,x,y\n"), visits);
    expect(reasons(named)).toEqual([
      "1: has 3 cells where the header has 5",
      "2: has 3 cells where the header has 5",
    ]);
    const short = await readAll(once("id,score,text,later,never\n1,5,a\n2,4,b\n"), visits);
    expect(ids(short)).toEqual(["1", "2"]);
  });

  it("counts 22,000 comma-only lines as blank, never as data", async () => {
    const read = await readAll(
      text("1,5,a", ...Array.from({ length: 22_000 }, () => ",,"), "", " , ,", "2,5,b"),
      visits,
    );
    expect(read).toMatchObject({ accepted: 2, blank: 22_002, rejected: [] });
    expect(read.outcomes.at(-1)?.row).toBe(22_004);
  });

  it("keeps the digits of an 18-digit id", async () => {
    expect(ids(await readAll(text("570306133677760513,5,a"), visits))).toEqual(["570306133677760513"]);
  });

  it("asks which of two equally named columns is meant, and takes nth for an answer", async () => {
    await expect(readAll(once("id,score,score,text\n1,2,3,a\n"), visits)).rejects.toThrow(
      /“score” fits 2 columns \(2, 3\)/,
    );
    const second = parseMapping({ ...visits, columns: { score: { nth: 2 } } });
    expect((await readAll(once("id,score,score,text\n1,2,3,a\n"), second)).records[0]).toMatchObject({
      answers: [{ score: 3 }],
    });
    const unused = await readAll(once("id,score,note,note,text\n1,2,x,y,a\n"), visits);
    expect(unused.accepted).toBe(1);
  });

  it("finds the delimiter, also where Excel declares it", async () => {
    for (const content of [
      "id;score;text\n1;5;a,b\n",
      "id\tscore\ttext\n1\t5\ta,b\n",
      "sep=|\nid|score|text\n1|5|a,b\n",
    ]) {
      expect((await readAll(once(content), visits)).records[0]).toMatchObject({ comment: "a,b" });
    }
  });

  it("rejects scores that are none, in plain words", async () => {
    const read = await readAll(
      text("1,7,", "2,4.0,", "3,4.5,", '4,"4,0",', "5,good,", "6,-1,", "7,,only text"),
      visits,
    );
    expect(ids(read)).toEqual(["2", "4", "7"]);
    expect(reasons(read)).toEqual([
      "1: 7 is off the scale 1 to 5",
      "3: 4.5 lies between two points of the scale 1 to 5",
      "5: good is not a number (scale 1 to 5)",
      "6: -1 is off the scale 1 to 5",
    ]);
    expect(read.rejected[0]?.problem).toMatchObject({ column: "score", value: "7" });
  });

  it("cuts long values in what it reports", async () => {
    const read = await readAll(text(`1,${"9".repeat(500)},x`), visits);
    expect(read.rejected[0]?.problem.value).toHaveLength(201);
  });
});
