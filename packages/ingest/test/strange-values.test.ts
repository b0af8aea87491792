import { describe, expect, it } from "vitest";
import { inspect } from "../src/inspect.ts";
import { type MappingInput, parseMapping } from "../src/mapping.ts";
import { findPreset, suggestPreset } from "../src/presets.ts";
import { once, readAll } from "./reading.ts";

const mapping = (at: object = { column: "when" }, rest: Partial<MappingInput> = {}) =>
  parseMapping({
    schemaVersion: 1,
    name: "Test",
    source: "test",
    format: { kind: "csv" },
    records: [
      {
        kind: "submission",
        externalId: { column: "id" },
        at,
        channel: { column: "place" },
        weight: { column: "weight", onInvalid: "drop-cell" },
        answers: [{ touchpoint: "store", question: "csat_1_5", score: { column: "score" } }],
      },
    ],
    ...rest,
  } as MappingInput);
const csv = (...rows: string[]) => once(`id,when,place,weight,score\n${rows.join("\n")}\n`);
const problems = (read: Awaited<ReturnType<typeof readAll>>) =>
  read.rejected.map(({ row, problem }) => `${row} ${problem.column} ${problem.reason}`);
const days = (read: Awaited<ReturnType<typeof readAll>>) =>
  read.records.map((one) =>
    "at" in one && one.at !== null ? new Date(one.at).toISOString().slice(0, 10) : null,
  );

describe("dates that stand for no date", () => {
  it("takes no year before 1900, nor a year of two digits for one of four", async () => {
    const read = await readAll(
      csv(
        "1,0001-01-01,a,,5",
        "2,1899-12-30T00:00:00Z,a,,5",
        "3,1900-01-01,a,,5",
        "4,0013-05-06T10:00:00Z,a,,5",
      ),
      mapping(),
    );
    expect(days(read)).toEqual(["1900-01-01"]);
    expect(problems(read)).toEqual([1, 2, 4].map((row) => `${row} when lies before the year 1900`));
    const year = mapping({ column: "when", formats: ["d/M"], year: { value: "12" } });
    expect(problems(await readAll(csv("1,6/5,a,,5"), year))).toEqual(["1 when lies before the year 1900"]);
  });

  it("takes no count of seconds beyond the calendar", async () => {
    for (const format of ["epoch-seconds", "epoch-milliseconds"]) {
      const read = await readAll(
        csv(
          `1,${"9".repeat(20)},a,,5`,
          `2,${"9".repeat(400)},a,,5`,
          "3,-99999999999999,a,,5",
          "4,1700000000,a,,5",
        ),
        mapping({ column: "when", formats: [format] }),
      );
      expect(read.rejected.map(({ row }) => row)).toEqual([1, 2, 3]);
    }
  });

  it("reads digits without separators only in pairs", async () => {
    const read = await readAll(
      csv("1,20240512,a,,5", "2,2024115,a,,5"),
      mapping({ column: "when", formats: ["yyyyMMdd"] }),
    );
    expect(days(read)).toEqual(["2024-05-12"]);
    expect(read.rejected.map(({ row }) => row)).toEqual([2]);
  });

  it("asks for a format only where a value may be a date", async () => {
    const read = await readAll(
      csv("1,N/A,a,,5", "2,unknown,a,,5", "3,=1+1,a,,5", "4,2024-05-12,a,,5"),
      mapping(),
    );
    expect(days(read)).toEqual(["2024-05-12"]);
    expect(read.rejected.map(({ row }) => row)).toEqual([1, 2, 3]);
    for (const text of ["1/2/2024", "3 May 2024", "May 3 2024", "3May2024", "45000", "20240512"])
      await expect(readAll(csv(`1,${text},a,,5`), mapping())).rejects.toThrow(/must not be guessed/);
  });
});

it("keeps a number only where it can be stored", async () => {
  const numbers = ["1.5", `1${"0".repeat(45)}`, `0.${"0".repeat(60)}1`, "9".repeat(400), "0"];
  const read = await readAll(
    csv(...numbers.map((number, at) => `${at},2024-05-12,a,${number},5`)),
    mapping(),
  );
  expect(read.records.map((one) => "weight" in one && one.weight)).toEqual([1.5, null, null, null, 0]);
});

it("tells names apart that a slug can't, and keeps slugs short", async () => {
  const names = [
    "コールセンター東京",
    "コールセンター大阪",
    "店舗 A",
    "倉庫 A",
    "Café",
    "cafe",
    "x".repeat(150),
    `${"x".repeat(150)}y`,
  ];
  const read = await readAll(csv(...names.map((name, at) => `${at},2024-05-12,${name},,5`)), mapping());
  expect(read.names.channels.map(({ name }) => name)).toEqual(names.filter((name) => name !== "cafe"));
  for (const { slug } of read.names.channels) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(Math.max(...read.names.channels.map(({ slug }) => slug.length))).toBeLessThanOrEqual(100);
});

