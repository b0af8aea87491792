import { appRouter } from "@touchline/api/root";
import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { requireSameOrigin } from "../../../../origin.ts";
import { requestContext } from "../../../../server.ts";

const handle = (request: Request) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: requestContext,
    responseMeta: () => ({ headers: { "cache-control": "private, no-store" } }),
  });

export const GET = handle;

export function POST(request: Request): Promise<Response> | Response {
  try {
    requireSameOrigin(request);
  } catch (cause) {
    const error = new TRPCError({ code: "FORBIDDEN", cause });
    return Response.json({ error: { message: error.message } }, { status: 403 });
  }
  return handle(request);
}
