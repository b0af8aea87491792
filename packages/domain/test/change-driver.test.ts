import { expect, test } from "vitest";
import { changeDriver } from "../src/metrics/change-driver.ts";
import { baselineLength } from "../src/metrics/signals.ts";

/** Answers on 1 to 5: so many fives, the rest ones. */
const answers = (fives: number, ones: number) => [0, ones, 0, 0, 0, fives, 0, 0, 0, 0, 0];
const part = (name: string, previous: number[], current: number[]) => ({ name, previous, current });

test("the part that fell more than all the others together drives the change", () => {
  const driver = changeDriver(
    [
      part("chat", answers(80, 20), answers(40, 60)),
      part("phone", answers(80, 20), answers(79, 21)),
      part("mail", answers(160, 40), answers(158, 42)),
    ],
    "csat_1_5",
    "worse",
    30,
  );
  expect(driver?.part.name).toBe("chat");
  expect(driver?.change).toMatchObject({ difference: -40, n: 100, nBefore: 100, verdict: "worse" });
  expect(driver?.rest.difference).toBeCloseTo(-1, 9);
});

test("a change that is everywhere alike, too few answers, and a single part have no driver", () => {
  const alike = ["a", "b", "c"].map((name) => part(name, answers(80, 20), answers(60, 40)));
  expect(changeDriver(alike, "csat_1_5", "worse", 30)).toBeNull();
  const few = [part("a", answers(10, 2), answers(1, 11)), part("b", answers(80, 20), answers(80, 20))];
  expect(changeDriver(few, "csat_1_5", "worse", 30)).toBeNull();
  expect(changeDriver(alike.slice(0, 1), "csat_1_5", "worse", 30)).toBeNull();
  // Moved the other way than the whole: no explanation of it.
  const up = [part("a", answers(40, 60), answers(80, 20)), part("b", answers(80, 20), answers(80, 20))];
  expect(changeDriver(up, "csat_1_5", "worse", 30)).toBeNull();
  expect(changeDriver(up, "csat_1_5", "better", 30)?.part.name).toBe("a");
});

test("what is normal comes from before the period where enough is known of it", () => {
  const weeks = (gaps: number, measured: number) => [
    ...Array.from({ length: gaps }, () => ({ value: null, se: null })),
    ...Array.from({ length: measured }, () => ({ value: 70, se: 1 })),
  ];
  expect(baselineLength(weeks(0, 40), 26)).toBe(26);
  expect(baselineLength(weeks(20, 20), 26)).toBe(32);
  expect(baselineLength(weeks(30, 10), 26)).toBe(40);
  expect(baselineLength(weeks(0, 40), 0)).toBe(12);
});
