import { describe, expect, it } from "vitest";
import { parseMapping } from "../src/mapping.ts";
import { once, readAll } from "./reading.ts";

const tickets = parseMapping({
  schemaVersion: 1,
  name: "Tickets",
  source: "tickets",
  format: { kind: "json", records: ["tickets", "ticket", ""] },
  columns: {
    id: { names: ["id", "_id"] },
    via: { names: ["via.channel", "via"] },
    score: {
      answer: {
        list: "answers",
        key: ["field.ref", "field.id"],
        equals: "q1",
        value: ["number", "choice.label"],
      },
    },
  },
  records: [
    {
      kind: "submission",
      externalId: { column: "id" },
      comment: { column: "texts.0.body" },
      channel: { column: "via" },
      answers: [{ touchpoint: "support", question: "csat_1_5", score: { column: "score" } }],
    },
  ],
});
const ticket = (id: unknown, score: unknown, more: object = {}) => ({
  id,
  via: { channel: "web" },
  answers: [
    { field: { id: "q0" }, number: 9 },
    { field: { id: "q1" }, number: score },
  ],
  ...more,
});
const read = (...content: string[]) => readAll(once(...content), tickets, { fileName: "tickets.json" });
const ids = (outcome: Awaited<ReturnType<typeof read>>) =>
  outcome.records.map((record) => ("externalId" in record ? record.externalId : null));

describe("JSON files", () => {
  it("reads a list, a wrapped list, one payload, and payloads one after the other", async () => {
    const two = [ticket(1, 5), ticket(2, 4)];
    expect(ids(await read(JSON.stringify(two)))).toEqual(["1", "2"]);
    expect(ids(await read(`\ufeff${JSON.stringify({ count: 2, tickets: two })}`))).toEqual(["1", "2"]);
    expect(ids(await read(JSON.stringify({ ticket: two[0] })))).toEqual(["1"]);
    expect(ids(await read(JSON.stringify(two[0])))).toEqual(["1"]);
    expect(ids(await read(two.map((each) => JSON.stringify(each)).join("\n")))).toEqual(["1", "2"]);
    expect(ids(await read(JSON.stringify(two.map((each) => ({ ticket: each })))))).toEqual(["1", "2"]);
  });

  it("streams a wrapped list that is larger than what is looked at, also line by line", async () => {
    const many = Array.from({ length: 4000 }, (_, at) => ticket(at, (at % 5) + 1, { note: "x".repeat(60) }));
    const wrapped = await read(JSON.stringify({ before: { tickets: "no" }, tickets: many, after: 1 }));
    expect([wrapped.accepted, wrapped.records.length, wrapped.outcomes.at(-1)?.row]).toEqual([
      4000, 4000, 4000,
    ]);
    expect((await read(many.map((each) => JSON.stringify(each)).join("\n"))).records).toHaveLength(4000);
  });

  it("follows paths, also to one answer of a list, and keeps the digits of long ids", async () => {
    const outcome = await read(
      '[{"_id": 570306133677760513, "via": "chat", "texts": [{"body": "Hello\\u0021"}], "answers": [{"field": {"ref": "q1"}, "choice": {"label": "3"}}]}]',
    );
    expect(outcome.records[0]).toMatchObject({
      externalId: "570306133677760513",
      comment: "Hello!",
      answers: [{ channel: "chat", score: 3 }],
    });
  });

  it("rejects what is no record, and scores that are none", async () => {
    const outcome = await read(JSON.stringify([ticket(1, 5), "text", ticket(2, 7), 5, ticket(3, 4)]));
    expect(ids(outcome)).toEqual(["1", "3"]);
    expect(outcome.rejected.map(({ row, problem }) => `${row}: ${problem.reason}`)).toEqual([
      "2: is no record of the form that the mapping describes",
      "3: 7 is off the scale 1 to 5",
      "4: is no record of the form that the mapping describes",
    ]);
  });

  it("says plainly when a file is cut off, empty of records, or no JSON", async () => {
    await expect(read(JSON.stringify([ticket(1, 5)]).slice(0, -9))).rejects.toThrow(
      /tickets\.json is not readable as JSON/,
    );
    await expect(read("[]")).rejects.toThrow(/holds no records/);
    await expect(read("id,score\n1,2\n")).rejects.toThrow(/not readable as JSON/);
    await expect(read("<html>")).rejects.toThrow(/web page/);
  });
});
