import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { touchpoint } from "./structure.ts";

/** Words by which customers speak of a touchpoint, lower case; without a row, the words of its name. */
export const topicWord = pgTable(
  "topic_word",
  {
    touchpointId: integer("touchpoint_id")
      .notNull()
      .references(() => touchpoint.id),
    word: text("word").notNull(),
  },
  (t) => [primaryKey({ columns: [t.touchpointId, t.word] })],
);
