import { expect, test } from "vitest";
import { everyPage } from "../src/every-page.ts";
import { exportOf } from "../src/export.ts";

test("only the tables of pages are files", () => {
  expect(exportOf(["departments"])).toMatchObject({ slug: "" });
  expect(exportOf(["departments", "food", "touchpoints"])).toMatchObject({ slug: "food" });
  for (const path of [
    [],
    ["users"],
    ["departments", "food"],
    ["departments", "food", "users"],
    ["departments", "food", "trend", "more"],
    ["constructor"],
    ["__proto__"],
  ])
    expect(exportOf(path), path.join("/")).toBeNull();
});

test("a file of a list has all its pages, and no more lines than it may", async () => {
  const rows = Array.from({ length: 25 }, (_, id) => ({ id }));
  const asked: (number | null)[] = [];
  const read = async (cursor: { at: string; id: number } | null) => {
    asked.push(cursor?.id ?? null);
    const from = cursor === null ? 0 : cursor.id + 1;
    const page = rows.slice(from, from + 10);
    const last = page.at(-1)?.id ?? 0;
    return { rows: page, next: last < 24 ? { at: "", id: last } : null };
  };
  expect(await everyPage(read)).toEqual(rows);
  expect(asked).toEqual([null, 9, 19]);
  expect(await everyPage(read, 12)).toEqual(rows.slice(0, 12));
});
