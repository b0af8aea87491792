/**
 * Whether the customer is known to have used the touchpoint on the channel that the answer speaks of.
 * used = verified, not_used = contradicted, unknown = nobody logs it. Order = database enum: append only.
 */
export const EVIDENCE = ["used", "not_used", "unknown"] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** What a viewer may ask for: the headline rule picks by coverage, `used` is verified only, `all` adds the contradicted. */
export const EVIDENCE_BASES = ["headline", "used", "all"] as const;
export type EvidenceBasis = (typeof EVIDENCE_BASES)[number];

/** How long before an answer an interaction may lie to be its evidence of use, unless the organisation sets it. Days. */
export const DEFAULT_EVIDENCE_WINDOW_DAYS = 30;
