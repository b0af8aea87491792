/** What a table is sorted by, and which way. */
export interface Sort {
  readonly key: string;
  readonly down: boolean;
}

/** Reads "score" or "-score"; `usual` for what is no column of the table. */
export function readSort(text: string | null, keys: readonly string[], usual: Sort): Sort {
  const key = text?.replace(/^-/, "") ?? "";
  return text !== null && keys.includes(key) ? { key, down: text.startsWith("-") } : usual;
}

/** As it stands in the address. */
export const writeSort = ({ key, down }: Sort): string => (down ? `-${key}` : key);

/** Rows in order; those without a figure come last, whichever way. Equal ones keep their places. */
export function sortRows<Row>(
  rows: readonly Row[],
  { key, down }: Sort,
  of: Readonly<Record<string, (row: Row) => number | string | null>>,
): Row[] {
  const read = of[key];
  if (!read) return [...rows];
  const side = down ? -1 : 1;
  return rows
    .map((row) => ({ row, by: read(row) }))
    .sort((a, b) => {
      if (a.by === null || b.by === null) return (a.by === null ? 1 : 0) - (b.by === null ? 1 : 0);
      if (typeof a.by === "string" || typeof b.by === "string")
        return side * String(a.by).localeCompare(String(b.by), "en");
      return side * (a.by - b.by);
    })
    .map(({ row }) => row);
}
