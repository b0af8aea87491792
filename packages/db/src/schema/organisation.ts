import { DEFAULT_EVIDENCE_WINDOW_DAYS } from "@touchline/domain/evidence";
import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, text } from "drizzle-orm/pg-core";

/** One row. The time zone decides days: changing it means `rollups rebuild`. */
export const organisation = pgTable(
  "organisation",
  {
    id: integer("id").primaryKey().default(1),
    name: text("name").notNull().default("Your company"),
    timeZone: text("time_zone").notNull().default("UTC"),
    leastAnswers: integer("least_answers").notNull().default(30),
    leastPeople: integer("least_people").notNull().default(5),
    evidenceWindowDays: integer("evidence_window_days").notNull().default(DEFAULT_EVIDENCE_WINDOW_DAYS),
    firstDayOfWeek: integer("first_day_of_week").notNull().default(1),
    financialYearStartMonth: integer("financial_year_start_month").notNull().default(1),
    /** When on, careless submissions are kept but leave every rollup; changing it means `rollups rebuild`. */
    excludeCareless: boolean("exclude_careless").notNull().default(false),
  },
  (t) => [check("organisation_single_row", sql`${t.id} = 1`)],
);
