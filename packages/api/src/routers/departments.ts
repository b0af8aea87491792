import { listDepartments } from "@touchline/db/queries/structure";
import { AppError } from "@touchline/domain/errors";
import { z } from "zod";
import { departmentRows } from "../department-rows.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const departments = router({
  /**
   * Departments with their score, its like-for-like change and course, training completion, answers and what the score
   * rests on; last, what nobody owns, when there is any. Changes are judged together, so that one of many is not called
   * a mover by chance.
   */
  list: procedure("metrics:read")
    .input(viewInput)
    .query(async ({ ctx, input }) => {
      const rows = await departmentRows(ctx, await resolveView(ctx, input));
      return rows.map(({ estimate: _, ...row }) => row);
    }),

  /** One department by its slug. Throws "not_found". */
  get: procedure("metrics:read")
    .input(z.object({ slug: z.string().max(200) }))
    .query(async ({ ctx, input }) => {
      const found = (await listDepartments(ctx.db, ctx.scope)).find((row) => row.slug === input.slug);
      if (!found) throw new AppError("not_found", "There is no such department.");
      return found;
    }),
});
