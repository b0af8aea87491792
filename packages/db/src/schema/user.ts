import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns.ts";
import { auditOutcome, theme, userRole } from "./enums.ts";
import { department } from "./structure.ts";

export const user = pgTable("user_account", {
  id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
  /** Lower case. */
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  role: userRole("role").notNull(),
  /** argon2id; null: may not sign in by password. */
  passwordHash: text("password_hash"),
  disabledAt: instant("disabled_at"),
  /** IANA name; null: the organisation's. */
  timeZone: text("time_zone"),
  theme: theme("theme").notNull().default("system"),
  createdAt: createdAt(),
});

export const userDepartment = pgTable(
  "user_department",
  {
    userId: integer("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    departmentId: integer("department_id")
      .notNull()
      .references(() => department.id),
  },
  (t) => [primaryKey({ columns: [t.userId, t.departmentId] })],
);

/** Checked at every request: ending a row ends the sign-in at once. */
export const session = pgTable(
  "session",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: integer("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
    /** Where it was begun and with what, so that its owner can tell it from the others. */
    address: text("address"),
    agent: text("agent"),
    /** Whom an admin looks at Touchline as, and until when; reading only. */
    seesAsId: integer("sees_as_id").references(() => user.id, { onDelete: "set null" }),
    seesAsUntil: instant("sees_as_until"),
    /** The provider of single sign-on answers for the second factor: none of ours is owed. */
    secondFactorElsewhere: boolean("second_factor_elsewhere").notNull().default(false),
  },
  (t) => [index("session_user").on(t.userId)],
);

/** One entry per command: who did what to what, with the state before and after. Entries are added and never change. */
/** Entries after which figures may be others: all but those of who signs in, of users and of their profiles. */
export const OF_FIGURES = sql.raw("action !~ '^(session|profile|second_factor|user)\\.'");

export const auditLog = pgTable(
  "audit_log",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull().defaultNow(),
    actorId: integer("actor_id"),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    before: jsonb("before"),
    after: jsonb("after"),
    address: text("address"),
    outcome: auditOutcome("outcome").notNull().default("done"),
  },
  (t) => [index("audit_log_at").on(t.at), index("audit_log_figures").on(t.id).where(OF_FIGURES)],
);
