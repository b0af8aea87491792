import { noBase } from "@touchline/domain/statistic";
import { stateInWords } from "../overview/freshness.tsx";
import { COVERAGE_WORDS, excludedInWords, type Trust } from "./words.ts";

/** What the badge says, line by line as a file has it. */
export function trustLines({ coverage, excluded, sources }: Trust) {
  const plain = { share: noBase(), count: null, state: null, through: null };
  return [
    ...coverage.map(({ evidence, share }) => ({
      ...plain,
      part: "Coverage",
      name: COVERAGE_WORDS[evidence],
      share,
    })),
    ...excluded.map((each) => ({
      ...plain,
      part: "Left out",
      name: excludedInWords(each),
      count: each.count,
    })),
    ...sources.map((source) => ({
      ...plain,
      part: "Source",
      name: source.name,
      state: stateInWords(source).words,
      through: source.lastFactDay,
    })),
  ];
}
