declare module "wink-sentiment" {
  /** Valence of an English text; normalizedScore: by the number of words that carry any. */
  export default function sentiment(text: string): {
    readonly score: number;
    readonly normalizedScore: number;
  };
}
