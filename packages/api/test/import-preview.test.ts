import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { importFile } from "../src/import-file.ts";
import { previewFile } from "../src/import-preview.ts";
import { type PreviewInput, previewSchema } from "../src/preview-input.ts";
import { NOW, scope } from "./company.ts";

const t = testDatabase();
const folder = resolve(import.meta.dirname, "../../..", process.env["REAL_DATA_DIR"] ?? "../shared/data");
const realData = existsSync(folder);
if (!realData) console.warn("skipped: no real data");

const input = (more: Partial<PreviewInput> = {}): PreviewInput =>
  previewSchema.parse({
    fileName: "stays.csv",
    whole: true,
    mapping: { fitting: true },
    constants: {},
    format: {},
    columns: {},
    touchpoints: {},
    channels: {},
    ...more,
  });
const preview = (text: string | Uint8Array, more: Partial<PreviewInput> = {}) =>
  previewFile(t.db, scope, input(more), typeof text === "string" ? Buffer.from(text) : text);

const STAYS = [
  "id,visited,channel,How satisfied were you with the room? (1 to 5),rating,comment",
  'a,2026-02-03,Lobby,5,4,"Very quiet, and clean"',
  "b,2026-02-30,Lobby,4,4,Fine",
  "c,2026-02-05,Web,9,3,Good",
  ...Array.from({ length: 60 }, (_, at) => `d${at},2026-02-06,Web,${1 + (at % 5)},3,Word ${at}`),
].join("\n");

/** A 9 is no score of the scale that the question states: only the file's owner can say that it is a slip. */
const ROOM: PreviewInput["columns"] = { 3: { as: "score", question: "csat_1_5", touchpoint: "Room" } };

async function stored(text: string | Uint8Array, mapping: unknown, fileName = "stays.csv") {
  const path = join(await mkdtemp(join(tmpdir(), "touchline-test-")), "file");
  await writeFile(path, text);
  return importFile(t.db, scope, { path, fileName, mapping: { json: mapping }, constants: {}, now: NOW });
}

