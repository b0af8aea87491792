import { type SQL, sql } from "drizzle-orm";

/** What is looked for in comments: as typed into a search, and any of a topic's words. */
export interface Words {
  readonly search: string | null;
  readonly topic: readonly string[] | null;
}

/** Comments as the index of words has them; queries must ask by the very same expression. */
export const COMMENT_WORDS = sql`(to_tsvector('english', comment) || to_tsvector('simple', comment))`;

/** Any of the words, in English with its other forms, in other languages as it stands. */
export const anyOf = (words: readonly string[]): SQL =>
  sql`(${sql.join(
    words.map((word) => sql`(phraseto_tsquery('english', ${word}) || phraseto_tsquery('simple', ${word}))`),
    sql` || `,
  )})`;

/** What comments' words must match. */
export function matching({ search, topic }: Words): SQL {
  const asked =
    search === null
      ? []
      : [sql`(websearch_to_tsquery('english', ${search}) || websearch_to_tsquery('simple', ${search}))`];
  const spoken = topic === null ? [] : [topic.length === 0 ? sql`''::tsquery` : anyOf(topic)];
  return sql.join([...asked, ...spoken], sql` && `);
}

/**
 * SELECT of the words of a comment, as they stand in it, that are among those looked for: in whatever form, and each by
 * itself, also those of a phrase. Words that must not be there are none.
 */
export const foundWords = (comment: SQL, words: Words): SQL => sql`
  select coalesce(json_agg(distinct token), '[]')
  from (select nullif(regexp_replace(querytree(${matching(words)}), ' (&|<->|<[0-9]+>) ', ' | ', 'g'), '')::tsquery each) looked,
    ts_parse('default', ${comment}) parsed
  where (to_tsvector('english', token) || to_tsvector('simple', token)) @@ looked.each`;
