import {
  type AnyPgColumn,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns.ts";
import { directness, questionType, touchpointRole } from "./enums.ts";

const named = (own: () => AnyPgColumn) => ({
  id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  position: integer("position").notNull().default(0),
  archivedAt: instant("archived_at"),
  /** What this row became a part of: its slug stands for that one. Never a row that was merged itself. */
  mergedIntoId: integer("merged_into_id").references(own),
  createdAt: createdAt(),
});

export const journeyStage = pgTable(
  "journey_stage",
  named((): AnyPgColumn => journeyStage.id),
);
export const department = pgTable(
  "department",
  named((): AnyPgColumn => department.id),
);
export const segment = pgTable(
  "segment",
  named((): AnyPgColumn => segment.id),
);

/** Two levels: Social -> Facebook. */
export const channel = pgTable("channel", {
  ...named((): AnyPgColumn => channel.id),
  parentId: integer("parent_id").references((): AnyPgColumn => channel.id),
});

export const touchpoint = pgTable("touchpoint", {
  ...named((): AnyPgColumn => touchpoint.id),
  stageId: integer("stage_id").references(() => journeyStage.id),
  directness: directness("directness").notNull(),
  role: touchpointRole("role").notNull(),
  /** The one question that makes the score; null until the first answers choose it (the csat type with the most). */
  primaryQuestion: questionType("primary_question"),
});

/** Who owns a touchpoint from which day on (until the next row): a past score stays with the owner of its day. */
export const touchpointOwner = pgTable(
  "touchpoint_owner",
  {
    touchpointId: integer("touchpoint_id")
      .notNull()
      .references(() => touchpoint.id),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    departmentId: integer("department_id").references(() => department.id),
  },
  (t) => [
    primaryKey({ columns: [t.touchpointId, t.validFrom] }),
    index("touchpoint_owner_department").on(t.departmentId),
  ],
);

/** The weight in force from a day on; without a row, the default of the touchpoint's directness. */
export const touchpointWeight = pgTable(
  "touchpoint_weight",
  {
    touchpointId: integer("touchpoint_id")
      .notNull()
      .references(() => touchpoint.id),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    weight: numeric("weight", { precision: 6, scale: 2, mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.touchpointId, t.validFrom] })],
);
