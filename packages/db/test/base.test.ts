import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "./database.ts";

const t = testDatabase();

test("a migrated database has the built-in rows that keys rely on", async () => {
  const { rows } = await t.db.execute(sql`
    select (select slug from channel where id = 0) channel, (select slug from segment where id = 0) segment,
           (select slug from touchpoint where id = 0) touchpoint, (select count(*)::int from journey_stage) stages,
           (select count(*)::int from organisation) organisations`);
  expect(rows[0]).toEqual({
    channel: "not-stated",
    segment: "not-stated",
    touchpoint: "overall",
    stages: 9,
    organisations: 1,
  });
});
