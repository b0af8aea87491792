import { appRouter } from "@touchline/api/root";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { failure } from "../../../../failure.ts";
import { requireSameOrigin } from "../../../../origin.ts";
import { requestContext } from "../../../../server.ts";
import { requireSmallBody } from "../../../../small-body.ts";

/** Calls that one request may hold; a page makes a handful. */
const LARGEST_BATCH = 20;

const handle = (request: Request) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: requestContext,
    maxBatchSize: LARGEST_BATCH,
    allowMethodOverride: true,
    responseMeta: () => ({ headers: { "cache-control": "private, no-store" } }),
  });

export const GET = handle;

export function POST(request: Request): Promise<Response> | Response {
  try {
    requireSameOrigin(request);
    requireSmallBody(request);
  } catch (cause) {
    const { message, response } = failure(cause, "POST /api/trpc", request);
    return Response.json({ error: { message } }, { status: response.status });
  }
  return handle(request);
}
