import { z } from "zod";
import { remembered } from "../remembered.ts";
import { readRescues, readService, readServiceTrend } from "../service.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { trendInput, viewInput } from "../view-input.ts";

export const service = router({
  /** Service score, the rest's, the gap between them, paired within customers who rated both, and rescues. */
  summary: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readService(ctx, await resolveView(ctx, input)))),

  /** Both scores along the period and its comparison; of weeks, with their usual range and what stands out. */
  trend: procedure("metrics:read")
    .input(trendInput)
    .query(
      remembered(async ({ ctx, input }) =>
        readServiceTrend(ctx, await resolveView(ctx, input), input.weekly),
      ),
    ),

  /** Good rescue, bad journey: the records of customers whom service rescued, the newest first. */
  rescues: procedure("records:read")
    .input(viewInput.extend({ limit: z.int().min(1).max(200).default(50) }))
    .query(async ({ ctx, input }) => readRescues(ctx, await resolveView(ctx, input), input.limit)),
});
