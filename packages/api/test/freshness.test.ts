/// <reference path="../../db/test/server.ts" />
import { undoRun } from "@touchline/db/commands/undo";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, interaction, submission } from "../../db/test/importing.ts";
import { callerOf } from "./caller.ts";
import { NOW, scope } from "./company.ts";

const t = testDatabase();

test("each source's last import, last day and lateness; undone runs do not count", async () => {
  await t.db.execute(sql`update organisation set time_zone = 'Pacific/Auckland'`);
  const ids: number[] = [];
  for (const day of [2, 9, 16, 23]) {
    const at = Date.UTC(2026, 1, day, 20);
    const rows = [
      submission(`s${day}`, [answer("desk", 4)], { at }),
      interaction(`i${day}`, "desk", { at: at - 3_600_000 }),
    ];
    const { runId } = await importRows(t.db, rows, { fileName: `${day}.csv` });
    ids.push(runId ?? 0);
    await t.db.execute(sql`update import_run set finished_at = ${new Date(at)} where id = ${runId}`);
  }
  await importRows(t.db, [submission("undated", [answer("desk", 4)], { at: null })], {
    source: { slug: "airline", name: "Airline" },
    fileName: "undated.csv",
  });
  const call = await callerOf(t.db, "executive", NOW);
  const rows = await call.freshness.list();
  expect(rows.map((row) => row.slug)).toEqual(["airline", "survey"]);
  expect(rows[0]).toMatchObject({ lastFactDay: null, failed: false, timing: { verdict: "not-known" } });
  // Eight in the evening in UTC is the next day in Auckland.
  expect(rows[1]).toMatchObject({
    lastFactDay: "2026-02-24",
    lastImportAt: new Date("2026-02-23T20:00:00Z"),
    timing: { verdict: "late", age: 15, usualDays: 7 },
  });
  await undoRun(t.db, scope, ids[3] ?? 0, NOW);
  const [, survey] = await call.freshness.list();
  expect(survey).toMatchObject({ lastFactDay: "2026-02-17", timing: { verdict: "not-known", age: 22 } });
  await t.db.execute(sql`insert into import_run (source_id, mapping_id, file_name, file_sha256, file_bytes, started_at,
    finished_at, status) select source_id, mapping_id, 'x', 'x', 1, now(), '2026-03-01', 'failed' from import_run
    where id = ${ids[0] ?? 0}`);
  expect((await call.freshness.list())[1]?.failed).toBe(true);
});
