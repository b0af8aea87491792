import { listDepartments } from "@touchline/db/queries/structure";
import { touchpointPair, touchpointScore } from "@touchline/domain/metrics/touchpoint";
import { discloseComparison, discloseStatistic } from "@touchline/domain/privacy";
import { QUESTIONS } from "@touchline/domain/question";
import { z } from "zod";
import { readBoth, touchpointAnswers } from "../answers.ts";
import { cautiousChanges } from "../cautious.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

export const touchpoints = router({
  /**
   * Touchpoints in journey order with score, change and evidence, of one department (its slug, as owner on the last
   * day) or of all. Changes are judged together. One with too few answers to show has their band and no score.
   */
  list: procedure("metrics:read")
    .input(viewInput.extend({ department: z.string().max(200).nullable().default(null) }))
    .query(async ({ ctx, input }) => {
      const view = await resolveView(ctx, input);
      const { settings } = view;
      const [departments, { now, before }] = await Promise.all([
        listDepartments(ctx.db, ctx.scope),
        readBoth(ctx, view),
      ]);
      const owners = new Map(departments.map((row) => [row.id, row]));
      const details = new Map(now.touchpoints.map((row) => [row.id, row]));
      const earlier = new Map(
        before && touchpointAnswers(before.touchpoints, before.cells).map((row) => [row.touchpoint, row]),
      );
      const rows = touchpointAnswers(now.touchpoints, now.cells).flatMap((answers) => {
        const detail = details.get(answers.touchpoint);
        const owner = owners.get(detail?.departmentId ?? -1);
        if (!detail || (input.department !== null && owner?.slug !== input.department)) return [];
        const then = earlier.get(answers.touchpoint);
        const { counted, notCounted, missing, basis, ...found } = touchpointScore(answers, settings);
        const score = discloseStatistic(found.score, settings.leastPeople);
        const change = then && touchpointPair(answers, then, settings).change;
        return {
          slug: detail.slug,
          name: detail.name,
          stage: detail.stage?.name ?? null,
          department: owner?.name ?? null,
          role: detail.role,
          question: answers.question && QUESTIONS[answers.question].label,
          weight: answers.weight,
          score,
          counted,
          notCounted,
          // What is still missing would tell how few there are.
          missing: score.band === undefined ? missing : settings.minAnswers,
          coverage: discloseStatistic(found.coverage, settings.leastPeople),
          basis,
          change: change ? discloseComparison(change, settings.leastPeople) : null,
        };
      });
      const changes = cautiousChanges(rows);
      return rows.map((row, at) => ({ ...row, change: changes[at] ?? null }));
    }),
});
