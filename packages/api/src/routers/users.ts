import { createReset, inviteUser, LINK_LIFE, renewInvitation } from "@touchline/db/commands/link";
import { resetSecondFactor } from "@touchline/db/commands/second-factor";
import { startSeeingAs } from "@touchline/db/commands/see-as";
import { unlinkIdentities } from "@touchline/db/commands/single-sign-on";
import { disableUser, enableUser, updateUser } from "@touchline/db/commands/user";
import { listDepartments } from "@touchline/db/queries/structure";
import { listUsers } from "@touchline/db/queries/user";
import { ROLES, USER_STATES } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { z } from "zod";
import type { Context } from "../context.ts";
import { deliver } from "../links.ts";
import { newToken } from "../tokens.ts";
import { procedure, router } from "../trpc.ts";
import { emailInput, nameInput } from "../user-input.ts";

const userId = z.number().int().positive().max(2_147_483_647);
const one = z.object({ userId });
const rights = {
  name: nameInput,
  role: z.enum(ROLES),
  departmentIds: z.array(userId).max(1_000),
};

/** Longer lists are searched, not read. */
const LONGEST_LIST = 500;

/** Delivers a link and says until when it can be used. */
async function hand(
  ctx: Pick<Context, "requireInstallation" | "log" | "requestId" | "now">,
  link: Parameters<typeof deliver>[2],
) {
  const log = (cause: unknown) =>
    ctx.log.error({ message: "mail failed", requestId: ctx.requestId, path: "users", cause });
  const until = new Date(ctx.now.getTime() + LINK_LIFE[link.kind]);
  return { delivery: await deliver(ctx.requireInstallation(), log, link), until };
}

export const users = router({
  /** Users by name, with what they may do and whether they can sign in: the first 500 that the filter leaves. */
  list: procedure("users:read")
    .input(
      z
        .object({
          search: z.string().max(200).optional(),
          role: z.enum(ROLES).optional(),
          state: z.enum(USER_STATES).optional(),
        })
        .optional(),
    )
    .query(({ ctx, input }) => listUsers(ctx.db, ctx.scope, ctx.now, { ...input, limit: LONGEST_LIST })),

  /** Throws "not_found". */
  get: procedure("users:read")
    .input(one)
    .query(async ({ ctx, input }) => {
      const [found] = await listUsers(ctx.db, ctx.scope, ctx.now, { ...input, limit: 1 });
      if (!found) throw new AppError("not_found", "There is no such user.");
      return found;
    }),

  /** What a department head can be given: departments that are not archived. */
  departments: procedure("users:read").query(async ({ ctx }) => {
    const all = await listDepartments(ctx.db, ctx.scope);
    return all.filter((row) => !row.archived);
  }),

  /** Lets the admin look at Touchline as this user, read only, for an hour. Throws "not_found" or "conflict". */
  seeAs: procedure("users:write")
    .input(one)
    .mutation(({ ctx, input }) =>
      startSeeingAs(ctx.db, ctx.scope, { ...input, sessionId: ctx.viewer.sessionId, now: ctx.now }),
    ),

  /** Adds a user, who chooses the password by a link. It is sent, or returned to be handed over. Throws "conflict". */
  invite: procedure("users:write")
    .input(z.object({ email: emailInput, ...rights }))
    .mutation(async ({ ctx, input }) => {
      ctx.requireInstallation();
      const { token, hash } = newToken();
      const id = await inviteUser(ctx.db, ctx.scope, { ...input, hash, now: ctx.now });
      return { userId: id, ...(await hand(ctx, { kind: "invitation", token, to: input })) };
    }),

  /** Makes a new invitation in place of the last. Throws "not_found" or "conflict". */
  resend: procedure("users:write")
    .input(one)
    .mutation(async ({ ctx, input }) => {
      ctx.requireInstallation();
      const { token, hash } = newToken();
      const to = await renewInvitation(ctx.db, ctx.scope, { ...input, hash, now: ctx.now });
      return hand(ctx, { kind: "invitation", token, to });
    }),

  /** Makes a link to set a new password by. The present one holds until it is used. Throws "not_found" or "conflict". */
  reset: procedure("users:write")
    .input(one)
    .mutation(async ({ ctx, input }) => {
      ctx.requireInstallation();
      const { token, hash } = newToken();
      const to = await createReset(ctx.db, ctx.scope, { ...input, hash, now: ctx.now });
      return hand(ctx, { kind: "reset", token, to });
    }),

  /** Sets name, role and departments. Another role ends the sign-ins. Throws "not_found", "conflict" (last admin). */
  update: procedure("users:write")
    .input(z.object({ userId, ...rights }))
    .mutation(({ ctx, input }) => updateUser(ctx.db, ctx.scope, { ...input, now: ctx.now })),

  /** Keeps a user out, at once. Throws "not_found" or "conflict" (last admin). */
  disable: procedure("users:write")
    .input(one)
    .mutation(({ ctx, input }) => disableUser(ctx.db, ctx.scope, { ...input, now: ctx.now })),

  /** Throws "not_found" or "conflict". */
  enable: procedure("users:write")
    .input(one)
    .mutation(({ ctx, input }) => enableUser(ctx.db, ctx.scope, input)),

  /** For whose account at the provider was made anew. Ends the sign-ins. Throws "conflict" where nothing is joined. */
  unlinkSingleSignOn: procedure("users:write")
    .input(one)
    .mutation(({ ctx, input }) => unlinkIdentities(ctx.db, ctx.scope, { ...input, now: ctx.now })),

  /** For who lost phone and recovery codes. Ends the sign-ins. Throws "conflict" without a second factor. */
  resetSecondFactor: procedure("users:write")
    .input(one)
    .mutation(({ ctx, input }) => resetSecondFactor(ctx.db, ctx.scope, { ...input, now: ctx.now })),
});
