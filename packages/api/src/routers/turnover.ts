import { staffCounts } from "@touchline/db/queries/people";
import { daysIn } from "@touchline/domain/day";
import { turnover as turnoverOf } from "@touchline/domain/metrics/turnover";
import { disclose } from "@touchline/domain/privacy";
import { ratio } from "@touchline/domain/statistic";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const turnover = router({
  /**
   * Employees on the books in the period by their department at the time: those who left, the average headcount and
   * the turnover a year. Departments of too few people have a band and no figures.
   */
  breakdown: procedure("metrics:read")
    .input(viewInput)
    .query(async ({ ctx, input }) => {
      const { period, organisation } = await resolveView(ctx, input);
      const rows = await staffCounts(ctx.db, ctx.scope, { range: period });
      const days = daysIn(period);
      const { groups } = disclose(
        rows.map((row) => row.people),
        organisation.leastPeople,
      );
      return rows.flatMap(({ slug, name, leavers, personDays }, at) => {
        const people = groups[at];
        if (!people) return [];
        const averageHeadcount = ratio(personDays, days) ?? 0;
        const figures = { leavers, turnover: turnoverOf({ leavers, averageHeadcount, days }) };
        return { slug, name, people, figures: people.shown ? figures : null };
      });
    }),
});
