import { remembered } from "../remembered.ts";
import { readSegmentSplit } from "../segment-split.ts";
import { readSegmentMap } from "../segments.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { slug, viewInput } from "../view-input.ts";

export const segments = router({
  /** The heat map of touchpoints and segments, and where segments really disagree. */
  matrix: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readSegmentMap(ctx, await resolveView(ctx, input)))),

  /**
   * The score by segment, of the company, a department or (as the view's) a channel: with service and the rest, the
   * change, and the difference from all other segments.
   */
  split: procedure("metrics:read")
    .input(viewInput.extend({ department: slug }))
    .query(
      remembered(async ({ ctx, input }) =>
        readSegmentSplit(ctx, await resolveView(ctx, input), input.department),
      ),
    ),
});
