import { readFile, rename, writeFile } from "node:fs/promises";
import { ensureFirstUsers } from "@touchline/api/first-users";
import type { Db } from "@touchline/db/client";
import type { Scope } from "@touchline/domain/access";

/**
 * Makes the first users of a database that has none and hands how to sign in to `keep` before they are committed: a
 * kill -9 in between makes both anew at the next start. Returns that text, or null when there were users.
 */
export async function makeFirstUsers(
  db: Db,
  scope: Scope,
  url: string,
  keep: (text: string) => Promise<void>,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    const users = await ensureFirstUsers(tx, scope);
    if (users.length === 0) return null;
    const width = Math.max(...users.map(({ email }) => email.length));
    const lines = users.map(({ email, role, password }) => {
      return `  ${email.padEnd(width)}  ${password}   ${role.replace("_", " ")}`;
    });
    const text = [`Sign in at ${url} with one of these, made for this installation:`, ...lines].join("\n");
    await keep(text);
    return text;
  });
}

/** What the terminal says of the link for the first admin. */
export function firstAdminWords(link: string): string {
  return `Make yourself the administrator here, within 24 hours and once:\n  ${link}`;
}

/** Keeps how to sign in in `file`, readable by its owner alone. */
export async function keepSignIn(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, `${text}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Whether `file` still tells how to sign in: the administrator may have deleted it after changing the passwords. */
export async function isSignInKept(file: string): Promise<boolean> {
  return (await readFile(file, "utf8").catch(() => "")) !== "";
}
