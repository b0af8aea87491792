import { DEFAULT_EVIDENCE_WINDOW_DAYS } from "@touchline/domain/evidence";
import { sql } from "drizzle-orm";
import { boolean, check, integer, numeric, pgTable, text } from "drizzle-orm/pg-core";
import { userRole } from "./enums.ts";

/** What a company is called until somebody names it. */
export const UNNAMED = "Your company";

/** One row. The time zone decides days: changing it rebuilds the rollups. */
export const organisation = pgTable(
  "organisation",
  {
    id: integer("id").primaryKey().default(1),
    name: text("name").notNull().default(UNNAMED),
    timeZone: text("time_zone").notNull().default("UTC"),
    leastAnswers: integer("least_answers").notNull().default(30),
    leastPeople: integer("least_people").notNull().default(5),
    evidenceWindowDays: integer("evidence_window_days").notNull().default(DEFAULT_EVIDENCE_WINDOW_DAYS),
    firstDayOfWeek: integer("first_day_of_week").notNull().default(1),
    financialYearStartMonth: integer("financial_year_start_month").notNull().default(1),
    /** When on, careless submissions are kept but leave every rollup; changing it rewrites both. */
    excludeCareless: boolean("exclude_careless").notNull().default(false),
    /** A sign-in ends this long after its last visit, and at the latest this long after it began. */
    sessionIdleMinutes: integer("session_idle_minutes")
      .notNull()
      .default(7 * 24 * 60),
    sessionAbsoluteMinutes: integer("session_absolute_minutes")
      .notNull()
      .default(30 * 24 * 60),
    /** What one service contact costs the company, in its currency; null: nobody has said. */
    costPerContact: numeric("cost_per_contact", { precision: 10, scale: 2, mode: "number" }),
    /** The code of ISO 4217 that amounts are in; null: nobody has said. */
    currency: text("currency"),
    /** Roles that may do nothing before they have set up a second factor. */
    secondFactorRoles: userRole("second_factor_roles").array().notNull().default([]),
  },
  (t) => [
    check("organisation_single_row", sql`${t.id} = 1`),
    check("organisation_currency", sql`${t.currency} ~ '^[A-Z]{3}$'`),
  ],
);
