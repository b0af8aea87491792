/** Words of a name shorter than this say too little to look for. */
const LEAST_LETTERS = 4;

const wordsOf = (name: string): string[] => {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  return [...new Set(words.filter((word) => word.length >= LEAST_LETTERS))];
};

/**
 * By what words each name is looked for in comments until somebody says: the longer words that no other name has, else
 * all of its longer words. In the order of the names.
 */
export function wordsOfNames(names: readonly string[]): string[][] {
  const all = names.map(wordsOf);
  const inMany = (word: string) => all.filter((words) => words.includes(word)).length > 1;
  return all.map((words) => {
    const own = words.filter((word) => !inMany(word));
    return own.length > 0 ? own : words;
  });
}

/** How customers' words sound. Never a rating: nobody was asked for one. */
export const SENTIMENTS = ["positive", "neutral", "negative"] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

/**
 * How often the machine says of an English text what people said of it, 0 to 1: of the texts that people called so, of
 * the three kinds alike, and of all. Measured as docs/voice.md has it; a test holds both to it.
 */
export const SENTIMENT_ACCURACY = {
  texts: 14_640,
  positive: 0.872,
  neutral: 0.467,
  negative: 0.517,
  alike: 0.619,
  all: 0.564,
} as const satisfies Readonly<Record<Sentiment | "texts" | "alike" | "all", number>>;
