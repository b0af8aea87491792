import { listDepartments } from "@touchline/db/queries/structure";
import { z } from "zod";
import { ownedBy, readBoth, touchpointAnswers } from "../answers.ts";
import { cautiousChanges } from "../cautious.ts";
import { idOf } from "../keys.ts";
import { remembered } from "../remembered.ts";
import { singleTrend } from "../single-trend.ts";
import { readOne, readTouchpoint } from "../touchpoint.ts";
import { touchpointRows } from "../touchpoint-rows.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

const touchpointInput = viewInput.extend({ slug: z.string().max(200) });

export const touchpoints = router({
  /**
   * Touchpoints in journey order with score, change and evidence, of all or of one department: with the answers that
   * were given while it owned them. Changes are judged together. One with too few answers to show has their band and no score.
   */
  list: procedure("metrics:read")
    .input(viewInput.extend({ department: z.string().max(200).nullable().default(null) }))
    .query(
      remembered(async ({ ctx, input }) => {
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
    ),

  /**
   * One touchpoint: its score, the answers by score for each question, by channel and by segment, of users against people
   * who had not used it (guesses, on the primary question's row), and response times where known. Throws "not_found".
   */
  get: procedure("metrics:read")
    .input(touchpointInput)
    .query(
      remembered(async ({ ctx, input }) => readTouchpoint(ctx, await resolveView(ctx, input), input.slug)),
    ),

  /** One touchpoint's score along the period, with the comparison's and the signals of its weeks. Throws "not_found". */
  trend: procedure("metrics:read")
    .input(touchpointInput)
    .query(
      remembered(async ({ ctx, input }) => {
        const view = await resolveView(ctx, input);
        const { rows, rowsBefore } = await readOne(ctx, view, input.slug);
        // Shown also where it doesn't count in the whole: each point has its own answers and interval.
        const settings = { ...view.settings, minAnswers: view.settings.leastPeople };
        return singleTrend(ctx, { ...view, settings }, { rows, rowsBefore, keep: () => true });
      }),
    ),
});
