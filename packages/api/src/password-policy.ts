import { AppError } from "@touchline/domain/errors";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary as commonWords } from "@zxcvbn-ts/language-common";
import { dictionary as englishWords, translations } from "@zxcvbn-ts/language-en";

/** Longer ones are refused before any work is spent on them. Characters, as all lengths here. */
export const LONGEST_PASSWORD = 1_000;
const SHORTEST_PASSWORD = 8;
const ADVISED_LENGTH = 15;
/** Of 0 to 4: what takes more than 10^8 guesses. */
const LEAST_STRENGTH = 3;
/** Judging takes time that grows with the square of the length, and this much is strong or never will be. */
const JUDGED_LENGTH = 128;

const judge = new ZxcvbnFactory({
  dictionary: { ...commonWords, ...englishWords },
  graphs: adjacencyGraphs,
  translations,
  maxLength: JUDGED_LENGTH,
});
const COMMON: ReadonlySet<string> = new Set(commonWords["passwords-common"]);

const refuse = (message: string): never => {
  throw new AppError("invalid", message);
};

/**
 * Throws "invalid", with what to do instead, for a password that is too short, too long, common or easily guessed.
 * There are no rules of composition. about: words that say whose it is. Returns advice for one that may be used, or null.
 */
export function checkPassword(password: string, about: readonly string[]): string | null {
  if (password.length > LONGEST_PASSWORD)
    refuse(`A password has at most ${LONGEST_PASSWORD.toLocaleString("en")} characters.`);
  const { length } = [...password];
  if (length < SHORTEST_PASSWORD)
    refuse(
      `A password needs at least ${SHORTEST_PASSWORD} characters; ${ADVISED_LENGTH} or more are better.`,
    );
  if (COMMON.has(password.toLowerCase()))
    refuse(
      "This is one of the most common passwords. Choose another: a few words that don't belong together.",
    );
  const words = ["touchline", ...about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])];
  const { score, feedback } = judge.check(
    password.slice(0, JUDGED_LENGTH),
    words.filter((word) => word.length > 2),
  );
  if (score < LEAST_STRENGTH)
    refuse(
      ["This password is easily guessed.", feedback.warning, ...feedback.suggestions]
        .filter(Boolean)
        .join(" "),
    );
  return length < ADVISED_LENGTH
    ? `This password will do. ${ADVISED_LENGTH} characters or more are better: a few words that don't belong together.`
    : null;
}
