import { readOrganisation } from "@touchline/db/queries/structure";
import { procedure, router } from "../trpc.ts";

export const settings = router({
  /** The organisation's name, time zone and thresholds. */
  get: procedure("session:read").query(({ ctx }) => readOrganisation(ctx.db, ctx.scope)),
});
