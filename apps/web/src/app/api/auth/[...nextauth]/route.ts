import NextAuth from "next-auth";
import { authOptions } from "../../../../auth.ts";
import { failure } from "../../../../failure.ts";
import { noteRefusedAnswer } from "../../../../oidc.ts";
import { requireSameOrigin } from "../../../../origin.ts";
import { requireSmallBody } from "../../../../small-body.ts";

type Handler = (request: Request, route: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

// next-auth types its handler for both of Next's routers at once.
const handler = NextAuth(authOptions) as Handler;

export const GET: Handler = async (request, route) =>
  noteRefusedAnswer(request, await handler(request, route));

/** Signing in and out: asked for by our own pages only, beside next-auth's own token against forged requests. */
export const POST: Handler = async (request, route) => {
  try {
    requireSameOrigin(request);
    requireSmallBody(request);
  } catch (cause) {
    return failure(cause, "POST /api/auth", request).response;
  }
  return handler(request, route);
};
