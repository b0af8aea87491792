import { readExpectation } from "../expectation.ts";
import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { slug, viewInput } from "../view-input.ts";

export const expectation = router({
  /** Worse than, as and better than expected, of the company, a department or a touchpoint. Throws "not_found". */
  get: procedure("metrics:read")
    .input(viewInput.extend({ touchpoint: slug, department: slug }))
    .query(remembered(async ({ ctx, input }) => readExpectation(ctx, await resolveView(ctx, input), input))),
});
