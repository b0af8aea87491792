import { describe, expect, it } from "vitest";
import { type MappingInput, parseMapping } from "../src/mapping.ts";
import { structureOf } from "../src/read.ts";
import { once, readAll } from "./reading.ts";

type Record0 = MappingInput["records"][number];
const mappingOf = (record: Record0, rest: Partial<MappingInput> = {}) =>
  parseMapping({
    schemaVersion: 1,
    name: "Test",
    source: "test",
    format: { kind: "csv" },
    records: [record],
    ...rest,
  });
const visit = (rest: Partial<Extract<Record0, { kind: "submission" }>> = {}): Record0 => ({
  kind: "submission",
  externalId: { column: "id" },
  answers: [{ touchpoint: "store", question: "csat_1_5", score: { column: "score" } }],
  ...rest,
});
const reasons = (read: Awaited<ReturnType<typeof readAll>>) =>
  read.rejected.map(({ problem }) => problem.reason);
const times = (read: Awaited<ReturnType<typeof readAll>>) =>
  read.records.map((record) =>
    "at" in record && record.at !== null ? new Date(record.at).toISOString() : null,
  );

describe("what a mapping must be", () => {
  const refuse = (change: object) => () =>
    parseMapping({
      schemaVersion: 1,
      name: "Test",
      source: "test",
      format: { kind: "csv" },
      records: [visit()],
      ...change,
    });

  it("names the place of each fault in plain words", () => {
    expect(refuse({ sauce: "x" })).toThrow(/The mapping is not usable.*sauce/);
    expect(refuse({ source: "No Slug" })).toThrow(/source: must be a slug/);
    expect(refuse({ format: { kind: "xls" } })).toThrow(/format.*needs "kind": "csv" or "json"/);
    expect(refuse({ records: [{ kind: "visit" }] })).toThrow(/records\[0\].*needs "kind"/);
    expect(refuse({ records: [visit({ customer: {} })] })).toThrow(
      /records\[0\]\.customer: needs exactly one of column/,
    );
    expect(refuse({ records: [visit({ customer: { constant: "year" } })] })).toThrow(
      /customer\.constant: there is no constant "year"/,
    );
    expect(refuse({ records: [visit({ comment: { column: "c", values: "none" } })] })).toThrow(
      /there is no value table "none"/,
    );
    expect(refuse({ zone: "Mars/Base" })).toThrow(/zone: is not a known time zone/);
    expect(refuse({ columns: { a: { pattern: "(" } } })).toThrow(
      /columns\.a\.pattern: is not a valid regular expression/,
    );
    expect(() => parseMapping("text")).toThrow(/mapping:/);
  });

  it("refuses two columns for one answer, and formats that read one text as two days", () => {
    const answer = { touchpoint: "store", question: "csat_1_5", score: { column: "score" } } as const;
    expect(refuse({ records: [visit({ answers: [answer, answer] })] })).toThrow(
      /answers\[1\].*already read from another column/,
    );
    const formats = (...list: string[]) =>
      refuse({ records: [visit({ at: { column: "day", formats: list } })] });
    expect(formats("M/d/yyyy", "d/M/yyyy")).toThrow(/"M\/d\/yyyy" and "d\/M\/yyyy" can read the same text/);
    expect(formats("iso", "yyyy-dd-MM")).toThrow(/can read the same text/);
    expect(formats("d")).toThrow(/no month/);
    expect(formats("MM/yyyy")).toThrow(/no day/);
    expect(formats("M/d/yyyy", "dd-MM-yyyy", "d-MMM-yy", "iso")).not.toThrow();
  });

  it("comes back the same from JSON, and declares its structure", () => {
    const mapping = mappingOf(visit(), { structure: { channels: [{ slug: "web", name: "Web" }] } });
    expect(parseMapping(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping);
    expect(structureOf(mapping)).toMatchObject({
      channels: [{ slug: "web", name: "Web", parent: null }],
      touchpoints: [],
      logs: [],
    });
  });
});

describe("wide and long files", () => {
  it("reads a long file: touchpoint, channel, question and score from the row", async () => {
    const mapping = mappingOf({
      kind: "submission",
      externalId: { template: "{response}-{touchpoint}" },
      customer: { column: "customer" },
      answers: [
        {
          touchpoint: { column: "touchpoint" },
          channel: { column: "channel", values: { "Web-Shop": "Online shop" } },
          question: { column: "question", values: { CSAT: "csat_1_5", NPS: "nps_0_10" } },
          score: { column: "score", blank: ["99"] },
        },
      ],
    });
    const rows =
      "response,customer,touchpoint,channel,question,score\n1,a,Check out,web-shop,CSAT,4\n1,a,Delivery,,nps,10\n2,b,Delivery,App,CSAT,9\n3,b,Delivery,App,Mood,3\n4,c,Delivery,App,CSAT,99\n5,c,,App,CSAT,1\n";
    const read = await readAll(once(rows), mapping);
    expect(read.records).toMatchObject([
      {
        externalId: "1-Check out",
        answers: [{ touchpoint: "check-out", channel: "online-shop", question: "csat_1_5", score: 4 }],
      },
      {
        externalId: "1-Delivery",
        answers: [{ touchpoint: "delivery", channel: null, question: "nps_0_10", score: 10 }],
      },
    ]);
    expect(reasons(read)).toEqual([
      "9 is off the scale 1 to 5",
      expect.stringContaining("is no question type (nps_0_10"),
      "has no touchpoint",
    ]);
    expect(read.accepted).toBe(3);
    expect(read.names).toMatchObject({
      touchpoints: [
        { slug: "check-out", name: "Check out" },
        { slug: "delivery", name: "Delivery" },
      ],
      channels: [{ slug: "online-shop", name: "Online shop" }],
    });
  });

  it("makes several records of one row, each under its condition", async () => {
    const mapping = parseMapping({
      schemaVersion: 1,
      name: "Calls",
      source: "calls",
      format: { kind: "csv" },
      records: [
        {
          kind: "interaction",
          externalId: { column: "id" },
          at: { column: "opened" },
          touchpoint: "service",
          cause: { column: "cause" },
          openedAt: { column: "opened" },
          firstReplyAt: { column: "replied" },
          resolvedAt: { column: "solved" },
          resolvedAtFirstContact: { column: "once" },
          reopened: { column: "again", yes: ["R"], no: ["-"] },
          continues: { column: "before" },
        },
        visit({ externalId: { template: "{id}-csat" }, interaction: { column: "id" } }),
        {
          kind: "customer",
          externalId: { column: "vip" },
          segment: { value: "Gold" },
          when: { column: "vip", notIn: [""] },
        },
      ],
    });
    const header = "id,opened,replied,solved,once,again,before,cause,score,vip\n";
    const read = await readAll(
      once(
        `${header}7,2024-05-01T10:00:00Z,2024-05-01 10:30 +00:00,,YES,-,6,Check out,5,v1\n8,2024-05-02T10:00:00Z,,,no,R,,,,\n9,2024-05-02T10:00:00Z,,,perhaps,R,,,,\n`,
      ),
      mapping,
    );
    expect(read.records.map((record) => record.kind)).toEqual([
      "interaction",
      "submission",
      "customer",
      "interaction",
    ]);
    expect(read.records[0]).toMatchObject({
      cause: "check-out",
      openedAt: Date.UTC(2024, 4, 1, 10),
      firstReplyAt: Date.UTC(2024, 4, 1, 10, 30),
      resolvedAt: null,
      resolvedAtFirstContact: true,
      reopened: false,
      continues: "6",
    });
    expect(read.records[2]).toEqual({ kind: "customer", externalId: "v1", segment: "gold" });
    expect(reasons(read)).toEqual(["is neither a yes nor a no code of the mapping"]);
  });

  it("takes what employees' files tell", async () => {
    const day = (column: string) => ({ column });
    const employee = mappingOf({
      kind: "employee",
      externalId: { column: "id" },
      department: { column: "unit" },
      departmentSince: day("since"),
      hired: day("hired"),
      left: day("left"),
    });
    const people = await readAll(
      once("id,unit,since,hired,left\n1,Front Office,2024-02-01,2020-01-01,\n,Bar,,,\n"),
      employee,
    );
    expect(people.records).toEqual([
      {
        kind: "employee",
        externalId: "1",
        department: "front-office",
        departmentSince: "2024-02-01",
        hired: "2020-01-01",
        left: null,
      },
    ]);
    expect(reasons(people)).toEqual(["has no employee id"]);
    const training = mappingOf({
      kind: "training",
      employee: { column: "id" },
      course: { column: "course" },
      assigned: day("assigned"),
      due: day("due"),
      completed: day("completed"),
      expires: day("expires"),
      outcome: { column: "outcome" },
    });
    const trained = await readAll(
      once(
        "id,course,assigned,due,completed,expires,outcome\n1,First aid,2024-01-01,2024-02-01,2024-01-20,2026-01-20,Passed\n2,First aid,,,,,half\n",
      ),
      training,
    );
    expect(trained.records).toMatchObject([
      { course: "first-aid", due: "2024-02-01", expires: "2026-01-20", outcome: "passed" },
    ]);
    expect(reasons(trained)).toEqual([expect.stringContaining("is no training outcome")]);
    expect(trained.names.courses).toEqual([{ slug: "first-aid", name: "First aid" }]);
  });
});

describe("cells", () => {
  it("drops a cell, or rejects the row, as the column says", async () => {
    const mapping = mappingOf(visit({ weight: { column: "w", onInvalid: "drop-cell" } }));
    const read = await readAll(once('id,score,w\n1,5,heavy\n2,9,1\n3,4,"0,869"\n4,4,"1,234"\n'), mapping);
    expect(read.outcomes[0]).toMatchObject({
      status: "accepted",
      dropped: [{ column: "w", value: "heavy", reason: "heavy is not a number" }],
      records: [{ weight: null }],
    });
    expect(read.outcomes[1]).toMatchObject({ status: "rejected", problem: { column: "score", value: "9" } });
    expect(read.records.map((record) => ("weight" in record ? record.weight : null))).toEqual([
      null,
      0.869,
      null,
    ]);
    const german = mappingOf(visit({ weight: { column: "w" } }), { format: { kind: "csv", decimal: "," } });
    expect((await readAll(once("id;score;w\n1;5,0;1,234\n"), german)).records[0]).toMatchObject({
      weight: 1.234,
      answers: [{ score: 5 }],
    });
  });

  it("takes the codes of a used-or-not column, and nothing for all others", async () => {
    const mapping = mappingOf(
      visit({
        answers: [
          {
            touchpoint: "store",
            question: "csat_1_5",
            score: { column: "score", blank: ["6", "n/a"] },
            usage: { column: "used", yes: ["1"], no: ["2"] },
          },
        ],
      }),
    );
    const read = await readAll(once("id,score,used\n1,5,1\n2,5,2\n3,5,3\n4,5,\n5,6.0,1\n6,N/A,1\n"), mapping);
    expect(
      read.records.map((record) => (record.kind === "submission" ? record.answers[0]?.usage : null)),
    ).toEqual(["yes", "no", null, null]);
    expect(read.accepted).toBe(6);
  });

  it("finds columns by other names, by pattern, and without some", async () => {
    const mapping = mappingOf(visit({ comment: { column: "text" }, segment: { column: "class" } }), {
      columns: {
        score: { pattern: "^q7[a-z]?_?art$" },
        text: { names: ["comment", "Remark"] },
        class: { optional: true },
      },
    });
    const read = await readAll(once("ID,Q7A_ART,REMARK\n1,5,fine\n"), mapping);
    expect(read.records[0]).toMatchObject({
      externalId: "1",
      comment: "fine",
      segment: null,
      answers: [{ score: 5 }],
    });
    await expect(readAll(once("id,q7art,q7_art,remark\n"), mapping)).rejects.toThrow(/fits 2 columns/);
  });

  it("takes no new names when told so, and no endless lists of names ever", async () => {
    const known = mappingOf(visit({ channel: { column: "channel" } }), {
      unknownNames: "reject",
      structure: { channels: [{ slug: "web", name: "Web shop" }] },
    });
    const read = await readAll(once("id,score,channel\n1,5,WEB SHOP\n2,5,web\n3,5,Fax\n4,5,\n"), known);
    expect(
      read.records.map((record) => (record.kind === "submission" ? record.answers[0]?.channel : null)),
    ).toEqual(["web", "web", null]);
    expect(read.rejected[0]?.problem).toEqual({
      column: "channel",
      value: "Fax",
      reason: "is no channel that the mapping knows",
    });
    const open = mappingOf(visit({ channel: { column: "id" } }));
    const many = Array.from({ length: 6000 }, (_, at) => `id-${at},5`).join("\n");
    await expect(readAll(once(`id,score\n${many}\n`), open)).rejects.toThrow(
      /More than 5000 different channel names/,
    );
  });

  it("forgets names that only rejected rows brought, and finds them again in good ones", async () => {
    const mapping = mappingOf(visit({ channel: { column: "channel" } }));
    const read = await readAll(once("id,score,channel\n1,9,Fax\n2,5,Web\n3,9,Web\n"), mapping);
    expect(read.names.channels).toEqual([{ slug: "web", name: "Web" }]);
    const later = await readAll(once("id,score,channel\n1,9,Fax\n2,5,Fax\n"), mapping);
    expect(later.names.channels).toEqual([{ slug: "fax", name: "Fax" }]);
  });

  it("gives an unspeakable name a slug of its own", async () => {
    const read = await readAll(
      once("id,score,channel\n1,5,微信\n"),
      mappingOf(visit({ channel: { column: "channel" } })),
    );
    expect(read.names.channels[0]).toMatchObject({
      name: "微信",
      slug: expect.stringMatching(/^name-[0-9a-f]+$/),
    });
  });

  it("leaves a template empty when one of its parts is", async () => {
    const read = await readAll(
      once("id,score,a,b\n1,5,x,y\n2,5,x,\n"),
      mappingOf(visit({ segment: { template: "{a} · {b}" } })),
    );
    expect(read.records.map((record) => ("segment" in record ? record.segment : null))).toEqual([
      "x-y",
      null,
    ]);
    expect(read.names.segments).toEqual([{ slug: "x-y", name: "x · y" }]);
  });
});

describe("dates", () => {
  const dated = (formats?: string[], rest: Partial<MappingInput> = {}) =>
    mappingOf(visit({ at: { column: "at", ...(formats ? { formats } : {}) } }), rest);
  const rows = (...values: string[]) =>
    once(`id,score,at\n${values.map((value, at) => `${at},5,"${value}"`).join("\n")}\n`);

  it("reads ISO without being told, in all its ways", async () => {
    const read = await readAll(
      rows(
        "2024-02-29",
        "2024-02-29T10:20:30Z",
        "2024-02-29 10:20",
        "2024-02-29T10:20:30.123456+02:00",
        "2016-04-28T11:19:34 -10:00",
        "",
      ),
      dated(),
    );
    expect(times(read)).toEqual([
      "2024-02-29T12:00:00.000Z",
      "2024-02-29T10:20:30.000Z",
      "2024-02-29T10:20:00.000Z",
      "2024-02-29T08:20:30.123Z",
      "2016-04-28T21:19:34.000Z",
      null,
    ]);
  });

  it("asks for the order of day and month, naming the column and two examples", async () => {
    await expect(readAll(rows("03/04/2024", "13/04/2024"), dated())).rejects.toThrow(
      /“at” are not ISO dates.*“03\/04\/2024” and “13\/04\/2024”.*Set formats/,
    );
    await expect(readAll(rows("", "1/2/24"), dated())).rejects.toThrow(/“1\/2\/24”/);
    const mixed = await readAll(rows("2024-01-02", "03/04/2024"), dated());
    expect(reasons(mixed)).toEqual(["is not an ISO date (2024-05-31)"]);
  });

  it("rejects days and times that do not exist", async () => {
    const read = await readAll(
      rows("31/02/2024", "29/02/2023", "00/01/2024", "1/13/2024", "5/6/2024", "tomorrow"),
      dated(["d/M/yyyy"]),
    );
    expect(times(read)).toEqual(["2024-06-05T12:00:00.000Z"]);
    expect(reasons(read)).toEqual([
      ...Array(4).fill("is no date of the calendar"),
      "is not a date of the form d/M/yyyy",
    ]);
    expect(reasons(await readAll(rows("2024-01-01T25:00:00Z", "2024-02-30"), dated()))).toEqual([
      "has a time of day that does not exist",
      "is no date of the calendar",
    ]);
    expect(reasons(await readAll(rows("1/2/2024 13:00 PM"), dated(["M/d/yyyy h:mm a"])))).toEqual([
      "has an hour that does not exist",
    ]);
  });

  it("reads several formats side by side, words for months, short years and epochs", async () => {
    const read = await readAll(
      rows("9/21/2022", "14-01-2023", "20-Sep-19", "3/1/2024 12:05 AM"),
      dated(["M/d/yyyy", "dd-MM-yyyy", "d-MMM-yy", "M/d/yyyy h:mm a"]),
    );
    expect(times(read)).toEqual([
      "2022-09-21T12:00:00.000Z",
      "2023-01-14T12:00:00.000Z",
      "2019-09-20T12:00:00.000Z",
      "2024-03-01T00:05:00.000Z",
    ]);
    expect(times(await readAll(rows("1700000000"), dated(["epoch-seconds"])))).toEqual([
      "2023-11-14T22:13:20.000Z",
    ]);
  });

  it("reads clock times in the mapping's zone, summer and winter, else in the caller's", async () => {
    const berlin = await readAll(
      rows("2024-01-15 09:00", "2024-07-15 09:00", "2024-07-15"),
      dated(undefined, { zone: "Europe/Berlin" }),
    );
    expect(times(berlin)).toEqual([
      "2024-01-15T08:00:00.000Z",
      "2024-07-15T07:00:00.000Z",
      "2024-07-15T10:00:00.000Z",
    ]);
    expect(times(await readAll(rows("2024-07-15 09:00"), dated(), { zone: "Asia/Kolkata" }))).toEqual([
      "2024-07-15T03:30:00.000Z",
    ]);
  });

  it("puts a date together from a constant year, a constant month and a day column", async () => {
    const mapping = mappingOf(
      visit({ at: { column: "at", formats: ["d"], year: { constant: "year" }, month: { value: "2" } } }),
      { constants: { year: { fileName: "(\\d{4})" } } },
    );
    const read = await readAll(rows("7", "30"), mapping, { fileName: "survey 2023.csv" });
    expect(times(read)).toEqual(["2023-02-07T12:00:00.000Z"]);
    expect(reasons(read)).toEqual(["is no date of the calendar"]);
  });
});
