import { z } from "zod";
import { causedContactsInput, readCausedContacts } from "../caused-contacts.ts";
import { readFailure, readFailureBreakdown, readFailureMatrix } from "../failure.ts";
import { readFailureSegments } from "../failure-segments.ts";
import { readFailureTrend } from "../failure-trend.ts";
import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const failure = router({
  /** Share of service contacts that failures elsewhere made necessary, unknown share, asked again, escalated, cost. */
  summary: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readFailure(ctx, await resolveView(ctx, input)))),

  /** What caused the contacts, by touchpoint or department, the most first. */
  breakdown: procedure("metrics:read")
    .input(viewInput.extend({ by: z.enum(["touchpoint", "department"]) }))
    .query(
      remembered(async ({ ctx, input }) =>
        readFailureBreakdown(ctx, await resolveView(ctx, input), input.by),
      ),
    ),

  /** Who sends failure to whom, department by department. */
  matrix: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readFailureMatrix(ctx, await resolveView(ctx, input)))),

  /** Failure demand by the segment of who asked, each against all others. */
  segments: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readFailureSegments(ctx, await resolveView(ctx, input)))),

  /** Failure demand and the unknown share along the period; of weeks, with their usual range and what stands out. */
  trend: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readFailureTrend(ctx, await resolveView(ctx, input)))),

  /** The contacts behind a number, the newest first, without who asked; heads see what is about their own. Throws "not_found". */
  contacts: procedure("records:read")
    .input(causedContactsInput)
    .query(async ({ ctx, input }) => readCausedContacts(ctx, await resolveView(ctx, input), input)),
});
