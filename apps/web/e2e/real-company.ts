import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { ensureFirstUsers, type FirstUser } from "@touchline/api/first-users";
import { importFile } from "@touchline/api/import-file";
import { createDb } from "@touchline/db/client";
import { ensureStructure } from "@touchline/db/commands/template";
import { startThrowaway } from "@touchline/db/embedded";
import { migrate } from "@touchline/db/migrate";
import { systemScope } from "@touchline/domain/access";
import { startReady } from "./server.ts";

const folder = resolve(import.meta.dirname, "../../..", process.env["REAL_DATA_DIR"] ?? "../shared/data");
export const realData = existsSync(folder);

/** A reference file of the real data: figures that somebody else computed. */
export function reference<Figures>(path: string): Figures {
  return JSON.parse(readFileSync(resolve(folder, path), "utf8"));
}

export interface RealFile {
  readonly preset: string;
  readonly path: string;
}

export interface RealCompany {
  readonly base: string;
  readonly user: (role: FirstUser["role"]) => FirstUser;
  readonly stop: () => Promise<void>;
}

/** A server on an empty database into which real files came by the product's own import, and nothing else. */
export async function startCompany(files: readonly RealFile[]): Promise<RealCompany> {
  const home = await mkdtemp(join(tmpdir(), "touchline-real-"));
  await chmod(home, 0o755);
  const postgres = await startThrowaway(join(home, "pg"));
  const url = postgres.url("postgres");
  await migrate(url);
  const { db, close } = createDb(url);
  const scope = systemScope("browser tests");
  await ensureStructure(db, scope);
  for (const { preset, path } of files) {
    await importFile(db, scope, {
      path: resolve(folder, path),
      fileName: basename(path),
      mapping: { named: preset },
      constants: {},
      now: new Date(),
    });
  }
  const users = await ensureFirstUsers(db, scope);
  await close();
  const { base, server } = await startReady(url);
  return {
    base,
    user: (role) => {
      const found = users.find((each) => each.role === role);
      if (!found) throw new Error(`There is no ${role} to sign in as.`);
      return found;
    },
    stop: async () => {
      server.kill("SIGKILL");
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
