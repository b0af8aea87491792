/// <reference path="../../../packages/db/test/server.ts" />
import { test } from "vitest";
import { testDatabase } from "../../../packages/db/test/database.ts";
import { importReal, executive, days } from "./real.ts";
import { writeFileSync } from "node:fs";
const t = testDatabase();
test("x", async () => {
  await importReal(t.db, "call_center", "call_center/Call_Center.csv");
  const { rows: st } = await t.db.$client.query("select relname, reltuples, relpages from pg_class where relname in ('ledger','submission','interaction','answer')");
  const run = async (q: string) => (await t.db.$client.query("explain (analyze, buffers off) " + q)).rows.map((r) => r["QUERY PLAN"]).join("\n");
  const c = (by: string) => `select i.*, ${by} as key from interaction i join touchpoint t on t.id = i.touchpoint_id where i.at >= '2020-10-01' and i.at < '2020-11-01' and (t.role in ('service','support') or i.opened_at is not null)`;
  await t.db.$client.query("set statement_timeout = '20s'");
  let out = JSON.stringify(st) + "\n";
  for (const q of [
   `select c.key, a.question, count(*) from submission s join ledger l on l.key = s.interaction_key and l.kind = 'interaction' join (${c("i.channel_id::text")}) c on c.id = l.record_id and c.customer_id = l.customer_id join answer a on a.submission_id = s.id and a.customer_id = s.customer_id where s.interaction_key is not null and not a.excluded and a.touchpoint_id = c.touchpoint_id group by 1,2`,
   `select c.key, a.question, count(*) from (${c("i.channel_id::text")}) c join ledger l on l.kind = 'interaction' and l.record_id = c.id join submission s on s.interaction_key = l.key join answer a on a.submission_id = s.id and a.customer_id = s.customer_id where not a.excluded and a.touchpoint_id = c.touchpoint_id group by 1,2`,
  ]) {
    const s = performance.now();
    out += await run(q).catch((e: Error) => e.message) + `\n${performance.now() - s}\n\n`;
  }
  const ask = await executive(t.db);
  for (let i = 0; i < 3; i++) { const s = performance.now(); await ask.contacts.summary(days("2020-10-01","2020-10-31")).catch((e: Error) => { out += e.message; }); out += `summary ${performance.now()-s}\n`; }
  writeFileSync("/tmp/rf/explain.txt", out);
}, 300000);
