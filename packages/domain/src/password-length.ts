/** Lengths of passwords in characters: demanded, advised, and refused before any work is spent on them when above. */
export const PASSWORD_LENGTH = { least: 8, advised: 15, most: 1_000 } as const;
