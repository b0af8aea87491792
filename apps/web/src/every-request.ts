import { randomBytes, randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { securityHeaders } from "./security-headers.ts";

export const REQUEST_ID = "x-request-id";

/** Carries path and query of the request to pages, which Next does not tell them; one from outside is overwritten. */
export const REQUEST_PATH = "x-touchline-path";

/** Asked every few seconds or by the dozen: their lines would bury the others. */
const QUIET = /^\/(_next\/|api\/(health|ready)$)/;

/** What the process is doing right now, for whoever stops it. */
export interface Traffic {
  readonly servers: Set<Server>;
  readonly open: Set<ServerResponse>;
  /** When the newest request came, in milliseconds as of performance.now(). */
  newest: number;
  /** Answers close their connection, so that clients go elsewhere before the server ends. */
  draining: boolean;
}

/** The id that a load balancer gave the request, where it looks like one; else a new one. */
const requestIdOf = (given: string | string[] | undefined): string =>
  typeof given === "string" && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();

/**
 * Gives every request an id and every answer its security headers, and logs it at its end. It listens to Node's own
 * HTTP server: a proxy.ts would do the same at two thirds of the throughput, and leave out what it does not match.
 */
export function watchRequests(
  logger: Logger,
  options: { https: boolean; development: boolean },
): { traffic: Traffic } {
  const traffic: Traffic = { servers: new Set(), open: new Set(), newest: 0, draining: false };
  const begin = (request: IncomingMessage, response: ServerResponse) => {
    const started = performance.now();
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const requestId = requestIdOf(request.headers[REQUEST_ID]);
    const headers = securityHeaders(path, randomBytes(16).toString("base64"), options);
    request.headers[REQUEST_ID] = requestId;
    request.headers[REQUEST_PATH] = request.url ?? "/";
    request.headers["content-security-policy"] = headers["Content-Security-Policy"];
    response.setHeader(REQUEST_ID, requestId);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (traffic.draining) response.shouldKeepAlive = false;
    traffic.newest = started;
    traffic.open.add(response);
    response.once("close", () => {
      traffic.open.delete(response);
      if (QUIET.test(path)) return;
      const { method } = request;
      const ms = Math.round((performance.now() - started) * 10) / 10;
      const entry = { requestId, method, path: path.slice(0, 300), status: response.statusCode, ms };
      logger.info(response.writableFinished ? entry : { ...entry, cutOff: true }, "answered");
    });
  };
  subscribe("http.server.request.start", (message) => {
    // The shape that Node documents for this channel.
    const { request, response, server } = message as {
      request: IncomingMessage;
      response: ServerResponse;
      server: Server;
    };
    traffic.servers.add(server);
    begin(request, response);
  });
  return { traffic };
}
