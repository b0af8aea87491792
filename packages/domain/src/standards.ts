/** What an audit of a channel looks at. Order = database enum: append only. */
export const STANDARDS = ["message", "look_and_feel", "offer", "voice"] as const;
export type Standard = (typeof STANDARDS)[number];

/** What people call each. */
export const STANDARD_NAMES: Readonly<Record<Standard, string>> = {
  message: "Message",
  look_and_feel: "Look and feel",
  offer: "Offer",
  voice: "Voice",
};

/** What an audit found. Order = database enum: append only. */
export const AUDIT_FINDINGS = ["met", "not_met", "not_applicable"] as const;
export type AuditFinding = (typeof AUDIT_FINDINGS)[number];

/** What people call each. */
export const FINDING_NAMES: Readonly<Record<AuditFinding, string>> = {
  met: "Met",
  not_met: "Not met",
  not_applicable: "Does not apply",
};
