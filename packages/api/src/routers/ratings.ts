import { type CountRow, scoreCounts } from "@touchline/db/queries/counts";
import { listChannels, listSegments, listTouchpoints } from "@touchline/db/queries/structure";
import { addDays } from "@touchline/domain/day";
import { EVIDENCE } from "@touchline/domain/evidence";
import { coverage, type EvidenceCounts } from "@touchline/domain/metrics/evidence-basis";
import { taint, usedAgainstNotUsed } from "@touchline/domain/metrics/guessing";
import { discloseStatistic } from "@touchline/domain/privacy";
import { QUESTION_TYPES, QUESTIONS, type QuestionType, type ScoreCounts } from "@touchline/domain/question";
import { countAnswers, NO_SCORES } from "@touchline/domain/score-counts";
import { OVERALL_TOUCHPOINT } from "@touchline/domain/structure";
import { z } from "zod";
import { evidenceCounts, groupBy } from "../answers.ts";
import { basesOf, spoken } from "../headline.ts";
import { idOf } from "../keys.ts";
import { ratingFigures } from "../rating-figures.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView, type View } from "../view.ts";
import { viewInput } from "../view-input.ts";

const GROUPS = ["touchpoint", "channel", "segment", "evidence", "question"] as const;
type Cells = readonly CountRow<"touchpoint">[];
const slug = z.string().max(200).nullable().default(null);

/** What guesses do to one touchpoint's answers; null where too few are known to have used it, or not to have. */
function guesses(counts: EvidenceCounts, question: QuestionType, settings: View["settings"]) {
  const known = [counts.used, counts.not_used].map((scores) => countAnswers(scores, question));
  if (Math.min(...known) < settings.leastPeople) return null;
  return {
    ...usedAgainstNotUsed(counts, question, settings.minAnswers),
    taint: taint(counts, question),
  };
}

/** One row for each question among the cells: all the figures of it, and the same by evidence of use. */
function questionRows(cells: Cells, settings: View["settings"]) {
  const figures = (counts: ScoreCounts, question: QuestionType) =>
    ratingFigures(counts, question, settings.leastPeople);
  const speaking = spoken(cells, basesOf(cells, settings.basis));
  const oneTouchpoint = new Set(cells.map((cell) => cell.touchpointId)).size === 1;
  return QUESTION_TYPES.flatMap((question) => {
    const asked = cells.filter((cell) => cell.question === question);
    if (asked.length === 0) return [];
    const counts = evidenceCounts(asked, question);
    return {
      question,
      label: QUESTIONS[question].label,
      ...figures(speaking[question] ?? NO_SCORES, question),
      verified: discloseStatistic(coverage(counts, question), settings.leastPeople),
      evidence: {
        used: figures(counts.used, question),
        not_used: figures(counts.not_used, question),
        unknown: figures(counts.unknown, question),
      },
      guesses: oneTouchpoint ? guesses(counts, question, settings) : null,
    };
  });
}

export const ratings = router({
  /**
   * Answers of a period by touchpoint, channel, segment, evidence of use or question, a row for each question asked in
   * a group: nothing is averaged across questions. Headline figures follow the evidence asked for; by evidence each
   * group speaks for itself. Groups of too few answers have their band and no figures.
   * touchpoint narrows by slug.
   */
  breakdown: procedure("metrics:read")
    .input(viewInput.extend({ touchpoint: slug, by: z.enum(GROUPS) }))
    .query(async ({ ctx, input }) => {
      const { period, settings, filters } = await resolveView(ctx, input);
      const [touchpoints, channels, segments] = await Promise.all([
        listTouchpoints(ctx.db, ctx.scope, { on: addDays(period.to, -1) }),
        listChannels(ctx.db, ctx.scope),
        listSegments(ctx.db, ctx.scope),
      ]);
      const rated = [OVERALL_TOUCHPOINT, ...touchpoints];
      const query = {
        range: period,
        filters: {
          ...filters,
          touchpoints: input.touchpoint === null ? undefined : [idOf(rated, input.touchpoint, "touchpoint")],
        },
      };
      const group = (key: string, name: string, cells: Cells, basis = settings.basis) =>
        questionRows(cells, { ...settings, basis }).map((row) => ({ key, name, ...row }));
      if (input.by === "channel") {
        const cells = await scoreCounts(ctx.db, ctx.scope, { ...query, by: ["touchpoint", "channel"] });
        const own = groupBy(cells, (cell) => cell.channelId);
        return channels.flatMap(({ id, slug: key, name }) => group(key, name, own.get(id) ?? []));
      }
      if (input.by === "segment") {
        const cells = await scoreCounts(ctx.db, ctx.scope, { ...query, by: ["touchpoint", "segment"] });
        const own = groupBy(cells, (cell) => cell.segmentId);
        return segments.flatMap(({ id, slug: key, name }) => group(key, name, own.get(id) ?? []));
      }
      const cells = await scoreCounts(ctx.db, ctx.scope, { ...query, by: ["touchpoint"] });
      if (input.by === "touchpoint") {
        const own = groupBy(cells, (cell) => cell.touchpointId);
        return rated.flatMap(({ id, slug: key, name }) => group(key, name, own.get(id) ?? []));
      }
      if (input.by === "evidence")
        return EVIDENCE.flatMap((key) =>
          group(
            key,
            EVIDENCE_NAMES[key],
            cells.filter((cell) => cell.evidence === key),
            "all",
          ),
        );
      return questionRows(cells, settings).map((row) => ({ key: row.question, name: row.label, ...row }));
    }),
});

const EVIDENCE_NAMES = { used: "Used", not_used: "Not used", unknown: "Not known" } as const;
