import type { AUDIT_OUTCOMES } from "@touchline/domain/audit";

export const OUTCOME_NAMES: Readonly<Record<(typeof AUDIT_OUTCOMES)[number], string>> = {
  done: "Done",
  refused: "Refused",
  failed: "Failed",
};
