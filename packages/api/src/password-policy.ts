import { AppError } from "@touchline/domain/errors";
import { PASSWORD_LENGTH } from "@touchline/domain/password-length";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary as commonWords } from "@zxcvbn-ts/language-common";
import { dictionary as englishWords, translations } from "@zxcvbn-ts/language-en";

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
  if (password.length > PASSWORD_LENGTH.most)
    refuse(`A password has at most ${PASSWORD_LENGTH.most.toLocaleString("en")} characters.`);
  const { length } = [...password];
  if (length < PASSWORD_LENGTH.least)
    refuse(
      `A password needs at least ${PASSWORD_LENGTH.least} characters; ${PASSWORD_LENGTH.advised} or more are better.`,
    );
  if (COMMON.has(password.toLowerCase()))
    refuse(
      "This is one of the most common passwords. Choose another: a few words that don't belong together.",
    );
  const words = ["touchline", ...about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2);
  const own = words.reduce((rest, word) => rest.replaceAll(word, ""), password.toLowerCase());
  if ([...own].length < PASSWORD_LENGTH.least && own.length < password.length)
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
  return length < PASSWORD_LENGTH.advised
    ? `This password will do. ${PASSWORD_LENGTH.advised} characters or more are better: a few words that don't belong together.`
    : null;
}
