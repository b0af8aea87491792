import { listDepartments } from "@touchline/db/queries/structure";
import { z } from "zod";
import { readDepartment, readOwned } from "../department.ts";
import { departmentRows } from "../department-rows.ts";
import { idOf } from "../keys.ts";
import { remembered } from "../remembered.ts";
import { singleTrend } from "../single-trend.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

const departmentInput = viewInput.extend({ slug: z.string().max(200) });

export const departments = router({
  /**
   * Departments with their score, its like-for-like change and course, training completion, answers and what the score
   * rests on; last, what nobody owns, when there is any. Changes are judged together, so that one of many is not called
   * a mover by chance.
   */
  list: procedure("metrics:read")
    .input(viewInput)
    .query(
      remembered(async ({ ctx, input }) => {
        const rows = await departmentRows(ctx, await resolveView(ctx, input));
        return rows.map(({ estimate: _, ...row }) => row);
      }),
    ),

  /**
   * One department: its head line, where it stands among its peers, its touchpoints (the most to win first), its
   * channels, and its answers by score for each question that makes a touchpoint's score. Throws "not_found".
   */
  get: procedure("metrics:read")
    .input(departmentInput)
    .query(
      remembered(async ({ ctx, input }) => readDepartment(ctx, await resolveView(ctx, input), input.slug)),
    ),

  /** One department's score along the period, with the comparison's and the signals of its weeks. Throws "not_found". */
  trend: procedure("metrics:read")
    .input(departmentInput)
    .query(
      remembered(async ({ ctx, input }) => {
        const view = await resolveView(ctx, input);
        const id = idOf(await listDepartments(ctx.db, ctx.scope), input.slug, "department");
        const { rows, rowsBefore } = await readOwned(ctx, view, id);
        return singleTrend(ctx, view, { rows, rowsBefore, keep: (cell) => cell.departmentId === id });
      }),
    ),
});
