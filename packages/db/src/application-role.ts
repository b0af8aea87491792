import { readFile } from "node:fs/promises";
import pg from "pg";

/** The role of grants.sql, as which the product itself runs. */
const ROLE = "touchline_app";
/** Any constant: two starts at once do it one after the other. */
const ROLE_LOCK = 7_009;
const GRANTS = new URL("../grants.sql", import.meta.url);

/**
 * Makes the role that the product runs as on an embedded server, which owns nothing and so can't take the lock off the
 * audit log, and gives it its rights. ownerUrl: a migrated database. Safe at every start. Returns the role's address.
 */
export async function applicationUrl(ownerUrl: string, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [ROLE_LOCK]);
    const { rowCount } = await client.query("select from pg_roles where rolname = $1", [ROLE]);
    if (!rowCount) await client.query(`create role ${ROLE} login`);
    await client.query(`alter role ${ROLE} password ${client.escapeLiteral(password)}`);
    await client.query(await readFile(GRANTS, "utf8"));
    // Bulk imports are faster past ordinary triggers; the one that keeps the audit log always fires.
    await client.query(`grant set on parameter session_replication_role to ${ROLE}`);
    await client.query("commit");
  } finally {
    await client.end();
  }
  const address = new URL(ownerUrl);
  address.username = ROLE;
  address.password = password;
  return address.href;
}
