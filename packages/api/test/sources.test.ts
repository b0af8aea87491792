import { undoRun } from "@touchline/db/commands/undo";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, submission } from "../../db/test/importing.ts";
import { callerOf, NOW, scope } from "./company.ts";

const t = testDatabase();
const MAPPING = {
  schemaVersion: 1,
  name: "Stay survey",
  source: "survey",
  format: { kind: "csv" },
  records: [
    {
      kind: "submission",
      at: { column: "Day" },
      answers: [{ touchpoint: "room", question: "csat_1_5", score: { column: "Room" } }],
    },
  ],
};

test("a source tells what it delivers, its last run, its rows and the mapping in use; undone runs don't count", async () => {
  const call = await callerOf(t.db, "admin");
  expect(await call.sources.list()).toEqual([]);
  const rows = [submission("a", [answer("desk", 4)]), submission("b", [answer("desk", 5)])];
  const structure = {
    departments: [],
    touchpoints: [],
    channels: [{ slug: "lobby", name: "Lobby", parent: null }],
    segments: [],
    logs: [
      { touchpoint: "overall", channel: "lobby" },
      { touchpoint: "overall", channel: null },
    ],
  };
  await importRows(t.db, rows, {
    fileName: "one.csv",
    mapping: { name: "Stay survey", body: MAPPING },
    structure,
  });
  const { runId } = await importRows(t.db, [submission("c", [answer("desk", 1)])], {
    fileName: "two.csv",
    mapping: { name: "Other", body: {} },
  });
  const [before] = await call.sources.list();
  expect(before).toMatchObject({
    runs: 2,
    accepted: 3,
    mapping: { name: "Other", version: 1 },
    delivers: [],
  });
  await undoRun(t.db, scope, runId ?? 0, NOW);
  const [after] = await call.sources.list();
  expect(after).toMatchObject({
    slug: "survey",
    runs: 1,
    accepted: 2,
    rejected: 0,
    lastRun: { id: runId, status: "undone", fileName: "two.csv" },
    mapping: { name: "Stay survey", version: 1 },
    delivers: ["submission"],
    logs: [
      { touchpoint: "The company as a whole", channel: "Lobby" },
      { touchpoint: "The company as a whole", channel: null },
    ],
  });
  await call.sources.rename({ slug: "survey", name: "Guest survey" });
  expect((await call.sources.list())[0]?.name).toBe("Guest survey");
  await expect(call.sources.rename({ slug: "nothing", name: "X" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(call.sources.rename({ slug: "survey", name: " " })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});

test("a mapping is edited in versions, with faults by place, and nobody overwrites another's", async () => {
  const call = await callerOf(t.db, "admin");
  const name = "Edited survey";
  const saved = await call.mappings.save({ body: { ...MAPPING, name } });
  expect(saved).toEqual({ version: 1, isNew: true });
  const opened = await call.mappings.get({ name });
  expect(opened).toMatchObject({
    version: 1,
    faults: [],
    fields: [
      { path: ["records", 0, "at"], target: "Date", reads: { kind: "column", text: "Day" } },
      {
        path: ["records", 0, "answers", 0, "score"],
        target: "Score of Room",
        score: { question: "csat_1_5", touchpoint: "room" },
      },
    ],
  });
  const body = JSON.parse(JSON.stringify(opened.body));
  body.records[0].answers[0].question = "csat_9_99";
  body.records[0].at = { column: "Day", constant: "year" };
  const { faults } = await call.mappings.check({ body });
  expect(faults.map(({ path }) => path.join("."))).toEqual(
    expect.arrayContaining(["records.0.answers.0.question", "records.0.at"]),
  );
  await expect(call.mappings.save({ body, basedOn: 1 })).rejects.toThrow(
    /records\[0\]\.answers\[0\]\.question/,
  );
  body.records[0].answers[0].question = "csat_1_7";
  body.records[0].at = { column: "Day" };
  expect(await call.mappings.save({ body, basedOn: 1 })).toEqual({ version: 2, isNew: true });
  await expect(call.mappings.save({ body: { ...body, zone: "UTC" }, basedOn: 1 })).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("version 2"),
  });
  // Back to what version 1 said: it counts only as the newest.
  expect(await call.mappings.save({ body: opened.body, basedOn: 2 })).toEqual({ version: 3, isNew: true });
  expect(await call.mappings.get({ name })).toMatchObject({ version: 3, body: opened.body });
  expect(await call.mappings.save({ body: opened.body, basedOn: 3 })).toEqual({ version: 3, isNew: false });
  const { rows } = await t.db.execute(sql`
    select before, after from audit_log where action = 'mapping.save' and subject = ${`mapping ${name}`} order by id`);
  expect(rows).toEqual([
    { before: null, after: { version: 1, isNew: true } },
    { before: { version: 1 }, after: { version: 2, isNew: true } },
    { before: { version: 2 }, after: { version: 3, isNew: true } },
    { before: { version: 3 }, after: { version: 3, isNew: false } },
  ]);
});
