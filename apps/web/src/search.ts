import {
  createLoader,
  createParser,
  createSerializer,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { filterParsers, placeParser } from "./filters.ts";

/** As long as a search may be. */
export const LONGEST_SEARCH = 200;

const parseAsWords = createParser({
  parse: (text) => text.trim().slice(0, LONGEST_SEARCH) || null,
  serialize: (words: string) => words,
});

/** Which comments are looked for, beside the filters. */
const searchParsers = {
  /** Words, "a phrase", -without, or. */
  search: parseAsWords,
  /** A touchpoint's slug: comments that speak of it. */
  topic: createParser({ parse: (text) => text || null, serialize: (slug: string) => slug }),
  /** The whole list of topics, not its beginning alone. */
  topics: parseAsStringLiteral(["all"]),
};

export const loadSearch = createLoader({ ...searchParsers, ...placeParser });
const serialize = createSerializer({
  ...filterParsers,
  ...searchParsers,
  ...placeParser,
  sort: parseAsString,
});

/** The address of the comments that are looked for, and of what is said of them. */
export const searchAddress = (asked: Parameters<typeof serialize>[1], path = "/voice"): string =>
  serialize(path, asked);
