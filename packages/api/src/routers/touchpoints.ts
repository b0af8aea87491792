import { listDepartments } from "@touchline/db/queries/structure";
import { z } from "zod";
import { ownedBy, readBoth, touchpointAnswers } from "../answers.ts";
import { cautiousChanges } from "../cautious.ts";
import { idOf } from "../keys.ts";
import { touchpointRows } from "../touchpoint-rows.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const touchpoints = router({
  /**
   * Touchpoints in journey order with score, change and evidence, of all or of one department: with the answers that
   * were given while it owned them. Changes are judged together. One with too few answers to show has their band and no score.
   */
  list: procedure("metrics:read")
    .input(viewInput.extend({ department: z.string().max(200).nullable().default(null) }))
    .query(async ({ ctx, input }) => {
      const view = await resolveView(ctx, input);
      const [departments, { now, before }] = await Promise.all([
        listDepartments(ctx.db, ctx.scope),
        readBoth(ctx, view),
      ]);
      const owner = input.department === null ? null : idOf(departments, input.department, "department");
      const rowsOf = (read: typeof now) =>
        owner === null ? touchpointAnswers(read.touchpoints, read.cells) : ownedBy(read)(owner).rows;
      const names = { touchpoints: now.touchpoints, departments };
      return cautiousChanges(touchpointRows(rowsOf(now), before && rowsOf(before), names, view.settings));
    }),
});
