import { SCORE_SLOTS } from "@touchline/domain/question";
import { integer, timestamp } from "drizzle-orm/pg-core";

/** A point in time, UTC, read back as Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
export const createdAt = () => instant("created_at").notNull().defaultNow();

/** One integer counter per raw score, c0..c10: columns are read twice as fast as an array. */
export const scoreColumns = () => ({
  c0: integer("c0").notNull().default(0),
  c1: integer("c1").notNull().default(0),
  c2: integer("c2").notNull().default(0),
  c3: integer("c3").notNull().default(0),
  c4: integer("c4").notNull().default(0),
  c5: integer("c5").notNull().default(0),
  c6: integer("c6").notNull().default(0),
  c7: integer("c7").notNull().default(0),
  c8: integer("c8").notNull().default(0),
  c9: integer("c9").notNull().default(0),
  c10: integer("c10").notNull().default(0),
});

export const SCORE_COLUMNS: readonly string[] = Array.from(
  { length: SCORE_SLOTS },
  (_, score) => `c${score}`,
);
