/// <reference path="../../db/test/server.ts" />
import type { CanonicalRecord, TrainingRecord } from "@touchline/domain/records";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { importRows, NOW } from "../../db/test/importing.ts";
import { callerOf, viewOf } from "./caller.ts";

const t = testDatabase();
const FEBRUARY = viewOf("2026-02-01", "2026-02-28");
const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));
let ask: Awaited<ReturnType<typeof callerOf>>;

const employee = (
  externalId: string,
  department: string | null,
  more: { departmentSince?: string; hired?: string; left?: string } = {},
): CanonicalRecord => ({
  kind: "employee",
  externalId,
  department,
  departmentSince: null,
  hired: null,
  left: null,
  ...more,
});
const trained = (person: string, course: string, more: Partial<TrainingRecord>): CanonicalRecord => ({
  kind: "training",
  externalId: null,
  employee: person,
  course,
  assigned: null,
  due: null,
  completed: null,
  expires: null,
  outcome: null,
  ...more,
});
const answered = (person: string, day: string, score: number): CanonicalRecord => ({
  kind: "engagement",
  externalId: null,
  employee: person,
  day,
  answers: [{ item: "engagement", question: "csat_1_5", score }],
});

beforeAll(async () => {
  await importRows(t.db, [
    ...times(8, (at) => employee(`a${at}`, "front-desk", { hired: "2020-01-01" })),
    ...times(6, (at) =>
      employee(`b${at}`, "kitchen", { hired: "2020-01-01", ...(at < 2 && { left: "2026-02-14" }) }),
    ),
    ...times(3, (at) => employee(`c${at}`, "legal", { hired: "2020-01-01" })),
    // Moves from the front desk to the kitchen in the middle of the month.
    employee("mover", "front-desk", { hired: "2020-01-01" }),
    employee("mover", "kitchen", { hired: "2020-01-01", departmentSince: "2026-02-15" }),
    ...times(6, (at) =>
      trained(`a${at}`, "safety", {
        due: "2026-02-10",
        completed: at < 4 ? "2026-02-08" : null,
        outcome: at < 4 ? "passed" : "incomplete",
      }),
    ),
    // Expired on the last day, done after the period, due after it, and without a due day.
    trained("a6", "safety", {
      due: "2026-01-10",
      completed: "2025-02-28",
      expires: "2026-02-28",
      outcome: "completed",
    }),
    trained("a7", "safety", { due: "2026-02-10", completed: "2026-03-01", outcome: "completed" }),
    trained("b0", "safety", { due: "2026-03-01", completed: "2026-02-01", outcome: "completed" }),
    ...times(5, (at) => trained(`b${at}`, "hygiene", { assigned: "2026-02-05", completed: "2026-02-06" })),
    // From before the first known department, from before and after the move.
    trained("b5", "hygiene", { assigned: "2019-05-05", outcome: "failed" }),
    trained("mover", "hygiene", { due: "2026-02-14", completed: "2026-02-14", outcome: "passed" }),
    trained("mover", "safety", { due: "2026-02-15", completed: "2026-02-15", outcome: "passed" }),
    trained("c0", "safety", { due: "2026-02-10", completed: "2026-02-10", outcome: "passed" }),
    ...times(8, (at) => answered(`a${at}`, "2026-02-03", at < 4 ? 5 : 2)),
    ...times(6, (at) => answered(`b${at}`, "2026-02-28", 4)),
    ...times(3, (at) => answered(`c${at}`, "2026-02-03", 1)),
    answered("a0", "2026-03-01", 1),
  ]);
  ask = await callerOf(t.db, "executive", NOW);
});

test("training is complete when done and valid at the end of the period, by course and as a whole", async () => {
  const courses = await ask.training.breakdown({ ...FEBRUARY, by: "course" });
  expect(courses).toMatchObject([
    {
      slug: "hygiene",
      people: { shown: true, count: 7 },
      figures: {
        completion: { value: 6 / 7, n: 7 },
        outcomes: { completed: 0, passed: 1, failed: 1, incomplete: 0, unknown: 5 },
      },
    },
    {
      slug: "safety",
      people: { count: 10 },
      figures: { completion: { value: 0.6, n: 10 }, outcomes: { completed: 2, passed: 6, incomplete: 2 } },
    },
  ]);
  expect(await ask.training.summary(FEBRUARY)).toMatchObject({
    figures: { completion: { value: 12 / 17, n: 17 } },
    // Two people were due anything by the end of January: too few to speak of.
    change: null,
  });
});

test("training belongs to the department of the due day, and small groups stay hidden with one more", async () => {
  const rows = await ask.training.breakdown({ ...FEBRUARY, by: "department" });
  expect(rows.map(({ slug, people, figures }) => [slug, people, figures?.completion.n ?? null])).toEqual([
    ["front-desk", { shown: true, count: 9 }, 9],
    ["kitchen", { shown: false, band: "5 or more" }, null],
    ["legal", { shown: false, band: "<5" }, null],
  ]);
});

test("engagement by item and department, with small departments hidden", async () => {
  expect(await ask.engagement.breakdown({ ...FEBRUARY, by: "item" })).toMatchObject([
    { item: "engagement", people: { count: 17 }, figures: { n: 17, topBox: { value: 10 / 17 } } },
  ]);
  const rows = await ask.engagement.breakdown({ ...FEBRUARY, by: "department" });
  expect(
    rows.map(({ department, people, figures }) => [
      department?.slug,
      people.shown,
      figures?.mean.value ?? null,
    ]),
  ).toEqual([
    ["front-desk", true, 3.5],
    ["kitchen", false, null],
    ["legal", false, null],
  ]);
});

test("turnover counts leavers against the headcount of each day", async () => {
  const rows = await ask.turnover.breakdown(FEBRUARY);
  expect(rows.map(({ slug, people }) => [slug, people.shown])).toEqual([
    ["front-desk", true],
    ["kitchen", false],
    ["legal", false],
  ]);
  expect(rows[0]?.figures?.leavers).toBe(0);
  // 8 people all month, and the mover for 14 of 28 days.
  expect(rows[0]?.figures?.turnover).toMatchObject({ value: 0, n: 8.5 });
  await importRows(
    t.db,
    times(3, (at) => employee(`d${at}`, "legal", { hired: "2026-02-01" })),
    {
      fileName: "more.csv",
    },
  );
  const all = await ask.turnover.breakdown(FEBRUARY);
  // 4 all month, 2 until the 14th included, the mover for the other 14 days.
  const kitchen = all.find((row) => row.slug === "kitchen");
  expect(kitchen).toMatchObject({ people: { count: 7 }, figures: { leavers: 2, turnover: { n: 5.5 } } });
  expect(kitchen?.figures?.turnover.value).toBeCloseTo((2 * 365.25) / (5.5 * 28), 10);
});
