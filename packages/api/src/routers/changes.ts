import { z } from "zod";
import { CHANGE_PARTS, readChanges } from "../changes.ts";
import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const changes = router({
  /** What changed, each change as its rate part and its mix part by channel or segment. null: nothing to compare with. */
  list: procedure("metrics:read")
    .input(viewInput.extend({ by: z.enum(CHANGE_PARTS).default("channel") }))
    .query(remembered(async ({ ctx, input }) => readChanges(ctx, await resolveView(ctx, input), input.by))),
});
