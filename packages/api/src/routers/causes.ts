import { codeCause, deleteCauseRule, setCauseRule } from "@touchline/db/commands/causes";
import {
  type CodedTwice,
  codingCounts,
  countContactsToCode,
  listContactsToCode,
  listReasons,
} from "@touchline/db/queries/cause-coding";
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

  /**
   * Contacts with the customer's words that the caller has not read yet, in an order that all reviewers share; how many
   * there are in all, and how many of them the caller has read.
   */
  sample: procedure("causes:write")
    .input(viewInput.extend({ limit: z.int().min(1).max(50).default(10) }))
    .query(async ({ ctx, input }) => {
      const { period, filters } = await resolveView(ctx, input);
      const query = { range: { from: period.from, to: period.to }, ...filters, userId: ctx.viewer.id };
      const [rows, counts] = await Promise.all([
        listContactsToCode(ctx.db, ctx.scope, { ...query, limit: input.limit }),
        countContactsToCode(ctx.db, ctx.scope, query),
      ]);
      return { rows, ...counts };
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

  /**
   * How far reviewers agree, all together, without who they are: every two readings of one contact count. coded: contacts
   * with a cause by hand.
   */
  agreement: procedure("metrics:read").query(async ({ ctx }) => {
    const { coded, twice } = await codingCounts(ctx.db, ctx.scope);
    return { coded, kappa: cohensKappa(twice.map(cellOf)) };
  }),

  /** The same two by two, by name, those with the most contacts in common first. */
  reviewers: procedure("causes:write").query(async ({ ctx }) => {
    const { twice } = await codingCounts(ctx.db, ctx.scope);
    const pairs = groupBy(twice, ({ oneId, otherId }) => `${oneId} ${otherId}`);
    return [...pairs.values()]
      .flatMap((own) => {
        const [first] = own;
        return first
          ? [{ reviewers: [first.one, first.other] as const, kappa: cohensKappa(own.map(cellOf)) }]
          : [];
      })
      .sort((a, b) => b.kappa.n - a.kappa.n);
  }),
});

const cellOf = ({ oneSaid, otherSaid, contacts }: CodedTwice) => ({
  one: oneSaid,
  other: otherSaid,
  count: contacts,
});
