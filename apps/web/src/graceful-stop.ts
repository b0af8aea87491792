import { Server } from "node:net";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import type { Traffic } from "./every-request.ts";

/** So long without a request, and everybody who kept a connection has been told to leave. */
const QUIET_MS = 250;
const MOST_LOOKING_MS = 1_000;
/** A connection that comes between the last look at the door and its shutting is lost. */
const SHORT_TURN_MS = 1;
/** Shorter than the patience of whoever stops us: apps/cli/src/web.ts. */
const MOST_WAITING_MS = 20_000;

async function until(done: () => boolean, mostMs: number): Promise<void> {
  const end = performance.now() + mostMs;
  while (!done() && performance.now() < end) await sleep(20);
}

/**
 * Shuts the door when nobody waits before it: Node lets one connection in at each turn of its event loop, and the
 * system cuts off those that still wait.
 */
async function stopListening({ servers }: Traffic): Promise<void> {
  let came = false;
  const comes = () => {
    came = true;
  };
  for (const server of servers) server.on("connection", comes);
  const end = performance.now() + MOST_LOOKING_MS;
  for (let began = performance.now(); began < end; began = performance.now()) {
    came = false;
    await turn();
    if (!came && performance.now() - began < SHORT_TURN_MS) break;
  }
  // http's own close() also cuts connections whose request has come but was not read yet.
  for (const server of servers) Server.prototype.close.call(server);
}

/**
 * Ends taking requests without failing one. First the door is shut; then each answer closes its connection, so that
 * nobody sends another request on one that is about to end; what is under way is finished. Resolves with the number of
 * requests that did not end in time. `waitingMs`: how long for.
 */
export async function drain(traffic: Traffic, waitingMs = MOST_WAITING_MS): Promise<number> {
  await stopListening(traffic);
  const began = performance.now();
  traffic.draining = true;
  for (const response of traffic.open) response.shouldKeepAlive = false;
  const quiet = () =>
    traffic.open.size === 0 && performance.now() - Math.max(traffic.newest, began) > QUIET_MS;
  await until(quiet, waitingMs);
  return traffic.open.size;
}
