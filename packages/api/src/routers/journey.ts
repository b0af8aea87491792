import { readJourneyMap } from "../journey-map.ts";
import { journeyRows } from "../journey-rows.ts";
import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const journey = router({
  /**
   * The stages from first hearing to leaving, with score, change, answers, weight and their touchpoints; one that isn't
   * measured says why.
   */
  list: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => journeyRows(ctx, await resolveView(ctx, input)))),

  /** The same as a map: how many customers have no bad stop, the stage that is really weakest, the biggest real fall. */
  map: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readJourneyMap(ctx, await resolveView(ctx, input)))),
});
