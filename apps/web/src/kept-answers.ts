import { KeptAnswers } from "@touchline/api/kept-answers";

const shared = globalThis as typeof globalThis & { touchlineAnswers?: KeptAnswers };

/**
 * What the process has answered before: some hundred views of some 100 KB, for pages and for what prepares them, which
 * the bundler gives modules of their own. A quarter of an hour at most, for what an operator changes by hand.
 */
export function keptAnswers(): KeptAnswers {
  shared.touchlineAnswers ??= new KeptAnswers({ most: 300, longestMs: 900_000 });
  return shared.touchlineAnswers;
}
