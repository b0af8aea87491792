import { authorise, createContext } from "@touchline/api/context";
import type { Db } from "@touchline/db/client";
import { createSession } from "@touchline/db/commands/session";
import { createUser } from "@touchline/db/commands/user";
import { systemScope } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { measure, type Timing } from "./measure.ts";

const scope = systemScope("bench");

/** What deciding about rights and minting the Scope adds to a request, beside the same trip to the database for nothing. */
export async function benchRights(db: Db, times: number): Promise<{ rights: Timing; nothing: Timing }> {
  const userId = await createUser(db, scope, {
    email: "rights@example.com",
    name: "Bench",
    role: "department_head",
    passwordHash: null,
    departmentIds: [1],
  });
  const now = new Date();
  const sessionId = await createSession(db, scope, { userId, now });
  const log = { error: () => undefined };
  const decide = () =>
    authorise(
      createContext({ db, now, requestId: "bench", log, sessionId, address: null, installation: null }),
      "metrics:read",
    );
  return {
    rights: await measure(decide, times),
    nothing: await measure(() => db.execute(sql`select 1`), times),
  };
}
