/** How what an entry of the audit log tells of ended. Append only. */
export const AUDIT_OUTCOMES = ["done", "refused", "failed"] as const;
