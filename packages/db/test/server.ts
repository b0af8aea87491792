import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startThrowaway } from "../src/embedded.ts";
import { migrate } from "../src/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Global set-up: one real PostgreSQL per run with a migrated template database that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "touchline-test-"));
  await chmod(folder, 0o755);
  const server = await startThrowaway(join(folder, "pg"));
  const admin = new pg.Client({ connectionString: server.url("postgres") });
  await admin.connect();
  await admin.query("create database template_touchline");
  await admin.end();
  await migrate(server.url("template_touchline"));
  project.provide("postgresUrl", server.url("postgres"));
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
