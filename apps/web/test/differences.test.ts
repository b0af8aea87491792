import { expect, test } from "vitest";
import { actionName } from "../src/widgets/audit/action-names.ts";
import { differences } from "../src/widgets/audit/differences.ts";

const how = { departments: new Map([[3, "Service"]]), timeZone: "Asia/Tokyo" };

test("an entry's states become what changed, field by field, in words", () => {
  expect(
    differences(
      { name: "Lena", role: "executive", departmentIds: [], disabled: false },
      { name: "Lena", role: "department_head", departmentIds: [3, 9], disabled: true },
      how,
    ),
  ).toEqual([
    { field: "Role", from: "Executive", to: "Department head" },
    { field: "Departments", from: null, to: "Service, no. 9" },
    { field: "Disabled", from: "no", to: "yes" },
  ]);
});

test("what was created, ended or nested is told, and what there is none of is left out", () => {
  expect(differences(null, { email: "a@b.example", until: "2026-03-03T20:00:00.000Z" }, how)).toEqual([
    { field: "E-mail", from: null, to: "a@b.example" },
    { field: "Until", from: null, to: "4 Mar 2026, 05:00" },
  ]);
  expect(differences({ weight: { "2026-01-01": 0.5 } }, { weight: {} }, how)).toEqual([
    { field: "Weight, 2026-01-01", from: "0.5", to: null },
  ]);
  expect(differences(null, null, how)).toEqual([]);
  expect(differences("one", ["two", { a: 1 }], how)).toEqual([
    { field: "Value", from: "one", to: 'two, {"a":1}' },
  ]);
});

test("an action without a name is told in the words of its own", () => {
  expect(actionName("user.invite")).toBe("Invited a user");
  expect(actionName("users.resetSecondFactor")).toBe("Users: reset second factor");
  expect(actionName("profile.sessions.end")).toBe("Profile: sessions end");
});
