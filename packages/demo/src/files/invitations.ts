import { TOUCHPOINTS } from "../company/touchpoints.ts";
import { expectedUses } from "../journeys.ts";
import { TRUTHS } from "../truths.ts";
import type { World } from "../world.ts";

/** Answers to single-touchpoint surveys over the 24 months, all together. */
const ANSWERS = 112_000;
const QUARTERS = 8;
/** The signal week needs enough answers in a week to stand out. */
const WI_FI_ANSWERS = 7_000;

/**
 * Chance that a use of each touchpoint brings an answer. Invitations go by the square root of the use, so that rarely
 * used touchpoints still have a score.
 */
export function answerRates(world: World): Float64Array {
  const inside = world.calendar.days / (world.calendar.days + 60);
  const uses = TOUCHPOINTS.map((_, at) => expectedUses(at) * world.journeys * inside);
  const roots = uses.reduce((sum, n) => sum + Math.sqrt(n), 0);
  return Float64Array.from(uses, (n, at) => {
    if (n === 0) return 0;
    const { department, slug } = TOUCHPOINTS[at] ?? {};
    if (department === TRUTHS.departmentSeemsToHaveFallen.department)
      return (TRUTHS.departmentSeemsToHaveFallen.answersPerQuarter * QUARTERS) / n;
    if (slug === TRUTHS.signalWeek.touchpoint) return WI_FI_ANSWERS / n;
    return Math.min(0.6, (ANSWERS * Math.sqrt(n)) / roots / n);
  });
}
