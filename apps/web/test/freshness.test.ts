import { expect, test } from "vitest";
import { stateInWords } from "../src/widgets/overview/freshness.tsx";

const source = {
  slug: "survey",
  name: "Survey",
  lastImportAt: new Date("2026-03-01T10:00:00Z"),
  lastFactDay: "2026-02-28",
  failed: false,
  timing: { verdict: "late" as const, age: 16, usualDays: 7 },
};

test("a source says whether it is late by its own rhythm, and a failed import comes first", () => {
  expect(stateInWords(source)).toEqual({
    words: "Late: nothing for 16 days, usually every 7 days",
    late: true,
  });
  expect(stateInWords({ ...source, timing: { verdict: "on-time", age: 1, usualDays: 1 } }).words).toBe(
    "On time: usually every 1 day",
  );
  expect(stateInWords({ ...source, timing: { verdict: "not-known", age: 1, usualDays: null } }).late).toBe(
    false,
  );
  expect(stateInWords({ ...source, timing: null }).words).toBe("Nothing imported yet");
  expect(stateInWords({ ...source, failed: true }).late).toBe(true);
});
