import { expect, test } from "vitest";
import { mintScope, type Role, recordView, systemScope } from "../src/access.ts";

const scopeOf = (role: Role, recordsOf: "all" | number[]) =>
  mintScope({ actor: { userId: 1, label: "x" }, role, recordsOf });

test("heads see who gave an answer in their own departments, and nothing of others'; nobody else sees who", () => {
  const head = scopeOf("department_head", [1, 2]);
  expect([1, 2, 3, null].map((id) => recordView(head, id))).toEqual(["full", "full", "none", "none"]);
  expect(recordView(scopeOf("department_head", []), 1)).toBe("none");
  for (const role of ["executive", "admin"] as const)
    expect([1, null].map((id) => recordView(scopeOf(role, "all"), id))).toEqual(["anonymous", "anonymous"]);
  expect(recordView(systemScope("operator"), null)).toBe("full");
});
