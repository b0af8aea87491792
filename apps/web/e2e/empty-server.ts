import { firstAdminLink } from "@touchline/api/first-admin";
import { applyTemplate } from "@touchline/db/commands/template";
import { migrate } from "@touchline/db/migrate";
import { systemScope } from "@touchline/domain/access";
import type { OwnServer } from "./own-server.ts";
import { onDatabase } from "./people.ts";
import { startReady } from "./server.ts";

/** A server on an empty database of its own, and the link that `npm start` would print. */
export async function fresh(own: OwnServer, name: string) {
  await onDatabase(own.databaseUrl, ({ pool }) => pool.query(`create database ${name}`));
  const address = new URL(own.databaseUrl);
  address.pathname = `/${name}`;
  await migrate(address.href);
  const { base, server } = await startReady(address.href);
  const scope = systemScope("browser tests");
  const link = await onDatabase(address.href, async ({ db }) => {
    await applyTemplate(db, scope, "general");
    return firstAdminLink(db, scope, { baseUrl: base, now: new Date() });
  });
  const admins = () =>
    onDatabase(address.href, async ({ pool }) => {
      const { rows } = await pool.query<{ email: string }>(
        "select email from user_account where role = 'admin'",
      );
      return rows.map(({ email }) => email);
    });
  return { base, server, link: link ?? "", admins };
}
