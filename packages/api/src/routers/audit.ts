import { listAudit } from "@touchline/db/queries/audit";
import { z } from "zod";
import { auditFilter } from "../audit-filter.ts";
import { procedure, router } from "../trpc.ts";

export const audit = router({
  /** Entries of the audit log, the newest first, a page at a time: `before` is the last id of the page before. */
  list: procedure("audit:read")
    .input(
      auditFilter.extend({
        before: z.number().int().optional(),
        limit: z.number().int().min(1).max(200),
      }),
    )
    .query(({ ctx, input }) => listAudit(ctx.db, ctx.scope, input)),
});
