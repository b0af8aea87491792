import type { Role } from "@touchline/domain/access";
import type { SignOnRefusal } from "@touchline/domain/single-sign-on";
import type { SingleSignOnSettings } from "./single-sign-on-settings.ts";
import { emailInput, nameInput } from "./user-input.ts";

export type Claims = Readonly<Record<string, unknown>>;

/** What a provider says of somebody, judged: each part is sure. */
export interface JudgedIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** Verified, of an allowed domain, lower case. */
  readonly email: string;
  readonly name: string;
  /** null: no claim decides about roles here. */
  readonly role: Role | null;
  /** Slugs of a department head's departments; null: this is no head, or no claim decides about them. */
  readonly departments: readonly string[] | null;
  readonly secondFactor: boolean;
}

export type Judgement =
  | { readonly identity: JudgedIdentity; readonly refused?: undefined }
  | { readonly refused: SignOnRefusal };

/** More than anybody's groups; a longer list is no claim of ours. */
const MOST_VALUES = 1_000;

const own = (claims: Claims | null, name: string): unknown =>
  claims !== null && Object.hasOwn(claims, name) ? claims[name] : undefined;

/** A claim of one or of many plain texts; null: it is missing or something else. */
function textsOf(value: unknown): string[] | null {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.length > MOST_VALUES) return null;
  const texts = values.filter((each) => typeof each === "string");
  return texts.length === values.length ? texts : null;
}

/** Of the values of the claim, those that nobody mapped are passed over; one role must be left, and one only. */
function roleFrom(
  role: NonNullable<SingleSignOnSettings["role"]>,
  value: unknown,
): Role | SignOnRefusalOfRole {
  const values = textsOf(value);
  if (values === null) return "role_missing";
  const found = new Set(values.flatMap((each) => role.roles.get(each) ?? []));
  const [only] = found;
  if (only === undefined) return "role_unknown";
  return found.size === 1 ? only : "role_ambiguous";
}
type SignOnRefusalOfRole = Extract<SignOnRefusal, `role_${string}`>;
const isRefused = (role: Role | SignOnRefusalOfRole): role is SignOnRefusalOfRole => role.startsWith("role_");

/** The address in lower case; null: it is no single plain one. Signs beyond ASCII go before lower case makes them ASCII. */
function emailFrom(value: unknown): string | null {
  if (typeof value !== "string" || !/^[\x21-\x7e]+$/.test(value)) return null;
  return emailInput.safeParse(value).data ?? null;
}

/**
 * Decides what the provider's claims are worth. idToken: the claims of a token whose signature, audience, nonce and
 * time were found right. userInfo: the answer of the provider's userinfo address, which fills in what the token lacks
 * and may contradict it in nothing; null: there is none. Whatever is not sure is refused.
 */
export function judgeClaims(
  settings: SingleSignOnSettings,
  said: { readonly idToken: Claims; readonly userInfo: Claims | null },
): Judgement {
  const { idToken, userInfo } = said;
  if (own(idToken, "iss") !== settings.issuer) return { refused: "issuer" };
  const subject = own(idToken, "sub");
  if (typeof subject !== "string" || !/^[\x20-\x7e]{1,255}$/.test(subject)) return { refused: "subject" };
  if (userInfo !== null && own(userInfo, "sub") !== subject) return { refused: "contradiction" };

  const { verifiedClaim, role: roleSettings, departmentClaim } = settings;
  const deciding = ["email", verifiedClaim, roleSettings?.claim, departmentClaim];
  const disagree = (name: string | null | undefined) => {
    if (!name) return false;
    const [signed, told] = [own(idToken, name), own(userInfo, name)];
    return signed !== undefined && told !== undefined && JSON.stringify(signed) !== JSON.stringify(told);
  };
  if (deciding.some(disagree)) return { refused: "contradiction" };
  const claim = (name: string) => own(idToken, name) ?? own(userInfo, name);

  const email = emailFrom(claim("email"));
  if (email === null) return { refused: "email" };
  if (claim(verifiedClaim) !== true) return { refused: "email_unverified" };
  if (!settings.domains.includes(email.slice(email.lastIndexOf("@") + 1))) return { refused: "domain" };

  const role = roleSettings && roleFrom(roleSettings, claim(roleSettings.claim));
  if (role !== null && isRefused(role)) return { refused: role };
  const heads = departmentClaim !== null && role === "department_head";
  const departments = heads ? textsOf(claim(departmentClaim)) : null;
  if (heads && departments === null) return { refused: "department" };

  const methods = own(idToken, "amr");
  const multiFactor = Array.isArray(methods) && methods.includes("mfa");
  const name =
    nameInput.safeParse(claim("name")).data ?? email.slice(0, email.lastIndexOf("@")).slice(0, 120);
  return {
    identity: {
      issuer: settings.issuer,
      subject,
      email,
      name,
      role,
      departments,
      secondFactor: settings.secondFactor === "yes" || (settings.secondFactor === "amr" && multiFactor),
    },
  };
}
