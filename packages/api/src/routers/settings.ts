import { SESSION_LIMITS } from "@touchline/db/commands/session";
import { updateSettings } from "@touchline/db/commands/settings";
import { readOrganisation } from "@touchline/db/queries/structure";
import { ROLES } from "@touchline/domain/access";
import { z } from "zod";
import { procedure, router } from "../trpc.ts";
import { currencyInput, nameInput, timeZoneInput } from "../user-input.ts";

const whole = (least: number, most: number) => z.number().int().min(least).max(most);

const settingsInput = z
  .object({
    name: nameInput,
    timeZone: timeZoneInput,
    leastAnswers: whole(1, 10_000),
    leastPeople: whole(3, 1_000),
    evidenceWindowDays: whole(1, 3_650),
    /** 1 = Monday to 7 = Sunday. */
    firstDayOfWeek: whole(1, 7),
    financialYearStartMonth: whole(1, 12),
    excludeCareless: z.boolean(),
    sessionIdleMinutes: whole(5, SESSION_LIMITS.absolute / 60_000),
    sessionAbsoluteMinutes: whole(5, SESSION_LIMITS.absolute / 60_000),
    secondFactorRoles: z.array(z.enum(ROLES)).max(ROLES.length),
    costPerContact: z.number().min(0).max(1_000_000).multipleOf(0.01).nullable(),
    currency: currencyInput.nullable(),
  })
  .refine(
    ({ costPerContact, currency }) => costPerContact === null || currency !== null,
    "A cost needs its currency: say in which one a contact costs that.",
  );

export const settings = router({
  /** The organisation's name, time zone and thresholds. */
  get: procedure("session:read").query(({ ctx }) => readOrganisation(ctx.db, ctx.scope)),

  /** Puts all settings in force with what follows from them. Throws "invalid", or "conflict" for an unconfirmed zone. */
  update: procedure("settings:write")
    .input(z.object({ settings: settingsInput, zoneConfirmed: z.boolean() }))
    .mutation(({ ctx, input }) => updateSettings(ctx.db, ctx.scope, input)),
});
