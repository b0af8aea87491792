import { z } from "zod";

/** What the audit log can be narrowed to: parts of who and of what it was done to, the action or its topic, and when. */
export const auditFilter = z.object({
  actor: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  subject: z.string().max(200).optional(),
  outcome: z.enum(["done", "refused", "failed"]).optional(),
  from: z.date().optional(),
  until: z.date().optional(),
});
