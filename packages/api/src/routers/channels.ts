import { channelRows } from "../channel-rows.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const channels = router({
  /**
   * Channels that carry answers, as a tree: score and its change, answers and their share of all, verified share,
   * response times. A parent's figures hold its children's.
   */
  list: procedure("metrics:read")
    .input(viewInput)
    .query(async ({ ctx, input }) => channelRows(ctx, await resolveView(ctx, input))),
});
