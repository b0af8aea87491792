import { updateTopic } from "@touchline/db/commands/topic";
import { listTouchpoints } from "@touchline/db/queries/structure";
import { AppError } from "@touchline/domain/errors";
import { QUESTION_TYPES } from "@touchline/domain/question";
import { z } from "zod";
import { idOf } from "../keys.ts";
import { readComment } from "../reading.ts";
import { readRecords, recordsInput } from "../records.ts";
import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";
import { readTopicImpacts, readTopics, readVoice } from "../voice.ts";

const slug = z.string().max(200);

export const voice = router({
  /** Languages and sentiment of the newest comments, as a machine reads them. */
  summary: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readVoice(ctx, await resolveView(ctx, input)))),

  /** What customers speak of, with its impact on the NPS. */
  topics: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readTopicImpacts(ctx, await resolveView(ctx, input)))),

  /**
   * Comments, the newest first: those that match a search (words, "a phrase", -without, or), that speak of a topic (a
   * touchpoint's slug), or all. Each with its language and sentiment. Throws "forbidden", "not_found".
   */
  list: procedure("records:read")
    .input(
      recordsInput.extend({
        question: z.enum(["primary", "any", ...QUESTION_TYPES]).default("any"),
        search: z.string().trim().max(200).nullable().default(null),
        topic: slug.nullable().default(null),
      }),
    )
    .query(async ({ ctx, input: { search, topic, ...input } }) => {
      const view = await resolveView(ctx, input);
      const found = topic === null ? null : (await readTopics(ctx, view)).find((each) => each.slug === topic);
      if (found === undefined) throw new AppError("not_found", "There is no such topic.");
      const words =
        search || found ? { search: search || null, topic: found ? found.words : null } : undefined;
      const { rows, ...page } = await readRecords(ctx, view, input, true, words);
      return {
        ...page,
        rows: rows.map((row) => ({
          ...row,
          ...(row.comment === null ? { language: null, sentiment: null } : readComment(row.comment)),
        })),
      };
    }),

  /** Sets the words of a touchpoint's topic; none: those of its name. Throws "not_found". */
  setTopic: procedure("structure:write")
    .input(
      z.object({
        touchpoint: slug,
        words: z.array(z.string().trim().toLowerCase().min(2).max(80)).max(50),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const touchpoints = await listTouchpoints(ctx.db, ctx.scope, { on: "2100-01-01" });
      const touchpointId = idOf(touchpoints, input.touchpoint, "touchpoint");
      await updateTopic(ctx.db, ctx.scope, { touchpointId, words: [...new Set(input.words)] });
    }),
});
