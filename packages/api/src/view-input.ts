import { EVIDENCE_BASES } from "@touchline/domain/evidence";
import { COMPARISONS, PERIOD_PRESETS } from "@touchline/domain/period";
import { z } from "zod";

/** A preset, or "custom" with its days in from and to. */
export const PERIOD_CHOICES = [...PERIOD_PRESETS, "custom"] as const;

/** A name in an address; null where nothing is chosen. */
export const slug = z.string().max(200).nullable().default(null);

/**
 * The whole question that a page asks. from and to: first and last day "yyyy-mm-dd", both included, for "custom" alone.
 * segment and channel narrow by slug, null = all; a channel holds its children. Employees' figures know neither.
 */
export const viewInput = z.object({
  period: z.enum(PERIOD_CHOICES),
  from: z.string().max(10).nullable(),
  to: z.string().max(10).nullable(),
  compare: z.enum(COMPARISONS),
  evidence: z.enum(EVIDENCE_BASES),
  segment: slug,
  channel: slug,
});
/** The same of a trend of the whole company. weekly: by weeks also where the period is long, so that they can be judged. */
export const trendInput = viewInput.extend({ weekly: z.boolean().default(false) });
export type ViewInput = z.output<typeof viewInput>;
