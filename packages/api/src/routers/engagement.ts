import { type EngagementRow, engagementCounts } from "@touchline/db/queries/people";
import { disclose } from "@touchline/domain/privacy";
import type { QuestionType, ScoreCounts } from "@touchline/domain/question";
import { addCounts } from "@touchline/domain/score-counts";
import { z } from "zod";
import { groupBy } from "../answers.ts";
import { ratingFigures } from "../rating-figures.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

const figures = (counts: ScoreCounts, question: QuestionType, leastPeople: number) => {
  const { n, topBox, mean } = ratingFigures(counts, question, leastPeople);
  return { n, mean, topBox };
};

export const engagement = router({
  /**
   * Mean and top box of what employees answered in the period, by item, or by item and their department on the day.
   * Groups of too few people have a band for their count and no figures; an item's total is hidden with them where it
   * would give them away.
   */
  breakdown: procedure("metrics:read")
    .input(viewInput.extend({ by: z.enum(["item", "department"]) }))
    .query(async ({ ctx, input }) => {
      const { period, organisation } = await resolveView(ctx, input);
      const rows = await engagementCounts(ctx.db, ctx.scope, { range: period });
      const items = [...groupBy(rows, (row) => `${row.item} ${row.question}`).values()];
      return items.flatMap((own) => {
        const [first] = own;
        if (!first) return [];
        const { item, question } = first;
        const { groups, total } = disclose(
          own.map((row) => row.people),
          organisation.leastPeople,
        );
        const line = (people: typeof total, department: EngagementRow | null, counts: ScoreCounts) => ({
          item,
          question,
          department: department && { slug: department.slug, name: department.name },
          people,
          figures: people.shown ? figures(counts, question, organisation.leastPeople) : null,
        });
        if (input.by === "item") return line(total, null, addCounts(...own.map((row) => row.counts)));
        return own.flatMap((row, at) => {
          const people = groups[at];
          return people ? line(people, row, row.counts) : [];
        });
      });
    }),
});
