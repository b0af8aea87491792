import { remembered } from "../remembered.ts";
import { readSegmentMap } from "../segments.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const segments = router({
  /** The heat map of touchpoints and segments, and where segments really disagree. */
  matrix: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readSegmentMap(ctx, await resolveView(ctx, input)))),
});
