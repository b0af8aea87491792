import { expect, test } from "vitest";
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
