import { randomUUID } from "node:crypto";
import { addressOf, PEER_HEADER } from "@touchline/api/address";
import { toAppError } from "@touchline/api/error-mapping";
import { attemptSignIn, LONGEST_SESSION, type SignInOutcome, signOut } from "@touchline/api/sign-in";
import { headers } from "next/headers";
import type { AuthOptions, DefaultSession } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { database } from "./database.ts";
import { env, singleSignOn } from "./env.ts";
import { REQUEST_ID } from "./every-request.ts";
import { installation } from "./installation.ts";
import { log } from "./log.ts";
import { oidcProvider } from "./oidc.ts";
import { returnPath } from "./return-path.ts";
import { type SignInRefusal, writeRefusal } from "./sign-in-refusal.ts";

declare module "next-auth" {
  interface Session extends DefaultSession {
    sessionId: string | null;
  }
  interface User {
    sessionId: string;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    sessionId?: string;
  }
}

const credentials = z.object({
  email: z.string().max(320),
  password: z.string(),
  code: z.string().max(100).optional(),
});

type Sent = { get(name: string): string | null };
const comesFrom = (sent: Sent) => addressOf(sent, sent.get(PEER_HEADER), env.TRUSTED_PROXY_HOPS);

/** next-auth gives the browser an error's message: ours is a code, which the form puts into words. */
const refusal = (code: SignInRefusal): Error => new Error(writeRefusal(code));

async function outcomeOf(input: z.infer<typeof credentials>, sent: Sent): Promise<SignInOutcome> {
  try {
    return await attemptSignIn(database().db, {
      ...input,
      address: comesFrom(sent),
      agent: sent.get("user-agent"),
      secret: installation.secret,
      now: new Date(),
    });
  } catch (cause) {
    const requestId = sent.get(REQUEST_ID) ?? randomUUID();
    const { error, defect } = toAppError(cause, requestId);
    if (defect)
      log.error({ message: "signing in failed", requestId, path: "POST /api/auth/callback", cause });
    throw refusal({ outcome: error.code === "too_many" ? "busy" : "failed" });
  }
}

/**
 * The cookie carries only a session's id, signed and encrypted. Whether that session holds is asked of the database at
 * each request, so that ending it ends the sign-in at once.
 */
export const authOptions: AuthOptions = {
  session: { strategy: "jwt", maxAge: LONGEST_SESSION },
  pages: { signIn: "/sign-in", signOut: "/", error: "/sign-in" },
  providers: [
    Credentials({
      credentials: { email: { type: "email" }, password: { type: "password" }, code: { type: "text" } },
      async authorize(input, request) {
        const parsed = credentials.safeParse(input);
        if (!parsed.success) throw refusal({ outcome: "refused" });
        const done = await outcomeOf(parsed.data, new Headers(request.headers));
        if (done.outcome !== "signed_in") throw refusal(done);
        return { id: String(done.userId), email: done.email, sessionId: done.sessionId };
      },
    }),
    ...(singleSignOn ? [oidcProvider(singleSignOn)] : []),
  ],
  callbacks: {
    signIn: ({ user }) => (user.refused === undefined ? true : `/sign-in?error=${user.refused}`),
    // Whatever a link, a form or a cookie says: nobody is sent off our origin.
    redirect: ({ url, baseUrl }) =>
      baseUrl + returnPath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
    jwt: ({ token, user }) => (user ? { ...token, sessionId: user.sessionId } : token),
    session: ({ session, token }) => ({ ...session, sessionId: token.sessionId ?? null }),
  },
  events: {
    async signOut({ token }) {
      if (token.sessionId)
        await signOut(database().db, {
          sessionId: token.sessionId,
          email: token.email ?? "",
          address: comesFrom(await headers()),
          now: new Date(),
        });
    },
  },
};
