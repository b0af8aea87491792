import { ROLES, type Role } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";

/** Whether a sign-in at the provider counts as the second factor: never, where `amr` says "mfa", or always. */
const TRUST = ["no", "amr", "yes"] as const;

export interface SingleSignOnSettings {
  /** Exactly as the provider writes it into `iss`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Lower case. A domain stands for itself alone, not for those below it. */
  readonly domains: readonly string[];
  readonly scopes: string;
  /** What the button calls the provider. */
  readonly name: string;
  /** The claim that must be true for the address to count. */
  readonly verifiedClaim: string;
  /** null: roles are what admins set, and nobody is let in who was not invited. */
  readonly role: { readonly claim: string; readonly roles: ReadonlyMap<string, Role> } | null;
  /** The claim with a head's departments, by slug; null: departments are what admins set. */
  readonly departmentClaim: string | null;
  readonly secondFactor: (typeof TRUST)[number];
  /** Whether an account that has a password may be joined with one of the provider by its address. */
  readonly linkPasswordUsers: boolean;
}

const REQUIRED = {
  OIDC_ISSUER: "the address of your provider, like https://login.example.com",
  OIDC_CLIENT_ID: "how your provider knows Touchline",
  OIDC_CLIENT_SECRET: "what your provider gave out for OIDC_CLIENT_ID",
  OIDC_ALLOWED_DOMAINS: "whose addresses may sign in, like example.com,example.org",
} as const;
const OPTIONAL = [
  "OIDC_NAME",
  "OIDC_SCOPES",
  "OIDC_VERIFIED_CLAIM",
  "OIDC_ROLE_CLAIM",
  "OIDC_ROLES",
  "OIDC_DEPARTMENT_CLAIM",
  "OIDC_TRUST_SECOND_FACTOR",
  "OIDC_LINK_PASSWORD_USERS",
] as const;
type Name = keyof typeof REQUIRED | (typeof OPTIONAL)[number];
const NAMES = [...(Object.keys(REQUIRED) as (keyof typeof REQUIRED)[]), ...OPTIONAL];

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
const CLAIM = /^[\x21-\x7e]{1,200}$/;

const wrong = (name: Name, fault: string) => new AppError("invalid", `${name} ${fault}`);

/** The provider's address, kept as it was typed: `iss` must equal it to the letter. */
function issuerFrom(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const safe = url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.includes(url.hostname));
  if (!url || !safe || url.username || url.password || /[?#\s]/.test(text))
    throw wrong("OIDC_ISSUER", "is no https address without query: write it as your provider does.");
  return text;
}

const listFrom = (text: string): string[] => text.split(",").map((entry) => entry.trim());

function domainsFrom(text: string): string[] {
  const domains = listFrom(text).map((domain) => domain.toLowerCase());
  const bad = domains.find((domain) => !DOMAIN.test(domain));
  if (bad !== undefined)
    throw wrong("OIDC_ALLOWED_DOMAINS", `has an entry that is no domain: "${bad.slice(0, 60)}".`);
  return domains;
}

function rolesFrom(text: string): Map<string, Role> {
  const roles = new Map<string, Role>();
  for (const entry of listFrom(text)) {
    const at = entry.lastIndexOf("=");
    const value = entry.slice(0, Math.max(at, 0)).trim();
    const role = ROLES.find((each) => each === entry.slice(at + 1).trim());
    if (value === "" || value.includes(";") || !role)
      throw wrong(
        "OIDC_ROLES",
        `must be written like: cx-admins=admin,cx-heads=department_head,cx=executive`,
      );
    if (roles.has(value)) throw wrong("OIDC_ROLES", `names "${value.slice(0, 60)}" twice.`);
    roles.set(value, role);
  }
  return roles;
}

function oneOf<const Word extends string>(
  name: Name,
  text: string | undefined,
  words: readonly Word[],
): Word {
  const found = words.find((word) => word === (text ?? "no"));
  if (found === undefined) throw wrong(name, `must be one of: ${words.join(", ")}.`);
  return found;
}

function claimFrom(name: Name, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!CLAIM.test(text)) throw wrong(name, "is no name of a claim.");
  return text;
}

/**
 * Single sign-on as the environment configures it; null where no OIDC_ variable of ours is set. Throws "invalid" with a
 * line that names the variable which is missing or not right.
 */
export function readSingleSignOnSettings(
  env: Readonly<Record<string, string | undefined>>,
): SingleSignOnSettings | null {
  const get = (name: Name): string | undefined => env[name]?.trim() || undefined;
  const set = NAMES.find((name) => get(name) !== undefined);
  if (!set) return null;
  const need = (name: keyof typeof REQUIRED): string => {
    const value = get(name);
    if (value === undefined) throw wrong(name, `is missing, while ${set} is set: ${REQUIRED[name]}.`);
    return value;
  };
  const issuer = issuerFrom(need("OIDC_ISSUER"));
  const clientId = need("OIDC_CLIENT_ID");
  const clientSecret = need("OIDC_CLIENT_SECRET");
  const domains = domainsFrom(need("OIDC_ALLOWED_DOMAINS"));
  const name = get("OIDC_NAME") ?? "single sign-on";
  if (!/^\P{Cc}{1,40}$/u.test(name))
    throw wrong("OIDC_NAME", "is longer than 40 characters, or than a line.");
  const scopes = get("OIDC_SCOPES") ?? "openid email profile";
  if (!/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(scopes) || !scopes.split(" ").includes("openid"))
    throw wrong("OIDC_SCOPES", 'must hold "openid", and scopes parted by one space.');
  const claim = claimFrom("OIDC_ROLE_CLAIM", get("OIDC_ROLE_CLAIM"));
  const roles = get("OIDC_ROLES");
  if (claim !== null && roles === undefined)
    throw wrong("OIDC_ROLES", "is missing, while OIDC_ROLE_CLAIM is set: which values give which role.");
  if (claim === null && roles !== undefined)
    throw wrong("OIDC_ROLE_CLAIM", "is missing, while OIDC_ROLES is set: the claim that holds these values.");
  const departmentClaim = claimFrom("OIDC_DEPARTMENT_CLAIM", get("OIDC_DEPARTMENT_CLAIM"));
  if (departmentClaim !== null && claim === null)
    throw wrong("OIDC_ROLE_CLAIM", "is missing, while OIDC_DEPARTMENT_CLAIM is set: who is a head at all.");
  return {
    issuer,
    clientId,
    clientSecret,
    domains,
    scopes,
    name,
    verifiedClaim: claimFrom("OIDC_VERIFIED_CLAIM", get("OIDC_VERIFIED_CLAIM")) ?? "email_verified",
    role: claim === null ? null : { claim, roles: rolesFrom(roles ?? "") },
    departmentClaim,
    secondFactor: oneOf("OIDC_TRUST_SECOND_FACTOR", get("OIDC_TRUST_SECOND_FACTOR"), TRUST),
    linkPasswordUsers:
      oneOf("OIDC_LINK_PASSWORD_USERS", get("OIDC_LINK_PASSWORD_USERS"), ["no", "yes"]) === "yes",
  };
}
