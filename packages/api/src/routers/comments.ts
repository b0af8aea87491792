import { readRecords, recordsInput } from "../records.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";

export const comments = router({
  /** Customers' words behind a number, the newest first, as records.list has them; those without a comment left out. */
  list: procedure("records:read")
    .input(recordsInput)
    .query(async ({ ctx, input }) => readRecords(ctx, await resolveView(ctx, input), input, true)),
});
