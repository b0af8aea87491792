import { checkSecret } from "@touchline/api/secrets";
import { AppError } from "@touchline/domain/errors";
import { findDatabase } from "../database.ts";
import { say } from "../terminal.ts";

/**
 * Brings the database to the newest schema and ends: for a deployment whose web process may not change the schema.
 * POSTGRES_PASSWORD, where docker-compose.yml sets it, must be a real secret.
 */
export async function run(): Promise<void> {
  const password = process.env["POSTGRES_PASSWORD"];
  const fault = password === undefined ? null : checkSecret("POSTGRES_PASSWORD", password);
  if (fault) throw new AppError("invalid", fault);
  const { close } = await findDatabase();
  await close();
  say("The database has the newest schema.");
}
