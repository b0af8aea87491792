import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { Server } from "node:http";
import Provider from "oidc-provider";

export const CLIENT = { id: "touchline", secret: "a-secret-that-both-sides-know-of-1" };

type Payload = Record<string, unknown>;

/** Somebody at the provider, by the name that is typed there: what it says of them, and how its token is tampered with. */
export interface Persona {
  readonly claims: Payload;
  /** Makes another token of the one that the provider signed. */
  readonly forge?: (payload: Payload, keys: Keys) => string;
}

interface Keys {
  /** Signs as the provider does. */
  readonly own: (payload: Payload) => string;
  /** Signs under the provider's key id by another key. */
  readonly foreign: (payload: Payload) => string;
  /** Not signed at all. */
  readonly none: (payload: Payload) => string;
  /** Signed by the client's secret, as HS256. */
  readonly secret: (payload: Payload) => string;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const KEY_ID = "only-key";

function keysOf(privateKey: KeyObject): Keys {
  const { privateKey: another } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const signed = (alg: string, signature: (text: string) => string) => (payload: Payload) => {
    const text = `${part({ alg, typ: "JWT", ...(alg === "RS256" && { kid: KEY_ID }) })}.${part(payload)}`;
    return `${text}.${signature(text)}`;
  };
  const rsa = (key: KeyObject) => (text: string) =>
    sign("RSA-SHA256", Buffer.from(text), key).toString("base64url");
  return {
    own: signed("RS256", rsa(privateKey)),
    foreign: signed("RS256", rsa(another)),
    none: signed("none", () => ""),
    secret: signed("HS256", (text) => createHmac("sha256", CLIENT.secret).update(text).digest("base64url")),
  };
}

export interface TestProvider {
  /** The address of the next return to the client, which is then held up: the browser stays where it is. */
  readonly nextReturn: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** A real provider at `issuer`, whose people are `personas` and whose tokens some of them bend. */
export async function startProvider(
  issuer: string,
  redirectUri: string,
  personas: ReadonlyMap<string, Persona>,
): Promise<TestProvider> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const keys = keysOf(privateKey);
  const jwk = { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: KEY_ID };
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    jwks: { keys: [jwk] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    cookies: { keys: ["only for these tests"] },
    claims: { openid: ["sub", "email", "email_verified", "name", "groups", "departments"] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...personas.get(id)?.claims }),
    }),
    // Nobody is asked for consent: that is the provider's affair and not ours.
    async loadExistingGrant({ oidc }) {
      const accountId = oidc.session?.accountId;
      const clientId = oidc.client?.clientId;
      if (!accountId || !clientId) return undefined;
      const grant = new provider.Grant({ accountId, clientId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  let holdUp: ((address: string) => void) | null = null;
  provider.use(async (ctx, next) => {
    await next();
    const to = ctx.response.headers["location"];
    if (holdUp && typeof to === "string" && to.startsWith(redirectUri)) {
      holdUp(to);
      holdUp = null;
      ctx.remove("location");
      ctx.status = 200;
      ctx.body = "held up";
      return;
    }
    const body = ctx.body as { id_token?: string } | undefined;
    if (ctx.path !== "/token" || !body?.id_token) return;
    const payload = JSON.parse(
      Buffer.from(body.id_token.split(".")[1] ?? "", "base64url").toString(),
    ) as Payload;
    const forge = personas.get(String(payload["sub"]))?.forge;
    if (forge) ctx.body = { ...body, id_token: forge(payload, keys) };
  });
  const server = await new Promise<Server>((resolve) => {
    const started: Server = provider.listen(Number(new URL(issuer).port), () => resolve(started));
  });
  return {
    nextReturn: () =>
      new Promise((resolve) => {
        holdUp = resolve;
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
