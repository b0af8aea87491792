import { readFiguresMark } from "@touchline/db/queries/audit";
import type { Context } from "./context.ts";
import type { Reads } from "./view.ts";

/** Clocks of all zones strike midnight, and so begin another day to count to, at quarters of an hour. */
const QUARTER_MS = 900_000;

/**
 * A resolver whose answer is kept as long as nothing is written. It must depend on its input, on the database, on what
 * the viewer may see and on the day alone, and nobody may change what it returns.
 */
export function remembered<
  Asked extends { ctx: Reads & Pick<Context, "keptAnswers">; input: unknown; path: string },
  Answer,
>(resolve: (asked: Asked) => Promise<Answer>): (asked: Asked) => Promise<Answer> {
  return async (asked) => {
    const { ctx, input, path } = asked;
    const { db, now, scope, keptAnswers } = ctx;
    if (!keptAnswers) return resolve(asked);
    const mark = await ctx.once("figures mark", () => readFiguresMark(db, scope));
    const quarter = Math.floor(now.getTime() / QUARTER_MS);
    // Whoever sees all records gets the same answers: what was prepared for one is kept for all.
    const seen = scope.role === "department_head" ? scope.recordsOf : "everything";
    const key = JSON.stringify([path, seen, quarter, input]);
    return keptAnswers.recall(key, { mark, now }, () => resolve(asked));
  };
}
