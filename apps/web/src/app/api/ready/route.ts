import { databaseReady } from "@touchline/api/readiness";
import { database } from "../../../database.ts";

export const dynamic = "force-dynamic";

/** Ready: the database answers and holds the schema that this build expects. */
export async function GET(): Promise<Response> {
  const ready = await databaseReady(database().db);
  return Response.json({ status: ready ? "ok" : "database not ready" }, { status: ready ? 200 : 503 });
}
