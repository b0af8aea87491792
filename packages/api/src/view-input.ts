import { EVIDENCE_BASES } from "@touchline/domain/evidence";
import { COMPARISONS, PERIOD_PRESETS } from "@touchline/domain/period";
import { z } from "zod";

/** A preset, or "custom" with its days in from and to. */
export const PERIOD_CHOICES = [...PERIOD_PRESETS, "custom"] as const;

/** The whole question that a page asks. from and to: first and last day "yyyy-mm-dd", both included, for "custom" alone. */
export const viewInput = z.object({
  period: z.enum(PERIOD_CHOICES),
  from: z.string().max(10).nullable(),
  to: z.string().max(10).nullable(),
  compare: z.enum(COMPARISONS),
  evidence: z.enum(EVIDENCE_BASES),
});
export type ViewInput = z.infer<typeof viewInput>;
