import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";
import { readTrust } from "../trust.ts";
import { resolveView } from "../view.ts";
import { slug, viewInput } from "../view-input.ts";

export const trust = router({
  /** Verified, unknown and contradicted answers, freshness of each source, and what is left out and why. Throws "not_found". */
  get: procedure("metrics:read")
    .input(viewInput.extend({ touchpoint: slug, department: slug }))
    .query(remembered(async ({ ctx, input }) => readTrust(ctx, await resolveView(ctx, input), input))),
});
