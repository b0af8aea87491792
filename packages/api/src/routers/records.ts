import { z } from "zod";
import { readOneRecord, readRecords, recordsInput } from "../records.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";

export const records = router({
  /**
   * The records behind a number, the newest first: submissions with the answers that it is made of. Heads see their own
   * departments'; nobody sees here who answered. next is the cursor of the next page. Throws "forbidden", "not_found".
   */
  list: procedure("records:read")
    .input(recordsInput)
    .query(async ({ ctx, input }) => readRecords(ctx, await resolveView(ctx, input), input, false)),

  /**
   * One submission with its answers, the evidence of use of each and why, its source and import run; the customer's key
   * for the head of a department that it is about. Throws "forbidden", "not_found".
   */
  get: procedure("records:read")
    .input(z.object({ id: z.int().min(0) }))
    .query(({ ctx, input }) => readOneRecord(ctx, input.id)),
});
