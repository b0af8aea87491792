import { expect, test } from "vitest";
import { freshness } from "../src/freshness.ts";

const weekly = ["2026-01-05", "2026-01-12", "2026-01-12", "2026-01-20", "2026-01-26"];

test("a source is late by its own rhythm, and only where it has one", () => {
  expect(freshness(weekly, "2026-02-09")).toEqual({ verdict: "on-time", age: 14, usualDays: 7 });
  expect(freshness(weekly, "2026-02-10")).toEqual({ verdict: "late", age: 15, usualDays: 7 });
  expect(freshness(["2026-01-01", "2026-01-02", "2026-01-03"], "2026-12-31")).toMatchObject({
    verdict: "not-known",
    usualDays: null,
  });
  expect(freshness(["2026-01-01", "2026-01-02", "2026-01-04", "2026-01-04"], "2026-12-31")?.verdict).toBe(
    "not-known",
  );
  expect(freshness([], "2026-12-31")).toBeNull();
});
