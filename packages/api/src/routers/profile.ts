import { changePassword, updateProfile } from "@touchline/db/commands/profile";
import {
  beginSecondFactor,
  confirmSecondFactor,
  disableSecondFactor,
  renewRecoveryCodes,
} from "@touchline/db/commands/second-factor";
import { endOtherSessions, endOwnSession } from "@touchline/db/commands/session";
import { readSecondFactor } from "@touchline/db/queries/second-factor";
import { listOwnSessions } from "@touchline/db/queries/session";
import { readCredentials } from "@touchline/db/queries/user";
import { THEMES } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { z } from "zod";
import { hashPassword } from "../password.ts";
import { checkPassword } from "../password-policy.ts";
import { newAppSecret, newRecoveryCodes, stepOfCode } from "../second-factor.ts";
import { provePassword } from "../sign-in.ts";
import { procedure, router } from "../trpc.ts";
import { nameInput, timeZoneInput } from "../user-input.ts";

const own = procedure("profile:write");
const proof = z.object({ password: z.string() });

const sessions = router({
  /** The viewer's sign-ins that hold; `current` is the one in use. */
  list: own.query(async ({ ctx }) => {
    const open = await listOwnSessions(ctx.db, ctx.scope, ctx.now);
    return open.map((row) => ({ ...row, current: row.id === ctx.viewer.sessionId }));
  }),

  /** Ends one of the viewer's sign-ins. Throws "not_found". */
  end: own
    .input(z.object({ sessionId: z.uuid() }))
    .mutation(({ ctx, input }) => endOwnSession(ctx.db, ctx.scope, { ...input, now: ctx.now })),

  /** Ends all but the one in use. */
  endOthers: own.mutation(async ({ ctx }) => ({
    ended: await endOtherSessions(ctx.db, ctx.scope, { keep: ctx.viewer.sessionId, now: ctx.now }),
  })),
});

const secondFactor = router({
  /** Begins with a new secret: `uri` for a QR code, `typed` for who can't scan it. Shown once. Throws "conflict". */
  begin: own.mutation(async ({ ctx }) => {
    const { uri, typed, sealed } = newAppSecret(ctx.requireInstallation().secret, ctx.viewer);
    await beginSecondFactor(ctx.db, ctx.scope, { secret: sealed });
    return { uri, typed };
  }),

  /** Makes it count, once the app shows the right code. Returns the recovery codes, shown once. Ends other sign-ins. */
  confirm: own.input(z.object({ code: z.string().max(20) })).mutation(async ({ ctx, input }) => {
    const { secret: key } = ctx.requireInstallation();
    const { id, sessionId } = ctx.viewer;
    const factor = await readSecondFactor(ctx.db, ctx.scope, id);
    if (!factor || factor.confirmed)
      throw new AppError("conflict", factor ? "It is set up already." : "Begin with a new secret.");
    const step = stepOfCode(key, { id, sealed: factor.secret }, input.code, ctx.now);
    if (step === null)
      throw new AppError(
        "invalid",
        "This is not the code that the app shows now. Is your phone's clock right?",
      );
    const { codes, hashes: codeHashes } = newRecoveryCodes(key, id);
    const { secret } = factor;
    await confirmSecondFactor(ctx.db, ctx.scope, { secret, step, codeHashes, keep: sessionId, now: ctx.now });
    return { recoveryCodes: codes };
  }),

  /** Puts ten new recovery codes in place of all old ones. Throws "invalid" for a wrong password. */
  renewCodes: own.input(proof).mutation(async ({ ctx, input }) => {
    const { secret: key } = ctx.requireInstallation();
    const { id, email } = ctx.viewer;
    await provePassword(ctx.db, ctx.scope, { ...input, email, now: ctx.now });
    const { codes, hashes: codeHashes } = newRecoveryCodes(key, id);
    await renewRecoveryCodes(ctx.db, ctx.scope, { codeHashes });
    return { recoveryCodes: codes };
  }),

  /** Throws "invalid" for a wrong password, "forbidden" where the role needs it, "conflict" without one. */
  disable: own.input(proof).mutation(async ({ ctx, input }) => {
    const { email } = ctx.viewer;
    await provePassword(ctx.db, ctx.scope, { ...input, email, now: ctx.now });
    await disableSecondFactor(ctx.db, ctx.scope);
  }),
});

export const profile = router({
  /** Who the viewer is, and how safe the sign-in. */
  get: own.query(async ({ ctx }) => {
    const { id, name, email, role, timeZone, theme } = ctx.viewer;
    const factor = await readSecondFactor(ctx.db, ctx.scope, id);
    const credentials = await readCredentials(ctx.db, ctx.scope, { email, knownAt: null });
    return {
      // Without one the only way in is single sign-on.
      hasPassword: typeof credentials?.passwordHash === "string",
      name,
      email,
      role,
      timeZone,
      theme,
      secondFactor: {
        ...ctx.viewer.secondFactor,
        recoveryCodesLeft: factor?.confirmed ? factor.recoveryCodesLeft : 0,
      },
    };
  }),

  update: own
    .input(z.object({ name: nameInput, timeZone: timeZoneInput.nullable(), theme: z.enum(THEMES) }))
    .mutation(({ ctx, input }) => updateProfile(ctx.db, ctx.scope, input)),

  /** Ends all other sign-ins. Returns advice on the new password. Throws "invalid", "too_many" or "conflict". */
  changePassword: own
    .input(z.object({ present: z.string(), next: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { email, name, sessionId } = ctx.viewer;
      const advice = checkPassword(input.next, [email, name]);
      const { db, scope, now } = ctx;
      const provenBy = await provePassword(db, scope, { email, password: input.present, now });
      const passwordHash = await hashPassword(input.next);
      await changePassword(db, scope, { provenBy, passwordHash, keep: sessionId, now });
      return { advice };
    }),

  sessions,
  secondFactor,
});
