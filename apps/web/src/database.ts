import { createDb } from "@touchline/db/client";
import { env } from "./env.ts";
import { log } from "./log.ts";

type Database = ReturnType<typeof createDb>;
const kept = globalThis as typeof globalThis & { touchlineDatabase?: Database };

/** The process's one pool. It outlives the reloading of modules in development. */
export function database(): Database {
  kept.touchlineDatabase ??= createDb(env.DATABASE_URL, {
    applicationName: "touchline-web",
    onError: (cause) =>
      log.error({ message: "an idle database connection failed", requestId: "-", path: "pool", cause }),
  });
  return kept.touchlineDatabase;
}
