import { createFirstAdmin, createReset, redeemLink } from "@touchline/db/commands/link";
import { readLink } from "@touchline/db/queries/link";
import { readCredentials } from "@touchline/db/queries/user";
import { LINK_KINDS } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { z } from "zod";
import { addressGroup } from "../address.ts";
import { countTry } from "../attempts.ts";
import { deliver } from "../links.ts";
import { hashPassword } from "../password.ts";
import { checkPassword } from "../password-policy.ts";
import { hashToken, newToken } from "../tokens.ts";
import { openProcedure, router } from "../trpc.ts";
import { emailInput, nameInput } from "../user-input.ts";

const token = z.string().max(200);
// Its length is judged by the policy, in words.
const password = z.string();

const unusable = () =>
  new AppError("not_found", "This link has been used, has run out, or was replaced by a newer one.");

/** For who can't sign in yet. */
export const access = router({
  /** Whether links are sent by mail here; else an admin hands them over. */
  get: openProcedure.query(({ ctx }) => ({ mail: ctx.requireInstallation().mail !== null })),

  /** Whose link this is (null: the first admin's), before its page asks for anything. Throws "not_found". */
  link: openProcedure.input(z.object({ kind: z.enum(LINK_KINDS), token })).query(async ({ ctx, input }) => {
    const { kind } = input;
    const found = await readLink(ctx.db, ctx.scope, { kind, hash: hashToken(input.token), now: ctx.now });
    if (!found) throw unusable();
    return found.user;
  }),

  /** Sets the password that an invitation or a reset is for. Returns the address to sign in with, and advice. */
  redeem: openProcedure
    .input(z.object({ kind: z.enum(["invitation", "reset"]), token, password }))
    .mutation(async ({ ctx, input }) => {
      const { kind } = input;
      const hash = hashToken(input.token);
      const found = await readLink(ctx.db, ctx.scope, { kind, hash, now: ctx.now });
      if (!found?.user) throw unusable();
      const advice = checkPassword(input.password, [found.user.email, found.user.name]);
      const passwordHash = await hashPassword(input.password);
      const { email } = await redeemLink(ctx.db, ctx.scope, { kind, hash, passwordHash, now: ctx.now });
      return { email, advice };
    }),

  /** Makes the first admin, once and for good. Throws "not_found" or "conflict". */
  createFirstAdmin: openProcedure
    .input(z.object({ token, email: emailInput, name: nameInput, password }))
    .mutation(async ({ ctx, input }) => {
      const { email, name } = input;
      const hash = hashToken(input.token);
      const found = await readLink(ctx.db, ctx.scope, { kind: "first_admin", hash, now: ctx.now });
      if (!found) throw unusable();
      const advice = checkPassword(input.password, [email, name]);
      const passwordHash = await hashPassword(input.password);
      const wanted = { hash, email, name, passwordHash, now: ctx.now };
      await createFirstAdmin(ctx.db, ctx.scope, wanted);
      return { email, advice };
    }),

  /**
   * Sends a link for a new password to who forgot it. The answer, and when it comes, are the same for every address;
   * the rest is done after it. Throws "too_many".
   */
  requestReset: openProcedure.input(z.object({ email: emailInput })).mutation(async ({ ctx, input }) => {
    const { db, scope, now } = ctx;
    const { mail, later } = ctx.requireInstallation();
    const group = ctx.address === null ? null : addressGroup(ctx.address);
    const tried = await countTry(db, { email: `reset: ${input.email}`, group, addressKnown: false, now });
    if ("waitMs" in tried)
      throw new AppError("too_many", `Too many tries. Wait ${Math.ceil(tried.waitMs / 1000)} seconds.`);
    if (mail)
      later(async () => {
        const found = await readCredentials(db, scope, { email: input.email, knownAt: null });
        if (!found || found.passwordHash === null) return;
        const { token: sent, hash } = newToken();
        const to = await createReset(db, scope, { userId: found.id, hash, now });
        const log = (cause: unknown) =>
          ctx.log.error({ message: "mail failed", requestId: ctx.requestId, path: "access", cause });
        await deliver(ctx.requireInstallation(), log, { kind: "reset", token: sent, to });
      });
    return { mail: mail !== null };
  }),
});
