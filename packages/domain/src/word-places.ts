/** From where to where in a text, in UTF-16 units: the second is the first behind it. */
export type Place = readonly [number, number];

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** Where the words stand in a text, whole and written exactly so; places neither overlap nor touch. */
export function placesOf(text: string, words: readonly string[]): readonly Place[] {
  const longestFirst = words.filter((word) => word !== "").toSorted((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return [];
  const any = longestFirst.map(escaped).join("|");
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${any})(?![\\p{L}\\p{N}_])`, "gu");
  return [...text.matchAll(whole)].map(({ 0: word, index }): Place => [index, index + word.length]);
}
