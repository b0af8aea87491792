import type { Instrumentation } from "next";

/** Runs once before the server takes its first request, so that a wrong setting ends it at once. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] === "nodejs") (await import("./start.ts")).start();
}

/** A page or a handler threw: the cause goes to the log under the request's id. */
export const onRequestError: Instrumentation.onRequestError = async (cause, request, { routePath }) => {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { log } = await import("./log.ts");
  const requestId = String(request.headers["x-request-id"] ?? "-");
  log.error({ message: "a page failed", requestId, path: `${request.method} ${routePath}`, cause });
};
