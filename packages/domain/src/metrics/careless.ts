/** Fewer items than this can all be alike without carelessness. */
const MIN_ITEMS = 6;

/**
 * Whether one person's scores, in the order asked, were given without reading: at least six items, all the same. Both
 * rules of the contract (one unbroken string over all items; no spread within the person) come to this. It looks at
 * sameness alone, never at whether the score is high or low.
 */
export function isCareless(scores: readonly number[]): boolean {
  return scores.length >= MIN_ITEMS && scores.every((score) => score === scores[0]);
}
