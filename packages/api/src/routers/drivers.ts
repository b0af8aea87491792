import { QUESTION_TYPES } from "@touchline/domain/question";
import { z } from "zod";
import { readDrivers } from "../drivers.ts";
import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const drivers = router({
  /**
   * What customers value: each touchpoint's importance for the overall answer with its interval, its score, whether it is
   * basic, performance or delighter, and where it lies on the importance-performance chart. Throws "not_found", "invalid".
   */
  list: procedure("metrics:read")
    .input(
      viewInput.extend({
        department: z.string().max(200).nullable().default(null),
        outcome: z.enum(QUESTION_TYPES).nullable().default(null),
      }),
    )
    .query(remembered(async ({ ctx, input }) => readDrivers(ctx, await resolveView(ctx, input), input))),
});
