import { AppError } from "@touchline/domain/errors";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary as commonWords } from "@zxcvbn-ts/language-common";
import { dictionary as englishWords, translations } from "@zxcvbn-ts/language-en";

/** Longer ones are refused before any work is spent on them. Characters, as all lengths here. */
export const LONGEST_PASSWORD = 1_000;
const SHORTEST_PASSWORD = 8;
const ADVISED_LENGTH = 15;
/** Eight characters at random are judged at about 10^8 guesses and pass; "Summer2026!", at 10^7, does not. */
const LEAST_GUESSES_LOG10 = 7.5;
/** Judging takes time that grows with the square of the length, and this much is strong or never will be. */
const JUDGED_LENGTH = 64;

const judge = new ZxcvbnFactory({
  dictionary: { ...commonWords, ...englishWords },
  graphs: adjacencyGraphs,
  translations,
  maxLength: JUDGED_LENGTH,
  // The default of 100 takes seconds for strings made to be slow.
  l33tMaxSubstitutions: 10,
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
  const words = ["touchline", ...about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2);
  const own = words.reduce((rest, word) => rest.replaceAll(word, ""), password.toLowerCase());
  if ([...own].length < SHORTEST_PASSWORD && own.length < password.length)
    refuse(
      "This password is little more than a name that others know. Add words that have nothing to do with it.",
    );
  const { guessesLog10, feedback } = judge.check(password.slice(0, JUDGED_LENGTH), words);
  if (guessesLog10 < LEAST_GUESSES_LOG10)
    refuse(
      ["This password is easily guessed.", feedback.warning, ...feedback.suggestions]
        .filter(Boolean)
        .join(" "),
    );
  return length < ADVISED_LENGTH
    ? `This password will do. ${ADVISED_LENGTH} characters or more are better: a few words that don't belong together.`
    : null;
}
