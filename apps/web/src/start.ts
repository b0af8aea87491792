import { markPeers } from "@touchline/api/address";
import { database } from "./database.ts";
import { env } from "./env.ts";
import { watchRequests } from "./every-request.ts";
import { drain } from "./graceful-stop.ts";
import { captureConsole, logger } from "./log.ts";

/** What the process does from its first request to its last. Called once, after the settings were found right. */
export function start(): void {
  const development = process.env.NODE_ENV === "development";
  const https = new URL(env.NEXTAUTH_URL).protocol === "https:";
  markPeers();
  const { traffic } = watchRequests(logger, { https, development });
  if (development) return;
  captureConsole(logger, console);
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal, open: traffic.open.size }, "stopping");
    const left = await drain(traffic);
    if (left > 0) logger.warn({ left }, "stopped with requests under way");
    await Promise.race([database().close(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
    logger.info({ signal }, "stopped");
    process.exit(left > 0 ? 1 : 0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
}
