/** The pattern for `ilike` of texts that hold this one, whatever signs it has. */
export const partOf = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
