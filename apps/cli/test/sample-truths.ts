import type { Db } from "@touchline/db/client";
import { makeCalendar } from "@touchline/demo/calendar";
import { TRUTHS } from "@touchline/demo/truths";
import type { Statistic } from "@touchline/domain/statistic";
import { expect, test } from "vitest";
import { callerOf } from "../../../packages/api/test/caller.ts";
import type { Ask } from "./real.ts";

const WHOLE = {
  period: "all",
  from: null,
  to: null,
  compare: "previous_period",
  evidence: "headline",
} as const;

const YEAR = { ...WHOLE, period: "last_12_full_months" } as const;
const QUARTER = { ...WHOLE, period: "custom", from: "2026-08-01", to: "2026-10-31" } as const;

/** What the procedures must find in the loaded sample company: each planted truth, and no more than was planted. */
export function findsItsTruths(handle: { readonly db: Db }, now: Date): void {
  let made: Promise<Ask> | undefined;
  const call = () => {
    made ??= callerOf(handle.db, "executive", now);
    return made;
  };

  test("drivers: one is basic, one delights", async () => {
    const { drivers, outcome, singular } = await (await call()).drivers.list({
      ...WHOLE,
      outcome: "csat_1_5",
    });
    expect(outcome?.question).toBe("csat_1_5");
    expect(singular).toBe(false);
    const kinds = drivers.filter(({ kind }) => kind === "basic" || kind === "delighter");
    expect(kinds.map(({ slug, kind }) => [slug, kind]).sort()).toEqual([
      [TRUTHS.delighter, "delighter"],
      [TRUTHS.basicDriver, "basic"],
    ]);
    expect(drivers.filter(({ importance }) => importance.value !== null).length).toBeGreaterThan(15);
  });

  test("service stands above the rest by the gap, also within customers who rated both", async () => {
    const found = await (await call()).service.summary(WHOLE);
    holds(found.service.score, TRUTHS.serviceGap.service);
    holds(found.rest.score, TRUTHS.serviceGap.rest);
    holds({ ...found.gap, value: found.gap.difference }, TRUTHS.serviceGap.gap);
    holds({ ...found.paired, value: found.paired.difference }, TRUTHS.serviceGap.gap);
    expect(found.paired.verdict).toBe("better");
  });

  test("consistency: the planted channel departs, downwards; beside it only the one whose mix is planted", async () => {
    const { touchpoint, channel } = TRUTHS.channelDeparts;
    const { rows } = await (await call()).consistency.list(YEAR);
    expect(
      rows
        .filter(({ departs }) => departs)
        .map(({ slug, departs }) => [slug, departs?.channel.slug, departs?.direction]),
    ).toEqual([
      [touchpoint, channel, "down"],
      [TRUTHS.mixChange.touchpoint, TRUTHS.mixChange.to, "down"],
    ]);
  });

  test("audits: one standard was never met on one channel, another since the second look; the latest of all others are met", async () => {
    const { consistency } = await call();
    const { rows } = await consistency.audits(YEAR);
    const found = rows.flatMap(({ slug, cells }) =>
      cells.flatMap(({ standard, audit }) =>
        audit ? [{ channel: slug, standard, finding: audit.finding }] : [],
      ),
    );
    expect(found.filter(({ finding }) => finding === "not_met")).toEqual([
      { ...TRUTHS.auditNeverMet, finding: "not_met" },
    ]);
    expect(found.filter(({ finding }) => finding === "met").length).toBeGreaterThan(25);
    const history = async (cell: Parameters<typeof consistency.history>[0]) =>
      (await consistency.history(cell)).map(({ finding }) => finding);
    expect(await history(TRUTHS.auditNeverMet)).toEqual(["not_met", "not_met", "not_met"]);
    expect(await history(TRUTHS.auditMendedFirst)).toEqual(["met", "met", "not_met"]);
  });

  test("journey: the stage of the department that fell is the biggest real fall of the last quarter", async () => {
    const { fall, stages, yield: found } = await (await call()).journey.map(QUARTER);
    const stage = stages.find(({ touchpoints }) =>
      touchpoints.some(({ departmentSlug }) => departmentSlug === TRUTHS.departmentFell.department),
    );
    expect(fall?.slug).toBe(stage?.slug);
    expect(found.statistic.n).toBeGreaterThan(1000);
  });

  test("segments: one is served worse at one touchpoint; elsewhere hardly any difference is called real", async () => {
    const { touchpoint, segment, points } = TRUTHS.segmentDisagrees;
    const { disagree } = await (await call()).segments.matrix(YEAR);
    const [first] = disagree;
    expect([first?.touchpoint.slug, first?.segment.slug]).toEqual([touchpoint, segment]);
    const { difference = null, low = null, high = null } = first?.difference ?? {};
    holds({ value: difference, low, high }, points);
    // A tenth of what is called real may be chance.
    const elsewhere = disagree.filter((cell) => cell.touchpoint.slug !== touchpoint);
    expect(elsewhere.length).toBeLessThanOrEqual(2);
  });

  test("what changed: one fall is all mix, the others are all rate", async () => {
    const found = await (await call()).changes.list(QUARTER);
    const mixed = found?.touchpoints.find(({ slug }) => slug === TRUTHS.mixChange.touchpoint);
    expect(mixed?.mix?.verdict).toBe("worse");
    expect(mixed?.rate?.verdict).toBe("no-change");
    const improved = found?.touchpoints.find(({ slug }) => slug === TRUTHS.touchpointImproved.touchpoint);
    expect([improved?.rate?.verdict, improved?.mix?.verdict]).toEqual(["better", "no-change"]);
  });

  test("expectation: few are delighted although most are satisfied", async () => {
    const found = await (await call()).expectation.get(WHOLE);
    holds(found.better, TRUTHS.delighted);
    expect(found.csat?.value).toBeGreaterThan(0.6);
  });

  test("signals: the planted week stands out", async () => {
    const { touchpoint, weeksBeforeEnd } = TRUTHS.signalWeek;
    const { signals } = await (await call()).touchpoints.trend({ ...YEAR, slug: touchpoint });
    const calendar = makeCalendar(now.getTime());
    const week = calendar.dates[calendar.mondayBeforeEnd(weeksBeforeEnd)];
    expect(signals).toContainEqual(expect.objectContaining({ week, kind: "outside", direction: "down" }));
  });

  test("failure demand: one touchpoint causes two fifths of the contacts; a quarter has no known cause", async () => {
    const { touchpoint, share, own, unknown } = TRUTHS.failureDemand;
    const [found, { rows }] = await Promise.all([
      (await call()).failure.summary(WHOLE),
      (await call()).failure.breakdown({ ...WHOLE, by: "touchpoint" }),
    ]);
    expect(rows[0]?.slug).toBe(touchpoint);
    holds(rows[0]?.share, share);
    expect(rows[1]?.share.value).toBeLessThan(share / 2);
    holds(found.failure.statistic, 1 - own);
    holds(found.unknown.statistic, unknown);
    holds(found.repeated.statistic, TRUTHS.escalation.repeated);
    holds(found.escalated.statistic, TRUTHS.escalation.escalated);
  });
}

/** Wider than 95 %: a dozen truths are tested at once. */
const WIDE = 3 / 1.959964;

/** The truth lies within the statistic's interval, made as wide as for 3 standard errors. */
function holds(found: Pick<Statistic, "value" | "low" | "high"> | undefined, truth: number): void {
  const { value = null, low = null, high = null } = found ?? {};
  const reach = WIDE * Math.max((high ?? Number.NaN) - (value ?? 0), (value ?? 0) - (low ?? Number.NaN));
  expect(Math.abs((value ?? Number.NaN) - truth), `${value} for ${truth}`).toBeLessThanOrEqual(reach);
}
