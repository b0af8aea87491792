import { isReady } from "@touchline/db/queries/readiness";
import { database } from "../../../database.ts";

export const dynamic = "force-dynamic";

/** Ready: the database answers and holds the schema that this build expects. */
export async function GET(): Promise<Response> {
  const ready = await isReady(database().db).catch(() => false);
  return Response.json({ status: ready ? "ok" : "database not ready" }, { status: ready ? 200 : 503 });
}
