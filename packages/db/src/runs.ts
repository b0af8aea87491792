/**
 * The life of an import run. Readers see a run's rows only from `published` on, all at once.
 * reading: rows go to staging. publishing: one transaction moves them to the facts. Order = database enum.
 */
export const RUN_STATUSES = ["reading", "publishing", "published", "failed", "cancelled", "undone"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
