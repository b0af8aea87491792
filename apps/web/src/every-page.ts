/** Lines that a file of a list holds at most: the newest. */
export const MOST_LINES = 5_000;
/** As many as the procedures give at once. */
export const LONGEST_PAGE = 200;

/** Where a page of a list begins. */
interface Cursor {
  readonly at: string;
  readonly id: number;
}
interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: Cursor | null;
}

/** The rows of a list page by page from its newest, until it ends or there are `most`. */
export async function everyPage<Row>(
  read: (cursor: Cursor | null) => Promise<Page<Row>>,
  most = MOST_LINES,
): Promise<Row[]> {
  const all: Row[] = [];
  let page = await read(null);
  all.push(...page.rows);
  while (page.next !== null && all.length < most) {
    page = await read(page.next);
    all.push(...page.rows);
  }
  return all.slice(0, most);
}