describe("a preview", () => {
  it("shows the first rows as they will be stored, and why others will not; the import does just that", async () => {
    const seen = await preview(STAYS, { columns: ROOM });
    expect(seen.problem).toBeNull();
    expect(seen.columns.map(({ role }) => role?.as)).toEqual([
      "id",
      "date",
      "channel",
      "score",
      "left",
      "comment",
    ]);
    expect(seen.columns[4]).toMatchObject({
      reason: expect.stringContaining("only you know"),
      choices: [{ as: "score", question: "csat_1_5" }],
    });
    expect(seen.rows.columns.map(({ label }) => label)).toEqual([
      "Record id",
      "Date",
      "Comment",
      "Channel",
      "Room (Satisfaction, 1 to 5)",
    ]);
    expect(seen.rows.rows[0]).toEqual({
      row: 1,
      cells: ["a", Date.UTC(2026, 1, 3, 12), "Very quiet, and clean", "Lobby", 5],
    });
    expect(seen.rows.rows.at(-1)?.row).toBe(50);
    expect(seen.rejected).toMatchObject([
      { row: 2, severity: "rejected", column: "visited", value: "2026-02-30" },
      { row: 3, severity: "dropped", value: "9" },
    ]);
    expect(seen.counted).toEqual({ accepted: 62, rejected: 1, blank: 0, cells: 1 });
    expect(seen.fresh.channels.map(({ slug }) => slug)).toEqual(["lobby", "web"]);
    const before = await t.db.execute(
      sql`select (select count(*) from mapping) m, (select count(*) from channel) c`,
    );
    await preview(STAYS);
    expect(
      (await t.db.execute(sql`select (select count(*) from mapping) m, (select count(*) from channel) c`))
        .rows,
    ).toEqual(before.rows);

    const done = await stored(STAYS, seen.mapping);
    expect(done).toMatchObject({ accepted: 62, rejected: 1, droppedCells: 1 });
    const { rows } = await t.db.execute<{ comment: string; score: number; at: Date }>(sql`
      select s.comment, a.score, s.at from submission s join answer a on a.submission_id = s.id
      where s.comment = 'Very quiet, and clean'`);
    expect(rows).toMatchObject([{ score: 5 }]);
  });

  it("points out what is called like a rating and left out, also where a preset reads the file", async () => {
    const doubtful = async (text: string, more: Partial<PreviewInput> = {}) =>
      (await preview(text, more)).columns.filter((column) => column.doubtful).map(({ name }) => name);
    expect(await doubtful(STAYS)).toEqual(["How satisfied were you with the room? (1 to 5)", "rating"]);
    expect(await doubtful(STAYS, { columns: { ...ROOM, 4: { as: "left" } } })).toEqual([]);
    const tenths = "id,spa_score,guestNPS,nights,score_note,comment\na,82.5,70,3,,good\nb,91,95,4,,bad\n";
    expect(await doubtful(tenths)).toEqual(["spa_score", "guestNPS"]);
    const survey = [
      "StartDate,EndDate,RecordedDate,ResponseId,Finished,Progress,Q1,Q2,Q3",
      "Start Date,End Date,Recorded Date,Response ID,Finished,Progress,How satisfied were you with the room?,Nights,How satisfied were you with the desk? (1 to 5)",
      Array.from({ length: 9 }, (_, at) => `"{""ImportId"":""QID${at}""}"`).join(),
      ...["1,3", "2,4"].map(
        (scores, at) =>
          `2026-02-01 10:00:00,2026-02-01 10:05:00,2026-02-01 10:05:00,R_${at},True,100,${scores},${at + 3}`,
      ),
    ].join("\n");
    expect(await doubtful(survey, { fileName: "survey.csv" })).toEqual(["Q1"]);
  });

  it("does what is asked: columns, names, owner and stage of what is new", async () => {
    await t.db.execute(sql`insert into department (slug, name) values ('rooms', 'Rooms')`);
    const seen = await preview(STAYS, {
      name: "Guest survey",
      source: "Front Desk",
      columns: { 3: { as: "score", question: "csat_1_5", touchpoint: "Suite" }, 5: { as: "left" } },
      touchpoints: { suite: { name: "The suite", stage: "use", department: "rooms", role: "product" } },
    });
    expect([seen.name, seen.source, seen.columns[5]?.reason]).toEqual([
      "Guest survey",
      "front-desk",
      "as you said",
    ]);
    expect(seen.fresh.touchpoints).toEqual([
      { slug: "suite", name: "The suite", stage: "use", department: "rooms", role: "product" },
    ]);
    await stored(STAYS.replaceAll("2026-02", "2026-01"), seen.mapping);
    const { rows } = await t.db.execute(sql`
      select t.name, d.slug owner, j.slug stage from touchpoint t join journey_stage j on j.id = t.stage_id
      join touchpoint_owner o on o.touchpoint_id = t.id join department d on d.id = o.department_id
      where t.slug = 'suite'`);
    expect(rows).toEqual([{ name: "The suite", owner: "rooms", stage: "use" }]);
    const bad = await preview(STAYS, {
      touchpoints: { suite: { name: "X", stage: "nowhere", department: null, role: "product" } },
    });
    expect(bad.problem).toMatch(/journey stage "nowhere"/);
    expect(bad.mapping).toBeNull();
  });

  it("says what has to be known first", async () => {
    expect((await preview("id,total\n1,2\n2,3\n")).problem).toMatch(/Nothing of this file is read yet/);
    const dates = await preview("id,date,comment\n1,3/4/2026,good enough\n2,5/6/2026,not good\n");
    expect(dates.problem).toMatch(/their order must not be guessed/);
    expect(dates.columns[1]?.choices).toHaveLength(2);
    const chosen = await preview("id,date,comment\n1,3/4/2026,good enough\n2,5/6/2026,not good\n", {
      columns: { 1: { as: "date", formats: ["d/M/yyyy"] } },
    });
    expect([chosen.problem, chosen.counted.accepted]).toEqual([null, 2]);
  });

  it("never takes a row that was cut off for one, packed or not", async () => {
    const cut = Buffer.from(STAYS).subarray(0, STAYS.indexOf("Good") + 2);
    const seen = await preview(cut, { whole: false });
    expect([seen.counted.accepted + seen.counted.rejected, seen.whole]).toEqual([2, false]);
    const packed = gzipSync(STAYS);
    const all = await preview(packed, { fileName: "stays.csv.gz", columns: ROOM });
    expect([all.counted.accepted, all.fileName]).toEqual([62, "stays.csv"]);
    const half = await preview(packed.subarray(0, 400), { fileName: "stays.csv.gz", whole: false });
    expect(half.counted.accepted).toBeLessThan(62);
    const bomb = gzipSync(`a,b,comment\n${"1,2,some words that repeat themselves\n".repeat(500_000)}`);
    expect(bomb.byteLength).toBeLessThan(100_000);
    expect(await preview(bomb, { fileName: "bomb.csv.gz" })).toMatchObject({ whole: false, problem: null });
  });

  it.each([
    ["nothing", "", /is empty/],
    ["a workbook", "PK\u0003\u0004[Content_Types].xml xl/workbook", /Excel workbook/],
    ["a line without end", "x".repeat(1_000_000), /no whole row of names/],
    ["a hundred thousand columns", `a${",a".repeat(99_999)}\n1\n`, /100,000 columns/],
    ["binary data", Buffer.alloc(5_000, 1), /not text/],
  ])("refuses %s in words that name the file", async (_, text, reason) => {
    const refused = preview(text, { whole: text.length < 100_000 });
    await expect(refused).rejects.toThrow(reason);
    await expect(refused).rejects.toThrow(/^stays\.csv/);
  });

  it("tells rows that are damaged, ragged or off the scale by row, column and reason", async () => {
    const text = 'id,comment,How satisfied? (1 to 5)\n1,=1+1,5\n2,a\u0000b,4\n3,only\n4,"open,3\n5,fine,x\n';
    const seen = await preview(text, {
      columns: { 2: { as: "score", question: "csat_1_5", touchpoint: "Room" } },
    });
    expect(seen.rejected.map(({ row, severity }) => [row, severity])).toEqual([
      [2, "rejected"],
      [3, "rejected"],
      [4, "rejected"],
      [5, "dropped"],
    ]);
    expect(seen.rejected[0]).toMatchObject({ column: "comment", reason: expect.stringMatching(/NUL/) });
    expect(seen.rejected[1]?.reason).toMatch(/has 2 cells where the header has 3/);
  });

  it("takes a survey's questions and definition, and other formats than it guessed", async () => {
    const survey = "RespondentID,Q1\n,Response\n11,4\n12,5\n";
    const plain = await preview(survey);
    expect(plain.columns[1]?.targets).toEqual([]);
    const told = await preview(survey, { survey: { questions: { Q1: "csat_1_5" } } });
    expect(told.columns[1]?.targets).toEqual([{ target: "Score of Q1", question: "csat_1_5" }]);
    const latin = Buffer.from("id;comment\n1;sch\u00f6n hier\n2;gut so\n", "latin1");
    expect((await preview(latin)).format).toMatchObject({ encoding: "windows-1252", delimiter: ";" });
    const wrong = await preview(latin, { format: { encoding: "utf-8" } });
    expect(wrong.rejected).toMatchObject([
      { row: 1, reason: expect.stringMatching(/not text in the file's encoding/) },
    ]);
    expect(wrong.mapping?.format.encoding).toBe("utf-8");
  });

  it("answers soon, however many columns somebody gives a table: four times as many take no square of that", async () => {
    const wide = (columns: number, cell: (at: number, row: number) => string) =>
      [0, 1, 2, 3]
        .map((row) => Array.from({ length: columns }, (_, at) => cell(at, row)).join(","))
        .join("\n");
    const took = async (columns: number, kind: (at: number, row: number) => string) => {
      const started = performance.now();
      expect((await preview(wide(columns, kind))).columns).toHaveLength(columns);
      return performance.now() - started;
    };
    const kinds: ((at: number, row: number) => string)[] = [
      (at, row) => (row === 0 ? `How satisfied with ${at}? (1 to 5)` : String(row)),
      (_, row) => (row === 0 ? "same" : String(row)),
      (at, row) => (row === 0 ? `text ${at}` : `some ${row} words and ${at} numbers/${row}`),
    ];
    for (const kind of kinds) {
      await took(475, kind);
      const few = await took(475, kind);
      const ratio = (await took(1_900, kind)) / few;
      expect(ratio).toBeLessThan(16);
    }
  }, 30_000);

  it("holds an import to its limits of bytes and rows, unpacked", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "touchline-test-")), "file");
    await writeFile(path, gzipSync(STAYS.repeat(50)));
    const { mapping } = await preview(STAYS);
    const run = (limits: { bytes: number; rows: number }) =>
      importFile(t.db, scope, {
        path,
        fileName: "stays.csv.gz",
        mapping: { json: mapping },
        constants: {},
        now: NOW,
        limits,
      });
    await expect(run({ bytes: 10_000, rows: 1e6 })).rejects.toThrow(/holds more than/);
    await expect(run({ bytes: 1e9, rows: 100 })).rejects.toThrow(/more than the 100 rows/);
    const { rows } = await t.db.execute(sql`select outcome from audit_log where action = 'import.fail'
      and after ->> 'error' like 'stays.csv %'`);
    expect(rows).toEqual([{ outcome: "failed" }, { outcome: "failed" }]);
  });
});

describe.skipIf(!realData)("real files", () => {
  it("each is shown in full: readable rows, or what has to be said of it first", async () => {
    const paths = (await readdir(folder, { recursive: true })).filter(
      (path) => /\.(csv|csv\.gz|json)$/.test(path) && !/reference|form_definition/.test(path),
    );
    expect(paths.length).toBeGreaterThan(30);
    for (const path of paths) {
      const bytes = await readFile(join(folder, path));
      const head = bytes.subarray(0, 1_000_000);
      const seen = await preview(head, {
        fileName: path.split("/").at(-1) ?? path,
        whole: head.length === bytes.length,
      });
      expect(seen.columns.length, path).toBeGreaterThan(1);
      if (seen.problem === null) expect([path, seen.counted.accepted > 0]).toEqual([path, true]);
      else expect(seen.problem, path).toMatch(/Nothing of this file is read yet|^Say /);
    }
  }, 60_000);
});
