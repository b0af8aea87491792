import { codeCause, deleteCauseRule, setCauseRule } from "@touchline/db/commands/causes";
import { codingCounts, listContactsToCode, listReasons } from "@touchline/db/queries/cause-coding";
import { listTouchpoints } from "@touchline/db/queries/structure";
import { cohensKappa } from "@touchline/domain/metrics/kappa";
import { z } from "zod";
import { groupBy } from "../answers.ts";
import { idOf } from "../keys.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

const reason = z.string().trim().min(1).max(500);
const slug = z.string().max(200);
/** Rules and codings are about touchpoints as they are now: any day does. */
const ANY_DAY = { on: "2100-01-01" };

export const causes = router({
  /** Reasons of the period's contacts with their rules, the most frequent first. */
  reasons: procedure("structure:write")
    .input(viewInput)
    .query(async ({ ctx, input }) => {
      const { period } = await resolveView(ctx, input);
      return listReasons(ctx.db, ctx.scope, { range: period });
    }),

  /** Says which touchpoint a reason means. Throws "not_found". */
  setRule: procedure("structure:write")
    .input(z.object({ reason, touchpoint: slug }))
    .mutation(async ({ ctx, input }) => {
      const touchpoints = await listTouchpoints(ctx.db, ctx.scope, ANY_DAY);
      const touchpointId = idOf(touchpoints, input.touchpoint, "touchpoint");
      await setCauseRule(ctx.db, ctx.scope, { reason: input.reason, touchpointId });
    }),

  /** Takes a reason's rule away. Throws "not_found". */
  deleteRule: procedure("structure:write")
    .input(z.object({ reason }))
    .mutation(({ ctx, input }) => deleteCauseRule(ctx.db, ctx.scope, input)),

  /** Contacts with the customer's words that the caller has not read yet, in an order that all reviewers share. */
  sample: procedure("causes:write")
    .input(viewInput.extend({ limit: z.int().min(1).max(50).default(10) }))
    .query(async ({ ctx, input }) => {
      const { period, filters } = await resolveView(ctx, input);
      const query = { range: { from: period.from, to: period.to }, ...filters };
      return listContactsToCode(ctx.db, ctx.scope, { ...query, userId: ctx.viewer.id, limit: input.limit });
    }),

  /** Keeps what the caller takes from a contact's words; touchpoint null: they do not tell. Throws "not_found". */
  code: procedure("causes:write")
    .input(z.object({ contactId: z.int().min(1), touchpoint: slug.nullable() }))
    .mutation(async ({ ctx, input }) => {
      const touchpoints = await listTouchpoints(ctx.db, ctx.scope, ANY_DAY);
      const touchpointId =
        input.touchpoint === null ? null : idOf(touchpoints, input.touchpoint, "touchpoint");
      await codeCause(ctx.db, ctx.scope, { contactId: input.contactId, touchpointId, now: ctx.now });
    }),

  /** How far reviewers agree, two by two, those with the most contacts in common first; coded: contacts with a cause. */
  agreement: procedure("metrics:read").query(async ({ ctx }) => {
    const { coded, twice } = await codingCounts(ctx.db, ctx.scope);
    const pairs = [...groupBy(twice, ({ one, other }) => JSON.stringify([one, other])).values()].flatMap(
      (own) => {
        const [first] = own;
        if (!first) return [];
        const cells = own.map((row) => ({ one: row.oneSaid, other: row.otherSaid, count: row.contacts }));
        return [{ reviewers: [first.one, first.other] as const, kappa: cohensKappa(cells) }];
      },
    );
    return { coded, pairs: pairs.sort((a, b) => b.kappa.n - a.kappa.n) };
  }),
});
