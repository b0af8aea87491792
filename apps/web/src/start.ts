import { setTimeout as sleep } from "node:timers/promises";
import { markPeers } from "@touchline/api/address";
import { analysesPreparer } from "@touchline/api/prepare";
import { database } from "./database.ts";
import { env } from "./env.ts";
import { watchRequests } from "./every-request.ts";
import { filterParsers } from "./filters.ts";
import { drain } from "./graceful-stop.ts";
import { keptAnswers } from "./kept-answers.ts";
import { captureConsole, log, logger } from "./log.ts";

/** How often is looked whether the long analyses are to be worked out anew. */
const PREPARED_EVERY_MS = 5_000;

/** Keeps the long analyses worked out, for as long as the process runs. */
async function keepPrepared(stopped: () => boolean): Promise<void> {
  const first = filterParsers.period.defaultValue;
  const prepare = analysesPreparer(database().db, {
    first,
    keptAnswers: keptAnswers(),
    log,
    clock: () => new Date(),
    stopped,
  });
  let failed = false;
  while (!stopped()) {
    await sleep(PREPARED_EVERY_MS, undefined, { ref: false });
    try {
      await prepare();
      failed = false;
    } catch (cause) {
      // Once for each outage: pages say for themselves that the database is away.
      if (!failed && !stopped())
        log.error({ message: "preparing analyses failed", requestId: "-", path: "prepare", cause });
      failed = true;
    }
  }
}

/** What the process does from its first request to its last. Called once, after the settings were found right. */
export function start(): void {
  const development = process.env.NODE_ENV === "development";
  const https = new URL(env.NEXTAUTH_URL).protocol === "https:";
  markPeers();
  const { traffic } = watchRequests(logger, { https, development });
  if (development) return;
  captureConsole(logger, console);
  let stopping = false;
  void keepPrepared(() => stopping);
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
