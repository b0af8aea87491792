import { bigint, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns.ts";
import { touchpoint } from "./structure.ts";
import { user } from "./user.ts";

/** Contacts with this reason (in small letters, without spaces around it) are caused by the touchpoint, unless an import or a person says other. */
export const causeRule = pgTable("cause_rule", {
  reason: text("reason").primaryKey(),
  touchpointId: integer("touchpoint_id")
    .notNull()
    .references(() => touchpoint.id),
  createdAt: createdAt(),
});

/**
 * What a reviewer took from the customer's words; null: they do not tell. No foreign key to the contact: a corrected one
 * is stored anew under its id, and its codings stay.
 */
export const causeCoding = pgTable(
  "cause_coding",
  {
    interactionId: bigint("interaction_id", { mode: "number" }).notNull(),
    userId: integer("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    touchpointId: integer("touchpoint_id").references(() => touchpoint.id),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.interactionId, t.userId] }),
    index("cause_coding_touchpoint").on(t.touchpointId),
  ],
);
