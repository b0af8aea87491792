/** Why a sign-in by single sign-on was refused, for the record and for the words that its user reads. Append only. */
export const SIGN_ON_REFUSALS = [
  /** State, nonce, code or signature: not an answer of the provider to a question of ours. */
  "answer",
  "issuer",
  "subject",
  /** The signed token and the provider's other answer disagree. */
  "contradiction",
  "email",
  "email_unverified",
  "domain",
  "role_missing",
  "role_unknown",
  "role_ambiguous",
  "department",
  "second_factor",
  "unknown_user",
  "disabled",
  /** The address belongs to an account that its owner signs in to by password. */
  "password_user",
  /** The address belongs to an account that somebody else at the provider is joined with. */
  "other_identity",
  "last_admin",
  /** The product itself was in trouble. */
  "unavailable",
] as const;
export type SignOnRefusal = (typeof SIGN_ON_REFUSALS)[number];
