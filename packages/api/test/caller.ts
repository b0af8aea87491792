import type { Db } from "@touchline/db/client";
import { createSession } from "@touchline/db/commands/session";
import { createUser } from "@touchline/db/commands/user";
import { type Role, systemScope } from "@touchline/domain/access";
import type { z } from "zod";
import { createContext } from "../src/context.ts";
import { createCaller } from "../src/root.ts";
import type { ViewInput, viewInput } from "../src/view-input.ts";

const scope = systemScope("test");
let users = 0;

/** The procedures as a new, signed-in user of that role calls them at `now`. */
export async function callerOf(db: Db, role: Role, now: Date): Promise<ReturnType<typeof createCaller>> {
  users += 1;
  const userId = await createUser(db, scope, {
    email: `user-${users}-${role}@example.com`,
    name: "Test user",
    role,
    passwordHash: null,
    departmentIds: [],
  });
  const sessionId = await createSession(db, scope, { userId, now });
  const log = {
    error: ({ cause }: { cause: unknown }) => {
      throw cause;
    },
  };
  return createCaller(
    createContext({ db, now, requestId: "test", log, sessionId, address: null, installation: null }),
  );
}

/** The view of the days `from` to `to`, both included, on all answers unless told otherwise. */
export function viewOf(from: string, to: string, more: Partial<ViewInput> = {}): z.input<typeof viewInput> {
  return { period: "custom", from, to, compare: "previous_period", evidence: "all", ...more };
}
