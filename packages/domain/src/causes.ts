/** Where the cause of a contact comes from, the strongest last: hand beats import beats rule. Order = database enum. */
export const CAUSE_BASES = ["rule", "import", "hand"] as const;
export type CauseBasis = (typeof CAUSE_BASES)[number];
