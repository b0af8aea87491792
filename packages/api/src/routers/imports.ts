import { undoRun } from "@touchline/db/commands/undo";
import { getRun, listProblems, listRuns } from "@touchline/db/queries/runs";
import { z } from "zod";
import { procedure, router } from "../trpc.ts";

const runId = z.number().int().positive().max(2_147_483_647);

export const imports = router({
  /** Import runs, the newest first. */
  list: procedure("imports:read")
    .input(z.object({ limit: z.number().int().min(1).max(200) }))
    .query(({ ctx, input }) => listRuns(ctx.db, ctx.scope, input)),

  /** One run. Throws "not_found". */
  get: procedure("imports:read")
    .input(z.object({ runId }))
    .query(({ ctx, input }) => getRun(ctx.db, ctx.scope, input.runId)),

  /** What was left out of a run, in the order of the file, a page at a time. Throws "not_found". */
  rejected: procedure("imports:read")
    .input(
      z.object({
        runId,
        after: z.object({ row: z.number().int(), id: z.number().int() }).optional(),
        limit: z.number().int().min(1).max(5_000),
      }),
    )
    .query(async ({ ctx, input: { after, ...input } }) => {
      await getRun(ctx.db, ctx.scope, input.runId);
      return listProblems(ctx.db, ctx.scope, { ...input, ...(after && { after }) });
    }),

  /** Takes a run back, as if it had never been imported. Throws "not_found" or "conflict". */
  undo: procedure("imports:write")
    .input(z.object({ runId }))
    .mutation(({ ctx, input }) => undoRun(ctx.db, ctx.scope, input.runId, ctx.now)),
});