it("refuses a mapping that holds characters that are no text, by their place", () => {
  expect(() => mapping(undefined, { name: "Te\0st" })).toThrow(/name: holds a character that is no text/);
  expect(() => mapping({ column: "when\0" })).toThrow(
    /records\[0\]\.at\.column: holds a character that is no text/,
  );
});

describe("files that are not what they seem", () => {
  it("reads UTF-8 with a few broken bytes as UTF-8", async () => {
    const rows = ["1,2024-05-12,Café,,5", "2,2024-05-12,Rome,,5", "3,2024-05-12,B?se,,5"];
    const bytes = Buffer.from(`id,when,place,weight,score\n${rows.join("\n")}\n`);
    bytes[bytes.indexOf("?")] = 0xe2;
    const read = await readAll(once(bytes), mapping());
    expect(read.names.channels.map(({ name }) => name)).toEqual(["Café", "Rome"]);
    expect(problems(read)).toEqual(["3 place holds bytes that are not text in the file's encoding"]);
  });

  it("knows a web page by any tag, and an archive that is no workbook", async () => {
    await expect(readAll(once('<div class="x"><table></table></div>\n'), mapping())).rejects.toThrow(
      /is a web page/,
    );
    const zip = Buffer.from(`PK\u0003\u0004${"\0".repeat(20)}export.csv and more`);
    await expect(readAll(once(zip), mapping())).rejects.toThrow(/is a ZIP archive/);
  });

  it("says of a file that can't be read that it can't, not that it is empty", async () => {
    async function* gone(): AsyncGenerator<Uint8Array> {
      yield* [];
      throw new Error("gone");
    }
    await expect(inspect(gone(), "data.csv")).rejects.toThrow("data.csv could not be read to its end.");
    await expect(inspect(once(), "data.csv")).rejects.toThrow("data.csv is empty.");
  });

  it("names column and value of a JSON record that is left out", async () => {
    const json = mapping({ column: "when" }, { format: { kind: "json" } });
    const record = (id: number, place: string) => ({ id, when: "2024-05-12", place, weight: null, score: 5 });
    const read = await readAll(once(JSON.stringify([record(1, "a\0b"), "text", null, record(2, "a")])), json);
    expect(read.accepted).toBe(1);
    expect(read.rejected.map(({ problem }) => [problem.column, problem.value])).toEqual([
      ["place", "a\ufffdb"],
      [null, '"text"'],
      [null, "null"],
    ]);
  });
});

it("finds SurveyMonkey's columns as its newer exports write them", async () => {
  const file = [
    "respondent_id,collector_id,date_created,date_modified,ip_address,first_name,custom_1,How likely are you to recommend us?",
    ",,,,,,,Response",
    "118,4,03/01/2024 02:11:05 PM,03/01/2024 02:15:05 PM,,,,9",
  ].join("\r\n");
  const inspection = await inspect(once(file), "export.csv");
  expect(suggestPreset(inspection.columns)?.preset.name).toBe("surveymonkey");
  const proposal = findPreset("surveymonkey").propose(inspection);
  expect(proposal.left).toEqual([]);
  const read = await readAll(once(file), proposal.mapping);
  expect(read.records).toMatchObject([
    { externalId: "118", at: Date.UTC(2024, 2, 1, 14, 15, 5), answers: [{ question: "nps_0_10", score: 9 }] },
  ]);
});

it("names the answers of Typeform's responses that only a definition could explain", async () => {
  const answers = [
    { type: "number", number: 9, field: { id: "f1", ref: "advise", type: "nps" } },
    { type: "number", number: 3, field: { id: "f2", ref: "room", type: "rating" } },
  ];
  const file = JSON.stringify({ items: [{ token: "t1", submitted_at: "2024-05-12T10:00:00Z", answers }] });
  const inspection = await inspect(once(file), "responses.json");
  const proposal = findPreset("typeform").propose(inspection);
  expect(proposal.left).toMatchObject([
    { column: "room", reason: expect.stringContaining("give the form's definition") },
  ]);
  const told = findPreset("typeform").propose(inspection, { questions: { room: "csat_1_5" } });
  const read = await readAll(once(file), told.mapping);
  expect(read.records).toMatchObject([
    {
      externalId: "t1",
      answers: [
        { question: "nps_0_10", score: 9 },
        { question: "csat_1_5", score: 3 },
      ],
    },
  ]);
});

it("reads call centre contacts with a time of day", async () => {
  const inspection = await inspect(once("id,csat_score,call_timestamp,channel\n"), "calls.csv");
  const file =
    "id,csat_score,call_timestamp,channel\n1,7,10/29/2020 14:05,Web\n2,,10/5/2020,Web\n3,,10/5/2020 1:05:09 PM,Web\n";
  const read = await readAll(once(file), findPreset("call_center").propose(inspection).mapping);
  expect({ accepted: read.accepted, rejected: read.rejected }).toEqual({ accepted: 3, rejected: [] });
});
