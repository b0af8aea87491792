import { expect, test } from "vitest";
import { causedCourse, causedLines } from "../src/widgets/failure/figures.ts";
import { type CourseOf, trendLines, trendPoints, usualOf } from "../src/widgets/page/trend-points.ts";

const point = (from: string, value: number) => ({
  from,
  to: from,
  statistic: { value, n: 40, low: value - 1, high: value + 1 },
});
const limits = { centre: 70, low: 66, high: 74 };
const stands = (week: string, at: string, kind: "outside" | "jump" | "run") =>
  ({ week, at, kind, direction: "down" }) as const;

test("a week says why it stands out, each reason once, and has its usual range beside it", () => {
  const week = "2026-01-05";
  const trend: CourseOf = {
    grain: "week",
    points: [point(week, 60), point("2026-01-12", 71)],
    previous: null,
    limits,
    signals: [stands(week, week, "outside"), stands(week, week, "jump")],
  };
  expect(trendLines(trend).map(({ signal, usual }) => [signal, usual])).toEqual([
    ["outside its usual range; a step larger than chance makes", limits],
    [null, limits],
  ]);
  expect(trendPoints(trend)[0]).toMatchObject({ label: "5 Jan 2026", before: null });
  expect(usualOf(trend)).toEqual(limits);
  expect(usualOf({ ...trend, limits: null })).toBe("unknown");
});

test("a month says which of its weeks stand out, and has no range of weeks", () => {
  const trend: CourseOf = {
    grain: "month",
    points: [point("2026-01-01", 68)],
    previous: null,
    limits,
    signals: [
      stands("2026-01-05", "2026-01-01", "outside"),
      stands("2026-01-19", "2026-01-01", "outside"),
      stands("2026-01-19", "2026-01-01", "run"),
    ],
  };
  expect(trendLines(trend)).toMatchObject([
    {
      signal:
        "week from 5 Jan 2026, 19 Jan 2026: outside its usual range; week from 19 Jan 2026: eight weeks or more in a row on one side of its usual level",
      usual: null,
    },
  ]);
  expect(usualOf(trend)).toBeNull();
});

test("failure demand has three courses, each judged by itself", () => {
  const statistic = point("", 20).statistic;
  const calm = { limits: null, signals: [] };
  const trend: Parameters<typeof causedLines>[0] = {
    grain: "week",
    points: [
      { from: "2026-01-05", to: "2026-01-12", caused: statistic, failure: statistic, unknown: statistic },
    ],
    judged: {
      caused: { limits, signals: [stands("2026-01-05", "2026-01-05", "outside")] },
      failure: calm,
      unknown: calm,
    },
  };
  expect(usualOf(causedCourse(trend, "failure"))).toBe("unknown");
  expect(causedLines(trend)).toMatchObject([
    { caused: { signal: "outside its usual range", usual: limits }, failure: { signal: null, usual: null } },
  ]);
});
