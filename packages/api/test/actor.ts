import type { Db } from "@touchline/db/client";
import { createSession } from "@touchline/db/commands/session";
import { createUser } from "@touchline/db/commands/user";
import type { Role } from "@touchline/domain/access";
import { createContext } from "../src/context.ts";
import type { Installation } from "../src/links.ts";
import type { Message } from "../src/mail.ts";
import { hashPassword } from "../src/password.ts";
import { createCaller } from "../src/root.ts";
import { NOW, scope } from "./company.ts";

export const SECRET = "k7Zq2mXv9RtB4nWc8LpJ3sHd6FgY1aQe";
export const PASSWORD = "plum-otter-lantern-42";
let hashed: Promise<string> | undefined;
let serial = 0;

/** An installation whose mails are kept, and whose work after the answer can be waited for. */
export function testInstallation(withMail = true) {
  const sent: Message[] = [];
  const underWay: Promise<void>[] = [];
  const installation: Installation = {
    baseUrl: "https://cx.example.com",
    secret: SECRET,
    mail: withMail ? async (message) => void sent.push(message) : null,
    later: (work) => void underWay.push(work()),
  };
  return { installation, sent, settled: () => Promise.all(underWay) };
}

/** A user with PASSWORD, and a sign-in of theirs. */
export async function mintActor(db: Db, role: Role, departmentIds: readonly number[] = []) {
  serial += 1;
  hashed ??= hashPassword(PASSWORD);
  const email = `actor${serial}@example.com`;
  const passwordHash = await hashed;
  const id = await createUser(db, scope, {
    email,
    name: `Actor ${serial}`,
    role,
    passwordHash,
    departmentIds,
  });
  return { id, email, sessionId: await createSession(db, scope, { userId: id, now: NOW }) };
}

/** The procedures as the owner of that session calls them. */
export function callAs(
  db: Db,
  sessionId: string | null,
  more: { now?: Date; address?: string; installation?: Installation } = {},
) {
  return createCaller(
    createContext({
      db,
      now: NOW,
      requestId: "test",
      log: {
        error: ({ cause }) => {
          throw cause;
        },
      },
      sessionId,
      address: null,
      installation: testInstallation().installation,
      ...more,
    }),
  );
}
