import { beforeAll, describe, expect, test } from "vitest";
import { TOUCHPOINTS } from "../src/company/touchpoints.ts";
import { TRUTHS } from "../src/truths.ts";
import {
  type Answer,
  type Estimate,
  minus,
  pomp,
  SEGMENT_SLUGS,
  type Tally,
  tally,
  weighted,
} from "./tally.ts";

const Z = 1.959964;
/** Wider than 95 %: a dozen truths are tested at once. */
const WIDE = 3;

let data: Tally;
let now: readonly Answer[];
let before: readonly Answer[];

beforeAll(async () => {
  data = await tally();
  const last = data.months - 3;
  now = data.answers.filter((answer) => answer.month >= last);
  before = data.answers.filter((answer) => answer.month >= last - 3 && answer.month < last);
});

const department = (slug: string) => (touchpoint: string) =>
  TOUCHPOINTS.find((one) => one.slug === touchpoint)?.department === slug;
const service = (touchpoint: string) =>
  TOUCHPOINTS.find((one) => one.slug === touchpoint)?.role === "service";
const about = (answers: readonly Answer[], touchpoint: string) =>
  answers.filter((answer) => answer.touchpoint === touchpoint);
const isReal = (change: Estimate) => Math.abs(change.value) > Z * change.error;
const within = (found: Estimate, truth: number) =>
  expect(Math.abs(found.value - truth), `${found.value} for ${truth}`).toBeLessThan(WIDE * found.error);
const share = (n: number, of: number): Estimate => {
  const value = n / of;
  return { value, error: Math.sqrt((value * (1 - value)) / of), n: of };
};
const column = (file: string, name: string) => (data.files[file] ?? []).map((row) => row[name] ?? "");

