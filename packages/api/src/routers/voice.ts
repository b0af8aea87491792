import { updateTopic } from "@touchline/db/commands/topic";
import { listTouchpoints } from "@touchline/db/queries/structure";
import { AppError } from "@touchline/domain/errors";
import { QUESTION_TYPES } from "@touchline/domain/question";
import { z } from "zod";
import { idOf } from "../keys.ts";
import { readComment } from "../reading.ts";
import { countFound, readRecords, recordsInput } from "../records.ts";
import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";
import { type Reads, resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";
import { readTopicImpacts, readTopics, readVoice } from "../voice.ts";

const slug = z.string().max(200);
const searchInput = recordsInput.omit({ customers: true }).extend({
  question: z.enum(["primary", "any", ...QUESTION_TYPES]).default("any"),
  search: z.string().trim().max(200).nullable().default(null),
  topic: slug.nullable().default(null),
});
type SearchInput = z.output<typeof searchInput>;

/** The view, which records are meant, and what their words must match; undefined: nothing. Throws "not_found". */
async function resolveSearch(ctx: Reads, { search, topic, ...input }: SearchInput) {
  const view = await resolveView(ctx, input);
  const found = topic === null ? null : (await readTopics(ctx, view)).find((each) => each.slug === topic);
  if (found === undefined) throw new AppError("not_found", "There is no such topic.");
  const words = search || found ? { search: search || null, topic: found ? found.words : null } : undefined;
  return { view, input: { ...input, customers: null }, words };
}

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
    .input(searchInput)
    .query(async ({ ctx, input: asked }) => {
      const { view, input, words } = await resolveSearch(ctx, asked);
      const { rows, ...page } = await readRecords(ctx, view, input, true, words);
      return {
        ...page,
        rows: rows.map((row) => ({
          ...row,
          ...(row.comment === null ? { language: null, sentiment: null } : readComment(row.comment)),
        })),
      };
    }),

  /**
   * How many comments a search and a topic find in all, whatever the page; null where neither is asked for. more: there are
   * more than that. Throws "forbidden", "not_found".
   */
  count: procedure("records:read")
    .input(searchInput)
    .query(async ({ ctx, input: asked }) => {
      const { view, input, words } = await resolveSearch(ctx, asked);
      return words ? countFound(ctx, view, input, words) : null;
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
