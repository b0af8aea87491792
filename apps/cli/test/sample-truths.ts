import type { Db } from "@touchline/db/client";
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

  test("failure demand: one touchpoint causes two fifths of the contacts; a quarter has no known cause", async () => {
    const { touchpoint, share, unknown } = TRUTHS.failureDemand;
    const [found, { rows }] = await Promise.all([
      (await call()).failure.summary(WHOLE),
      (await call()).failure.breakdown({ ...WHOLE, by: "touchpoint" }),
    ]);
    expect(rows[0]?.slug).toBe(touchpoint);
    holds(rows[0]?.share, share);
    expect(rows[1]?.share.value).toBeLessThan(share / 2);
    holds(found.unknown.statistic, unknown);
    holds(found.repeated.statistic, TRUTHS.escalation.repeated);
    holds(found.escalated.statistic, TRUTHS.escalation.escalated);
  });
}

/** Wider than 95 %: a dozen truths are tested at once. */
const WIDE = 3 / 1.959964;

/** The truth lies within the statistic's interval, made as wide as for 3 standard errors. */
function holds(found: Statistic | undefined, truth: number): void {
  const { value = null, low = null, high = null } = found ?? {};
  const reach = WIDE * Math.max((high ?? Number.NaN) - (value ?? 0), (value ?? 0) - (low ?? Number.NaN));
  expect(Math.abs((value ?? Number.NaN) - truth), `${value} for ${truth}`).toBeLessThanOrEqual(reach);
}