describe("the truths of the sample company are in its answers", () => {
  test("one department really fell in the last quarter", () => {
    const own = department(TRUTHS.departmentFell.department);
    const change = minus(weighted(now, own), weighted(before, own));
    expect(isReal(change)).toBe(true);
    within(change, TRUTHS.departmentFell.points);
  });

  test("one only seems to have fallen: it did by its numbers, and they are too few to say so", () => {
    const own = department(TRUTHS.departmentSeemsToHaveFallen.department);
    const change = minus(weighted(now, own), weighted(before, own));
    expect(change.value).toBeLessThan(-1.5);
    expect(isReal(change)).toBe(false);
    for (const { slug } of TOUCHPOINTS.filter((touchpoint) => own(touchpoint.slug)))
      expect(about(now, slug).length).toBeGreaterThanOrEqual(30);
  });

  test("one touchpoint improved", () => {
    const { touchpoint, points } = TRUTHS.touchpointImproved;
    const change = minus(pomp(about(now, touchpoint)), pomp(about(before, touchpoint)));
    expect(isReal(change)).toBe(true);
    within(change, points);
  });

  test("nothing else moved by more than chance", () => {
    const moved = new Set<string>([
      ...TOUCHPOINTS.filter(({ slug }) => department(TRUTHS.departmentFell.department)(slug)).map(
        ({ slug }) => slug,
      ),
      TRUTHS.touchpointImproved.touchpoint,
      TRUTHS.mixChange.touchpoint,
    ]);
    const others = TOUCHPOINTS.filter(({ slug }) => !moved.has(slug));
    const real = others.filter(({ slug }) =>
      isReal(minus(pomp(about(now, slug)), pomp(about(before, slug)))),
    );
    expect(real.length).toBeLessThanOrEqual(6);
  });

  test("service is high while the rest is low", () => {
    const high = weighted(data.answers, service);
    const low = weighted(data.answers, (slug) => !service(slug));
    within(high, TRUTHS.serviceGap.service);
    within(low, TRUTHS.serviceGap.rest);
    within(minus(high, low), TRUTHS.serviceGap.gap);
    const lastQuarter = minus(
      weighted(now, service),
      weighted(now, (slug) => !service(slug)),
    );
    expect(Math.abs(lastQuarter.value - TRUTHS.serviceGap.gap)).toBeLessThan(1.5);
  });

  test("one touchpoint causes two fifths of the contacts", () => {
    const causes = column("contacts.csv", "cause");
    const known = causes.filter((cause) => cause !== "");
    const { touchpoint } = TRUTHS.failureDemand;
    within(
      share(known.filter((cause) => cause === touchpoint).length, known.length),
      TRUTHS.failureDemand.share,
    );
    within(share(causes.length - known.length, causes.length), TRUTHS.failureDemand.unknown);
    const places = column("contacts.csv", "touchpoint");
    const own = causes.filter((cause, at) => cause !== "" && cause === places[at]).length;
    within(share(own, known.length), TRUTHS.failureDemand.own);
  });

  test("contacts go on, are resolved and promises are kept as often as said", () => {
    const contacts = data.files["contacts.csv"] ?? [];
    const channelOf = new Map(contacts.map((row) => [row["id"], row["channel"]]));
    const goingOn = contacts.filter((row) => channelOf.has(row["continues"] ?? ""));
    const first = contacts.length - contacts.filter((row) => row["continues"] !== "").length;
    const { escalated, repeated } = TRUTHS.escalation;
    within(share(goingOn.length, first), escalated + repeated);
    const same = goingOn.filter((row) => channelOf.get(row["continues"] ?? "") === row["channel"]);
    within(share(same.length, first), repeated);
    const solved = column("contacts.csv", "first_contact").filter((cell) => cell === "yes").length;
    within(share(solved, contacts.length), TRUTHS.firstContactResolution);
    const promises = column("contacts.csv", "promise_kept").filter((cell) => cell !== "");
    within(share(promises.filter((cell) => cell === "yes").length, promises.length), TRUTHS.promiseKept);
  });

  test("one channel departs from the others", () => {
    const { touchpoint, channel, points } = TRUTHS.channelDeparts;
    const all = about(data.answers, touchpoint);
    const departing = pomp(all.filter((answer) => answer.channel === channel));
    within(minus(departing, pomp(all.filter((answer) => answer.channel !== channel))), points);
  });

  test("one segment disagrees, the others agree", () => {
    const { touchpoint, segment, points } = TRUTHS.segmentDisagrees;
    const all = about(data.answers, touchpoint);
    const own = pomp(all.filter((answer) => answer.segment === segment));
    within(minus(own, pomp(all.filter((answer) => answer.segment !== segment))), points);
    for (const other of SEGMENT_SLUGS.filter((slug) => slug !== segment)) {
      const theirs = pomp(all.filter((answer) => answer.segment === other));
      expect(theirs.value - own.value, other).toBeGreaterThan(-points / 2);
    }
  });

  test("one week stands out by far from the weeks around it", () => {
    const { touchpoint, weeksBeforeEnd, points } = TRUTHS.signalWeek;
    const monday = data.calendar.mondayBeforeEnd(weeksBeforeEnd);
    expect(new Date(data.calendar.start + monday * 86_400_000).getUTCDay()).toBe(1);
    const week = (at: number) =>
      pomp(
        about(data.answers, touchpoint).filter(
          (a) => a.day >= monday + 7 * at && a.day < monday + 7 * at + 7,
        ),
      );
    const usual = Array.from({ length: 20 }, (_, at) => week(at - 20));
    const mean = usual.reduce((sum, { value }) => sum + value, 0) / usual.length;
    const range =
      usual.slice(1).reduce((sum, { value }, at) => sum + Math.abs(value - (usual[at]?.value ?? 0)), 0) / 19;
    expect(week(0).value).toBeLessThan(mean - 2.66 * range);
    within(minus(week(0), { value: mean, error: 0, n: 0 }), points);
  });

  test("one fall is all mix", () => {
    const { touchpoint, from, to, sharesBefore, sharesAfter } = TRUTHS.mixChange;
    const [late, early] = [about(now, touchpoint), about(before, touchpoint)];
    const on = (answers: readonly Answer[], channel: string) =>
      answers.filter((answer) => answer.channel === channel);
    expect(minus(pomp(late), pomp(early)).value).toBeLessThan(-2);
    let rate = 0;
    let mix = 0;
    let error = 0;
    for (const channel of new Set(late.map((answer) => answer.channel ?? ""))) {
      const [a, b] = [pomp(on(late, channel)), pomp(on(early, channel))];
      const [wa, wb] = [a.n / late.length, b.n / early.length];
      rate += ((wa + wb) / 2) * (a.value - b.value);
      mix += ((a.value + b.value) / 2) * (wa - wb);
      error += (((wa + wb) / 2) * minus(a, b).error) ** 2;
    }
    expect(Math.abs(rate)).toBeLessThan(WIDE * Math.sqrt(error));
    expect(mix).toBeLessThan(-2.5);
    within(share(on(early, from).length, early.length), sharesBefore[from]);
    within(share(on(late, from).length, late.length), sharesAfter[from]);
    within(share(on(early, to).length, early.length), sharesBefore[to]);
    within(share(on(late, to).length, late.length), sharesAfter[to]);
  });

  test("one driver is basic, one delights", () => {
    const rows = data.files["relationship-survey.csv"] ?? [];
    const overall = (driver: string, scores: string) => {
      const rated = rows.filter((row) => scores.includes(row[driver] || "-"));
      expect(rated.length).toBeGreaterThan(100);
      return rated.reduce((sum, row) => sum + Number(row["overall"]), 0) / rated.length;
    };
    const effect = (driver: string) => {
      const middle = overall(driver, "34");
      return { penalty: middle - overall(driver, "12"), reward: overall(driver, "5") - middle };
    };
    const basic = effect(TRUTHS.basicDriver);
    expect(basic.penalty).toBeGreaterThan(2 * basic.reward);
    const delighter = effect(TRUTHS.delighter);
    expect(delighter.reward).toBeGreaterThan(1.5 * delighter.penalty);
  });

  test("who has not used it ticks the middle, and a few tick the same throughout", () => {
    const { neutralAmongNotUsed } = TRUTHS.guessing;
    within(
      share(data.guesses.filter((score) => score === 3).length, data.guesses.length),
      neutralAmongNotUsed,
    );
    const used = about(data.answers, "breakfast");
    expect(used.filter((answer) => answer.score === 3).length / used.length).toBeLessThan(0.3);
    const rows = data.files["everybody-survey.csv"] ?? [];
    const careless = rows.filter((row) => {
      const scores = Object.entries(row).flatMap(([name, cell]) => (name.endsWith(" score") ? [cell] : []));
      return scores.every((score) => score !== "" && score === scores[0]);
    });
    within(share(careless.length, rows.length), TRUTHS.careless);
  });

  test("few are delighted although most are satisfied", () => {
    const asked = column("after-use-survey.csv", "expected").filter((cell) => cell !== "");
    within(share(asked.filter((cell) => cell === "3").length, asked.length), TRUTHS.delighted);
  });

  test("one department is behind with its training", () => {
    const { department: slug, completed, others } = TRUTHS.trainingBehind;
    const start = new Map<string, string>();
    for (const row of data.files["employees.csv"] ?? []) {
      const person = row["employee"] ?? "";
      if (!start.has(person)) start.set(person, row["department"] ?? "");
    }
    const due = (data.files["training.csv"] ?? []).filter((row) => (row["due"] ?? "") < "2026-11-01");
    const done = (rows: typeof due) =>
      share(rows.filter((row) => row["completed"] !== "").length, rows.length);
    const behind = done(due.filter((row) => start.get(row["employee"] ?? "") === slug));
    const rest = done(due.filter((row) => start.get(row["employee"] ?? "") !== slug));
    expect(Math.abs(behind.value - completed)).toBeLessThan(0.05);
    expect(Math.abs(rest.value - others)).toBeLessThan(0.05);
  });
});
