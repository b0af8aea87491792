import { randomBytes } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { canEnter, runAs } from "@touchline/db/embedded-programs";
import { AppError } from "@touchline/domain/errors";
import { complain } from "./terminal.ts";

/** The checkout that this file belongs to. */
export const CHECKOUT = resolve(fileURLToPath(new URL("../../..", import.meta.url)));

const exists = (path: string) => stat(path).then(Boolean, () => false);

/**
 * The folder where this installation keeps its database, secrets and sign-in, made when missing: TOUCHLINE_HOME, else .touchline in the checkout. As root in a
 * checkout that the user of PostgreSQL can't enter it is a folder below /var/lib/touchline, whose name is kept in
 * .touchline/place, so that a moved checkout keeps its data and a fresh clone starts anew.
 */
export async function findPlace(): Promise<string> {
  const home = resolve(process.env["TOUCHLINE_HOME"] ?? join(CHECKOUT, ".touchline"));
  try {
    // With a database elsewhere, nobody else has to get at what is kept here.
    const user = process.env["DATABASE_URL"] ? undefined : runAs();
    // The user of PostgreSQL must pass through to its own folder; the files in it are closed one by one.
    await mkdir(home, { recursive: true, mode: user ? 0o755 : 0o700 });
    if (canEnter(home, user)) return home;
    const marker = join(home, "place");
    const known = (await readFile(marker, "utf8").catch(() => "")).trim();
    if (known && (await exists(known)) && canEnter(known, user)) return known;
    for (const base of ["/var/lib", tmpdir()]) {
      const folder = join(base, "touchline", randomBytes(6).toString("hex"));
      const made = await mkdir(folder, { recursive: true, mode: 0o755 }).catch(() => null);
      if (!made || !canEnter(folder, user)) continue;
      await writeFile(marker, `${folder}\n`);
      complain(`PostgreSQL does not run as root and can't enter this folder: the data is kept in ${folder}`);
      return folder;
    }
  } catch (error) {
    const { code } = error as { code?: string };
    // Node says ENOENT where a folder can't be made on a read-only disk.
    if (["EACCES", "EROFS", "EPERM", "ENOTDIR", "ENOENT"].includes(code ?? "")) {
      throw new AppError(
        "unavailable",
        `Touchline can't write to ${dirname(home)}, where it keeps its data.`,
        {
          cause: error,
        },
      );
    }
    throw error;
  }
  throw new AppError(
    "unavailable",
    `PostgreSQL does not run as root, and its own user can't enter ${home}. Set TOUCHLINE_HOME to a folder that it can enter.`,
  );
}
