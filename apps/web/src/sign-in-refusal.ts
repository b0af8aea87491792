/** Why a sign-in did not come about, as the form needs to know it. Nothing in it tells whether there is such a user. */
export type SignInRefusal =
  | { readonly outcome: "refused" | "code_needed" | "code_refused" | "busy" | "failed" }
  | { readonly outcome: "wait"; readonly seconds: number };

const OUTCOMES = ["refused", "code_needed", "code_refused", "busy"] as const;

/** The refusal as one word, which next-auth carries to the browser. */
export function writeRefusal(refusal: SignInRefusal): string {
  return refusal.outcome === "wait" ? `wait-${refusal.seconds}` : refusal.outcome;
}

/** What writeRefusal() wrote; "failed" for anything else, such as an error of next-auth's own. */
export function readRefusal(written: string | null | undefined): SignInRefusal {
  const seconds = /^wait-(\d{1,6})$/.exec(written ?? "")?.[1];
  if (seconds !== undefined) return { outcome: "wait", seconds: Number(seconds) };
  return { outcome: OUTCOMES.find((outcome) => outcome === written) ?? "failed" };
}

const waitWords = (seconds: number): string => {
  if (seconds === 1) return "one second";
  return seconds < 100 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
};

/** The refusal in words. A code that is asked for is none: the form asks. */
export function refusalWords(refusal: SignInRefusal): string {
  switch (refusal.outcome) {
    case "refused":
      return "That e-mail and password don't go together.";
    case "code_needed":
      return "";
    case "code_refused":
      return "This code is not right, or was used before. Type the one that the app shows next.";
    case "wait":
      return `There were too many tries. Wait ${waitWords(refusal.seconds)}, then try again.`;
    case "busy":
      return "Very many people are signing in right now. Please try again in a moment.";
    case "failed":
      return "Signing in didn't work just now. Please try again.";
  }
}
