import { expect, test } from "vitest";
import { addressOf, loadFilters } from "../src/filters.ts";

test("an address gives the filters back, and what is at its default is left out of it", () => {
  const asked = loadFilters("?period=custom&from=2026-02-01&to=2026-02-28&evidence=used");
  expect(asked).toEqual({
    period: "custom",
    from: "2026-02-01",
    to: "2026-02-28",
    compare: "previous_period",
    segment: null,
    channel: null,
    evidence: "used",
  });
  expect(loadFilters(addressOf("/", asked).slice(1))).toEqual(asked);
  expect(
    addressOf("/", { ...asked, period: "last_12_full_months", from: null, to: null, evidence: null }),
  ).toBe("/");
});

test("what no filter can be falls back to the default", () => {
  expect(loadFilters("?period=yesterday&compare=x&evidence=maybe")).toMatchObject({
    period: "last_12_full_months",
    compare: "previous_period",
    evidence: "headline",
  });
});

test("a form without scripts asks for all segments and channels by empty ones", () => {
  expect(loadFilters("?segment=&channel=web-site")).toMatchObject({ segment: null, channel: "web-site" });
});
