import { expect, test } from "vitest";
import {
  coverageSentence,
  excludedInWords,
  type Trust,
  trustInWords,
  undatedInWords,
} from "../src/widgets/trust/words.ts";

const share = (value: number | null, n = 1_000) => ({ value, n, low: value, high: value });
type Source = Trust["sources"][number];
const source = (slug: string, verdict: "on-time" | "late" | "not-known", failed = false): Source => ({
  slug,
  name: slug,
  lastImportAt: new Date("2026-03-01T10:00:00Z"),
  lastFactDay: "2026-02-28",
  failed,
  timing: { verdict, age: 3, usualDays: 1 },
});
const trust: Trust = {
  answers: 1_000,
  coverage: [
    { evidence: "used", share: share(0.82) },
    { evidence: "not_used", share: share(0.05) },
    { evidence: "unknown", share: share(0.13) },
  ],
  sources: ["a", "b", "c"].map((slug) => source(slug, "on-time")),
  late: 0,
  failed: 0,
  excluded: [],
  undated: 0,
  touchpoints: { counted: 8, all: 10 },
};

test("the badge says coverage and freshness in one line; a failed source is not counted as fresh or late", () => {
  expect(trustInWords(trust)).toBe("82.0 % verified · 3 sources fresh");
  expect(trustInWords({ ...trust, sources: [...trust.sources, source("d", "late")] })).toBe(
    "82.0 % verified · 3 sources fresh · 1 late",
  );
  expect(trustInWords({ ...trust, sources: [source("a", "late"), source("b", "on-time", true)] })).toBe(
    "82.0 % verified · 1 source late · 1 failed",
  );
  const young = [{ ...source("a", "not-known"), lastFactDay: "2026-01-31" }, source("b", "not-known")];
  expect(trustInWords({ ...trust, sources: young })).toBe("82.0 % verified · data up to 31 Jan 2026");
  expect(trustInWords({ ...trust, sources: [{ ...source("a", "not-known"), lastFactDay: null }] })).toBe(
    "82.0 % verified · freshness not known yet",
  );
  const nothing = { ...trust, coverage: [{ evidence: "used" as const, share: share(null, 0) }], sources: [] };
  expect(trustInWords(nothing)).toBe("No answers · no source yet");
  const few = { ...share(null, 0), band: "<5" };
  expect(trustInWords({ ...nothing, coverage: [{ evidence: "used", share: few }] })).toBe(
    "Too few answers · no source yet",
  );
});

test("what is left out says how many and why, and hides a handful", () => {
  expect(excludedInWords({ reason: "contradicted", of: "answers", count: 1_234 })).toBe(
    "1,234 answers by customers who did not use what they rate",
  );
  expect(excludedInWords({ reason: "too-few-answers", of: "touchpoints", count: 1 })).toBe(
    "1 touchpoint with too few answers to count",
  );
  expect(excludedInWords({ reason: "careless", of: "answers", count: null })).toMatch(/^A few answers given/);
  expect(undatedInWords(trust)).toBeNull();
  expect(undatedInWords({ ...trust, undated: null })).toMatch(/^A few answers/);
});

test("the sentence says what the figures rest on", () => {
  expect(coverageSentence(trust)).toBe(
    "82.0 % of 1,000 answers are by customers who are known to have used what they rate. 8 of 10 touchpoints count in the score.",
  );
  expect(coverageSentence({ ...trust, touchpoints: { counted: 10, all: 10 } })).toContain(
    "All 10 touchpoints",
  );
  expect(coverageSentence({ ...trust, touchpoints: { counted: 0, all: 1 } })).toContain(
    "too little to count",
  );
  expect(coverageSentence({ ...trust, answers: null })).toContain("too few answers");
});
