import type { SignOnRefusal } from "@touchline/domain/single-sign-on";

/** How next-auth, and the address to which the provider sends people back, name single sign-on. */
export const SINGLE_SIGN_ON = "single-sign-on";

const ASK = "Ask an admin of Touchline.";
const AGAIN = "Signing in didn't work just now. Please try again.";
const UNSURE = `Your company's sign-in service gave an answer that Touchline can't be sure of. ${ASK}`;
const NO_ROLE = `Your company's sign-in service does not say clearly what you may see here. ${ASK}`;
const NO_ADDRESS = `Your company's sign-in service does not confirm your e-mail address. ${ASK}`;

const WORDS: Readonly<Record<SignOnRefusal | "OAuthSignin", string>> = {
  OAuthSignin: "Your company's sign-in service can't be reached right now. Please try again in a moment.",
  answer: "Signing in at your company's service did not come to an end. Please start again from here.",
  issuer: UNSURE,
  subject: UNSURE,
  contradiction: UNSURE,
  email: NO_ADDRESS,
  email_unverified: NO_ADDRESS,
  domain: `Addresses like yours may not sign in here. ${ASK}`,
  role_missing: NO_ROLE,
  role_unknown: NO_ROLE,
  role_ambiguous: NO_ROLE,
  department: NO_ROLE,
  second_factor: "Your account needs a second factor. Sign in with your password and your code instead.",
  unknown_user: `You are not known to Touchline yet. ${ASK}`,
  disabled: `Your account may not sign in. ${ASK}`,
  other_identity: `Your account may not sign in. ${ASK}`,
  password_user: "You have a password here. Sign in with it instead.",
  last_admin:
    "You are the last admin here, and your company's service says that you are none. Sign in with your password and make somebody else an admin first.",
  unavailable: AGAIN,
};

/** What the sign-in page says of the error in its address: fixed words alone, whoever wrote the address; null: none. */
export function signOnWords(error: unknown): string | null {
  if (typeof error !== "string" || error === "") return null;
  if (error === "OAuthCallback" || error === "Callback") return WORDS.answer;
  return Object.hasOwn(WORDS, error) ? WORDS[error as keyof typeof WORDS] : AGAIN;
}
