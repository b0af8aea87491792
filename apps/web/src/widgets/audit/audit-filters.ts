import { AUDIT_OUTCOMES } from "@touchline/domain/audit";
import { addDays, parseDay, startOfDay } from "@touchline/domain/day";
import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

/** What the audit log is narrowed to, as the address says it: for the page, the download and the browser. */
export const auditParsers = {
  actor: parseAsString.withDefault(""),
  action: parseAsString.withDefault(""),
  subject: parseAsString.withDefault(""),
  outcome: parseAsStringLiteral(AUDIT_OUTCOMES),
  /** First and last day, "yyyy-mm-dd", of the viewer. */
  from: parseAsString.withDefault(""),
  through: parseAsString.withDefault(""),
  text: parseAsString.withDefault(""),
  /** The last id of the page before. */
  before: parseAsInteger,
};
export type AuditFilters = inferParserType<typeof auditParsers>;

export const loadAuditFilters = createLoader(auditParsers);
export const auditAddress = createSerializer(auditParsers);

/** What the procedure is asked for. Days are the viewer's. Throws AppError "invalid" for what is no day. */
export function auditQuestion(filters: Omit<AuditFilters, "before">, timeZone: string) {
  const { actor, action, subject, outcome, from, through, text } = filters;
  const begin = (day: string) => new Date(startOfDay(day, timeZone));
  return {
    actor: actor.trim() || undefined,
    action: action || undefined,
    subject: subject.trim() || undefined,
    outcome: outcome ?? undefined,
    text: text.trim() || undefined,
    from: from === "" ? undefined : begin(parseDay(from)),
    until: through === "" ? undefined : begin(addDays(parseDay(through), 1)),
  };
}
