import { databaseReady } from "@touchline/api/readiness";
import { database } from "../../../database.ts";

export const dynamic = "force-dynamic";

const PATIENCE_MS = 3_000;

/** Ready: the database answers in time and holds the schema that this build expects. */
export async function GET(): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const ready = await Promise.race([databaseReady(database().db), late]);
  clearTimeout(timer);
  return Response.json({ status: ready ? "ok" : "database not ready" }, { status: ready ? 200 : 503 });
}
