import type { Db } from "@touchline/db/client";
import { TRUTHS } from "@touchline/demo/truths";
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
}
