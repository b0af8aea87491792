import { systemScope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readAnsweredMonths } from "../src/queries/experience.ts";
import { isReady } from "../src/queries/readiness.ts";
import { testDatabase } from "./database.ts";

const t = testDatabase();
const scope = systemScope("test");

test("the months with answers come from the rollups and from what is pending", async () => {
  expect(await readAnsweredMonths(t.db, scope)).toBeNull();
  await t.db.execute(sql`insert into rollup_month (touchpoint_id, month, question, evidence, c5)
    values (0, '2013-05-01', 'csat_1_5', 'used', 3)`);
  expect(await readAnsweredMonths(t.db, scope)).toEqual({ first: "2013-05-01", last: "2013-05-01" });
  await t.db.execute(sql`insert into rollup_delta (touchpoint_id, day, channel_id, segment_id, question, evidence, c5)
    values (0, '2017-02-19', 0, 0, 'csat_1_5', 'used', 1)`);
  expect(await readAnsweredMonths(t.db, scope)).toEqual({ first: "2013-05-01", last: "2017-02-01" });
});

test("a database without the newest migration is not ready", async () => {
  expect(await isReady(t.db)).toBe(true);
  await t.db.execute(sql`update drizzle.__drizzle_migrations set created_at = created_at - 1`);
  expect(await isReady(t.db)).toBe(false);
});
