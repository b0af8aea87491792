import { LONGEST_SESSION, signIn, signOut } from "@touchline/api/sign-in";
import { AppError } from "@touchline/domain/errors";
import type { AuthOptions, DefaultSession } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { database } from "./database.ts";
import { singleSignOn } from "./env.ts";
import { log } from "./log.ts";
import { oidcProvider } from "./oidc.ts";

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

const credentials = z.object({ email: z.string().max(320), password: z.string() });

/**
 * The cookie carries only a session's id, signed and encrypted. Whether that session holds is asked of the database at
 * each request, so that ending it ends the sign-in at once.
 */
export const authOptions: AuthOptions = {
  session: { strategy: "jwt", maxAge: LONGEST_SESSION },
  pages: { signIn: "/sign-in" },
  providers: [
    Credentials({
      credentials: { email: { type: "email" }, password: { type: "password" } },
      async authorize(input) {
        const parsed = credentials.safeParse(input);
        if (!parsed.success) return null;
        const signed = await signIn(database().db, { ...parsed.data, now: new Date() }).catch((cause) => {
          if (!(cause instanceof AppError))
            log.error({
              message: "signing in failed",
              requestId: "-",
              path: "POST /api/auth/callback",
              cause,
            });
          // next-auth shows the browser this message.
          throw new Error("unavailable");
        });
        return signed && { id: String(signed.userId), email: signed.email, sessionId: signed.sessionId };
      },
    }),
    ...(singleSignOn ? [oidcProvider(singleSignOn)] : []),
  ],
  callbacks: {
    signIn: ({ user }) => (user.refused === undefined ? true : `/sign-in?error=${user.refused}`),
    jwt: ({ token, user }) => (user ? { ...token, sessionId: user.sessionId } : token),
    session: ({ session, token }) => ({ ...session, sessionId: token.sessionId ?? null }),
  },
  events: {
    async signOut({ token }) {
      if (token.sessionId)
        await signOut(database().db, {
          sessionId: token.sessionId,
          email: token.email ?? "",
          now: new Date(),
        });
    },
  },
};
