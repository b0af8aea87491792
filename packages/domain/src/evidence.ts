/**
 * Whether the customer is known to have used the touchpoint on the channel that the answer speaks of.
 * used = verified, not_used = contradicted, unknown = nobody logs it. Order = database enum: append only.
 */
export const EVIDENCE = ["used", "not_used", "unknown"] as const;
export type Evidence = (typeof EVIDENCE)[number];

/**
 * Why an answer has the evidence that it has: the person said so, an interaction or the invitation's own shows the use,
 * the touchpoint's log holds no use, or nobody logs it.
 */
export const EVIDENCE_REASONS = [
  "said-used",
  "interaction",
  "invitation",
  "said-not-used",
  "not-in-log",
  "nobody-logs",
] as const;
export type EvidenceReason = (typeof EVIDENCE_REASONS)[number];

/** What a viewer may ask for: the headline rule picks by coverage, `used` is verified only, `all` adds the contradicted. */
export const EVIDENCE_BASES = ["headline", "used", "all"] as const;
export type EvidenceBasis = (typeof EVIDENCE_BASES)[number];

/** How long before an answer an interaction may lie to be its evidence of use, unless the organisation sets it. Days. */
export const DEFAULT_EVIDENCE_WINDOW_DAYS = 30;
