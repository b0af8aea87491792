import { z } from "zod";
import { readAnswers } from "../answers.ts";
import { narrowToChannel, readCarried, readChannel } from "../channel.ts";
import { readChannelContacts, readChannelPaths } from "../channel-contacts.ts";
import { channelRows } from "../channel-rows.ts";
import { readChannelMatrix } from "../consistency.ts";
import { remembered } from "../remembered.ts";
import { singleTrend } from "../single-trend.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

const channelInput = viewInput.extend({ slug: z.string().max(200) });

export const channels = router({
  /**
   * Channels that carry answers, as a tree: score and its change, answers and their share of all, verified share,
   * response times. A parent's figures hold its children's.
   */
  list: procedure("metrics:read")
    .input(viewInput)
    .query(
      remembered(async ({ ctx, input }) => {
        const view = await resolveView(ctx, input);
        const { cells } = await readAnswers(ctx, view, view.period);
        return channelRows(ctx, view, { whole: cells });
      }),
    ),

  /** Service contacts by channel: response times, first-contact resolution, escalations. */
  contacts: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readChannelContacts(ctx, await resolveView(ctx, input)))),

  /** Where issues go on, from channel to channel and from department to department. */
  paths: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readChannelPaths(ctx, await resolveView(ctx, input)))),

  /** Every touchpoint on every channel. */
  matrix: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readChannelMatrix(ctx, await resolveView(ctx, input)))),

  /** One channel: its figures, the channels below it, and the touchpoints that it carries. Throws "not_found". */
  get: procedure("metrics:read")
    .input(channelInput)
    .query(remembered(async ({ ctx, input }) => readChannel(ctx, await resolveView(ctx, input), input.slug))),

  /** One channel's score along the period, with the comparison's and the signals of its weeks. Throws "not_found". */
  trend: procedure("metrics:read")
    .input(channelInput)
    .query(
      remembered(async ({ ctx, input }) => {
        const view = await narrowToChannel(ctx, await resolveView(ctx, input), input.slug);
        const { rows, rowsBefore } = await readCarried(ctx, view);
        return singleTrend(ctx, view, { rows, rowsBefore, keep: () => true });
      }),
    ),
});
