import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { createDb } from "../src/client.ts";

/** A database of this test file's own, copied from the migrated template; read `.db` and `.url` inside tests. */
export function testDatabase(): ReturnType<typeof createDb> & { url: string } {
  const handle = {} as ReturnType<typeof createDb> & { url: string };
  const name = `t_${randomBytes(6).toString("hex")}`;
  const adminUrl = inject("postgresUrl");
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  beforeAll(async () => {
    await admin(`create database ${name} template template_touchline`);
    const url = adminUrl.replace(/\/[^/]*$/, `/${name}`);
    Object.assign(handle, createDb(url), { url });
  });
  afterAll(async () => {
    await handle.close();
    await admin(`drop database ${name} with (force)`);
  });
  return handle;
}
