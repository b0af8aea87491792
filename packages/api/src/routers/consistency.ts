import { createChannelAudit } from "@touchline/db/commands/channel-audit";
import { listAudits } from "@touchline/db/queries/channel-audits";
import { listChannels, readOrganisation } from "@touchline/db/queries/structure";
import { dayAt } from "@touchline/domain/day";
import { AppError } from "@touchline/domain/errors";
import { AUDIT_FINDINGS, STANDARDS } from "@touchline/domain/standards";
import { z } from "zod";
import { readAuditMatrix, readConsistency } from "../consistency.ts";
import { idOf } from "../keys.ts";
import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

const slug = z.string().max(200);
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .default(null)
    .transform((text) => text || null);

export const consistency = router({
  /** Whether channels tell one story, touchpoint by touchpoint and overall, and which channel departs. */
  list: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readConsistency(ctx, await resolveView(ctx, input)))),

  /** What audits found of each channel's message, look and feel, offer and voice, as of today or of picked days. */
  audits: procedure("metrics:read")
    .input(viewInput)
    .query(remembered(async ({ ctx, input }) => readAuditMatrix(ctx, await resolveView(ctx, input)))),

  /** All audits of one channel or standard, the newest first. Throws "not_found". */
  history: procedure("metrics:read")
    .input(
      z.object({
        channel: slug.nullable().default(null),
        standard: z.enum(STANDARDS).nullable().default(null),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .query(async ({ ctx, input }) => {
      const channels = await listChannels(ctx.db, ctx.scope);
      const channelId = input.channel === null ? null : idOf(channels, input.channel, "channel");
      const rows = await listAudits(ctx.db, ctx.scope, { ...input, channelId });
      const named = new Map(channels.map((row) => [row.id, { slug: row.slug, name: row.name }]));
      return rows.map(({ channelId: id, ...row }) => ({ ...row, channel: named.get(id) ?? null }));
    }),

  /** Records an audit. link: http or https. Throws "not_found", and "invalid" for a day still to come. */
  record: procedure("channel_audits:write")
    .input(
      z.object({
        channel: slug,
        standard: z.enum(STANDARDS),
        day: z.iso.date(),
        auditor: z.string().trim().min(1).max(200),
        finding: z.enum(AUDIT_FINDINGS),
        note: words(2_000),
        link: z
          .url({ protocol: /^https?$/ })
          .max(2_000)
          .nullable()
          .default(null),
      }),
    )
    .mutation(async ({ ctx, input: { channel, ...audit } }) => {
      const [channels, { timeZone }] = await Promise.all([
        listChannels(ctx.db, ctx.scope),
        readOrganisation(ctx.db, ctx.scope),
      ]);
      if (audit.day > dayAt(ctx.now.getTime(), timeZone))
        throw new AppError("invalid", "An audit can't have been on a day that is still to come.");
      const channelId = idOf(channels, channel, "channel");
      return { id: await createChannelAudit(ctx.db, ctx.scope, { ...audit, channelId }) };
    }),
});
