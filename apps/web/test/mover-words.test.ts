import { expect, test } from "vitest";
import {
  evidence,
  type Mover,
  nothingMoved,
  whatItMeans,
  whatMoved,
} from "../src/widgets/overview/mover-words.ts";

const moved = (difference: number) => ({
  difference,
  low: difference - 1,
  high: difference + 1,
  n: 1_240,
  nBefore: 1_100,
  pValue: 0.001,
  verdict: difference > 0 ? ("better" as const) : ("worse" as const),
});
const mover: Mover = {
  slug: "check-in",
  name: "Check-in",
  department: { slug: "rooms", name: "Rooms" },
  stage: "Getting it",
  weight: 2,
  score: { value: 61.3, n: 1_240, low: 60, high: 62.5 },
  change: moved(-6.2),
  effect: -0.81,
  since: "period",
  range: { from: "2026-01-01", to: "2026-04-01" },
  before: { from: "2025-10-01", to: "2026-01-01" },
  signal: null,
  driver: null,
};

test("a mover says what happened, what it does to the whole and where it lies", () => {
  expect(whatMoved(mover)).toBe("Fell by 6.2 points to 61.3");
  expect(whatItMeans(mover)).toBe(
    "That is −0.8 points of the whole. Alike on all channels and in all segments.",
  );
  const driver = {
    kind: "channel",
    slug: "front-desk",
    name: "Front desk",
    change: moved(-9.1),
    rest: moved(-1.2),
  };
  expect(whatItMeans({ ...mover, driver: { ...driver, kind: "channel" } })).toContain(
    "It lies on Front desk: −9.1 there, −1.2 elsewhere.",
  );
  expect(evidence(mover)).toBe(
    "1,240 answers against 1,100 (1 Oct 2025 to 31 Dec 2025), 95 % sure: −7.2 to −5.2",
  );
});

test("a recent one names its weeks and its signal", () => {
  const recent: Mover = {
    ...mover,
    change: moved(4),
    since: "recent",
    signal: { kind: "outside", direction: "up", week: "2026-03-02" },
  };
  expect(whatMoved(recent)).toBe("Rose by 4.0 points to 61.3 in the weeks of 1 Jan 2026 to 31 Mar 2026");
  expect(evidence(recent)).toContain("; week of 2 Mar 2026: outside its usual range");
});

test("nothing moved is an answer", () => {
  expect(nothingMoved(34)).toBe("Of 34 touchpoints, none really changed: what moved is no more than chance.");
  expect(nothingMoved(0)).toContain("nothing to compare with");
});
