import { AUDIT_OUTCOMES } from "@touchline/domain/audit";
import { z } from "zod";

/** What the audit log can be narrowed to: parts of who and of what it was done to, the action or its topic, and when. */
export const auditFilter = z.object({
  actor: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  subject: z.string().max(200).optional(),
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
  text: z.string().max(200).optional(),
  from: z.date().optional(),
  until: z.date().optional(),
});
