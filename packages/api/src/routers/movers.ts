import { readMovers } from "../movers.ts";
import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const movers = router({
  /**
   * What needs the viewer: at most three touchpoints that really changed, the largest effect on the whole first, each
   * with its evidence and the channel or segment in which the change lies, if it lies in one. Department heads are told
   * of their own. compared and real: how many could be compared, and how many of them really changed.
   */
  list: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readMovers(ctx, await resolveView(ctx, input)))),
});
