import { readFile, rename, writeFile } from "node:fs/promises";
import { ensureFirstUsers } from "@touchline/api/first-users";
import type { Db } from "@touchline/db/client";
import type { Scope } from "@touchline/domain/access";

/**
 * Makes the first users of a database that has none and keeps how to sign in in `file`, readable by its owner alone.
 * Returns that text when the users were made by this call, else null. The file is written before the users are
 * committed: a kill -9 in between makes both anew at the next start.
 */
export async function makeFirstUsers(
  db: Db,
  scope: Scope,
  file: string,
  url: string,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    const users = await ensureFirstUsers(tx, scope);
    if (users.length === 0) return null;
    const width = Math.max(...users.map(({ email }) => email.length));
    const lines = users.map(({ email, role, password }) => {
      return `  ${email.padEnd(width)}  ${password}   ${role.replace("_", " ")}`;
    });
    const text = [`Sign in at ${url} with one of these, made for this installation:`, ...lines].join("\n");
    await writeFile(`${file}.new`, `${text}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
    return text;
  });
}

/** Whether `file` still tells how to sign in: the administrator may have deleted it after changing the passwords. */
export async function isSignInKept(file: string): Promise<boolean> {
  return (await readFile(file, "utf8").catch(() => "")) !== "";
}
