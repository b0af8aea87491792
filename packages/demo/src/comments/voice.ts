/** What people write about one touchpoint; words in braces are filled in from slots.ts. */
export interface Voice {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}
export type Voices = Readonly<Record<string, Voice>>;
