import { stopSeeingAs } from "@touchline/db/commands/see-as";
import type { SessionUser } from "@touchline/db/queries/user";
import { authorise, type Context } from "./context.ts";

/**
 * Shows admins their own Touchline again: the one change that is open to who looks as somebody else. Returns whom they
 * looked as, or themselves. Throws "unauthenticated".
 */
export async function endSeeingAs(context: Context): Promise<SessionUser> {
  const { viewer, scope } = await authorise(context, "session:read");
  await stopSeeingAs(context.db, scope, { sessionId: viewer.sessionId, now: context.now });
  return viewer;
}
