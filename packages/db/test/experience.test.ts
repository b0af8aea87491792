import { systemScope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readAnsweredMonths, readFirstDay } from "../src/queries/experience.ts";
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

test("the first day is that of whatever came first, not of answers alone", async () => {
  const before = await readFirstDay(t.db, scope);
  await t.db.execute(sql`insert into employee (id, key, external_id) values (1, gen_random_uuid(), 'e1')`);
  await t.db.execute(sql`insert into course (id, slug, name) values (1, 'tone', 'Tone')`);
  await t.db.execute(sql`insert into training_record (id, employee_id, course_id, due, completed)
    values (1, 1, 1, '2012-03-09', '2012-02-29')`);
  expect(await readFirstDay(t.db, scope)).toBe("2012-02-01");
  await t.db.execute(
    sql`insert into touchpoint (id, slug, name, directness, role) values (7, 'desk', 'Desk', 'direct', 'service')`,
  );
  await t.db.execute(sql`insert into customer (id) values (1)`);
  await t.db.execute(sql`insert into interaction (id, customer_id, touchpoint_id, at)
    values (1, 1, 7, '2011-07-20T10:00:00Z'), (2, 1, 7, '2010-11-01T00:30:00Z')`);
  expect(await readFirstDay(t.db, scope)).toBe("2010-10-01");
  expect(before).toBe("2013-05-01");
});

test("a database without the newest migration is not ready", async () => {
  expect(await isReady(t.db)).toBe(true);
  await t.db.execute(sql`update drizzle.__drizzle_migrations set created_at = created_at - 1`);
  expect(await isReady(t.db)).toBe(false);
});
