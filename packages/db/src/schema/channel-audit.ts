import { date, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt } from "./columns.ts";
import { auditFinding, standard } from "./enums.ts";
import { channel } from "./structure.ts";
import { user } from "./user.ts";

/** One look at one channel: does it meet the company's standard? Entries are added and never change. */
export const channelAudit = pgTable(
  "channel_audit",
  {
    id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
    channelId: integer("channel_id")
      .notNull()
      .references(() => channel.id),
    standard: standard("standard").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    /** Who looked, in words: it may be somebody without an account. */
    auditor: text("auditor").notNull(),
    finding: auditFinding("finding").notNull(),
    note: text("note"),
    /** Where the evidence is. */
    link: text("link"),
    userId: integer("user_id").references(() => user.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (t) => [index("channel_audit_cell").on(t.channelId, t.standard, t.day)],
);
