import { randomUUID } from "node:crypto";
import { addressOf, PEER_HEADER } from "@touchline/api/address";
import { refuseAnswer, singleSignOn as signInBy } from "@touchline/api/single-sign-on";
import type { Claims } from "@touchline/api/single-sign-on-claims";
import type { SingleSignOnSettings } from "@touchline/api/single-sign-on-settings";
import type { SignOnRefusal } from "@touchline/domain/single-sign-on";
import { headers } from "next/headers";
import type { Profile, User } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { database } from "./database.ts";
import { env } from "./env.ts";
import { REQUEST_ID } from "./every-request.ts";
import { log } from "./log.ts";
import { SINGLE_SIGN_ON } from "./oidc-words.ts";

declare module "next-auth" {
  interface User {
    /** The provider vouches for them, and they may not sign in all the same. */
    refused?: SignOnRefusal;
  }
}

interface Said extends Profile {
  readonly idToken: Claims;
  readonly userInfo: Claims | null;
}

type Asked = Parameters<
  NonNullable<Exclude<OAuthConfig<Said>["userinfo"], string | undefined>["request"]>
>[0];
type VerifiedTokens = Exclude<Parameters<Asked["client"]["userinfo"]>[0], string>;
/** next-auth hands on what openid-client made of the provider's answer, all checks passed, under a wider type. */
const verified = (tokens: Asked["tokens"]): VerifiedTokens => tokens as unknown as VerifiedTokens;

const PATIENCE_MS = 5_000;

type Sent = { get(name: string): string | null };
const comesFrom = (sent: Sent) => addressOf(sent, sent.get(PEER_HEADER), env.TRUSTED_PROXY_HOPS);

async function userOf(settings: SingleSignOnSettings, { idToken, userInfo }: Said): Promise<User> {
  const sent = await headers();
  const done = await signInBy(database().db, {
    settings,
    said: { idToken, userInfo },
    address: comesFrom(sent),
    agent: sent.get("user-agent"),
    now: new Date(),
  }).catch((cause: unknown) => {
    const requestId = sent.get(REQUEST_ID) ?? randomUUID();
    log.error({ message: "single sign-on failed", requestId, path: "GET /api/auth/callback", cause });
    return { refused: "unavailable" } as const;
  });
  if (done.refused !== undefined) return { id: "nobody", sessionId: "", refused: done.refused };
  return { id: String(done.userId), email: done.email, sessionId: done.sessionId };
}

/**
 * The provider, for next-auth, which sees to PKCE, state and nonce, and to the token's signature (RS256 alone), audience
 * and time. What the claims are worth is decided by our own judgement, not here.
 */
export function oidcProvider(settings: SingleSignOnSettings): OAuthConfig<Said> {
  return {
    id: SINGLE_SIGN_ON,
    name: settings.name,
    type: "oauth",
    wellKnown: `${settings.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    client: { id_token_signed_response_alg: "RS256" },
    authorization: { params: { scope: settings.scopes } },
    httpOptions: { timeout: PATIENCE_MS },
    userinfo: {
      async request({ client, tokens }) {
        const idToken = verified(tokens).claims();
        const { userinfo_endpoint: more } = client.issuer.metadata;
        const userInfo = more ? await client.userinfo(verified(tokens)) : null;
        return { sub: idToken.sub, idToken, userInfo };
      },
    },
    profile: (said) => userOf(settings, said),
  };
}

/** Errors of next-auth's own, which it tells nobody but the browser. */
const NO_ANSWER = ["OAuthCallback", "Callback"];

/** Writes down that next-auth refused a return from the provider, before any claim was judged. Hands the answer on. */
export async function noteRefusedAnswer(request: Request, response: Response): Promise<Response> {
  if (!new URL(request.url).pathname.endsWith(`/callback/${SINGLE_SIGN_ON}`)) return response;
  const to = response.headers.get("location");
  const error = to && new URL(to, env.NEXTAUTH_URL).searchParams.get("error");
  if (!error || !NO_ANSWER.includes(error)) return response;
  await refuseAnswer(database().db, { address: comesFrom(request.headers), now: new Date() }).catch(
    (cause: unknown) => {
      const requestId = request.headers.get(REQUEST_ID) ?? randomUUID();
      log.error({
        message: "a refusal was not written down",
        requestId,
        path: "GET /api/auth/callback",
        cause,
      });
    },
  );
  return response;
}
