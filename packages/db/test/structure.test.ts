import { systemScope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { listTouchpoints, listWeightChanges, readOrganisation } from "../src/queries/structure.ts";
import { testDatabase } from "./database.ts";

const t = testDatabase();
const scope = systemScope("test");

test("owner and weight are those in force on the day", async () => {
  await t.db.execute(sql`
    insert into department (id, slug, name) values (1, 'a', 'A'), (2, 'b', 'B');
    insert into touchpoint (id, slug, name, directness, role) values
      (1, 'moved', 'Moved', 'direct', 'service'), (2, 'orphan', 'Orphan', 'indirect', 'marketing');
    insert into touchpoint_owner (touchpoint_id, valid_from, department_id) values
      (1, '2025-01-01', 1), (1, '2025-07-01', 2);
    insert into touchpoint_weight (touchpoint_id, valid_from, weight) values (1, '2025-06-01', 3.5);`);
  const on = async (day: string) =>
    (await listTouchpoints(t.db, scope, { on: day })).find((row) => row.slug === "moved");
  expect(await on("2024-12-31")).toMatchObject({ departmentId: null, weight: 2 });
  expect(await on("2025-05-31")).toMatchObject({ departmentId: 1, weight: 2 });
  expect(await on("2025-07-01")).toMatchObject({ departmentId: 2, weight: 3.5 });

  expect(await listWeightChanges(t.db, scope)).toEqual([
    { touchpointId: 1, validFrom: "2025-06-01", weight: 3.5 },
  ]);
});

test("a new database has settings to work with", async () => {
  expect(await readOrganisation(t.db, scope)).toMatchObject({ timeZone: "UTC", leastAnswers: 30 });
});
