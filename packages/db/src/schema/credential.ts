import { bigint, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns.ts";
import { linkKind } from "./enums.ts";
import { user } from "./user.ts";

const userId = () =>
  integer("user_id")
    .notNull()
    .references(() => user.id, { onDelete: "cascade" });

/** A user's authenticator app. It counts once confirmed_at is set. */
export const secondFactor = pgTable("second_factor", {
  userId: userId().primaryKey(),
  /** Encrypted by a key that is not in the database. */
  secret: text("secret").notNull(),
  confirmedAt: instant("confirmed_at"),
  /** The newest 30-second step whose code was taken: it and older ones are never taken again. */
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
});

/** Each lets its user in once without the app. */
export const recoveryCode = pgTable(
  "recovery_code",
  { userId: userId(), hash: text("hash").notNull(), usedAt: instant("used_at") },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })],
);

/** One-time links. Only the digest of a link's token is kept. */
export const userLink = pgTable(
  "user_link",
  {
    hash: text("hash").primaryKey(),
    kind: linkKind("kind").notNull(),
    /** null: the first admin, who is nobody yet. */
    userId: integer("user_id").references(() => user.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("user_link_user").on(t.userId)],
);

/** Who a user is at a provider of single sign-on: at each of them somebody is one user, and a user one somebody. */
export const userIdentity = pgTable(
  "user_identity",
  {
    issuer: text("issuer").notNull(),
    /** The provider's own name for them, which never goes to somebody else as an address may. */
    subject: text("subject").notNull(),
    userId: userId(),
    createdAt: createdAt(),
    lastAt: instant("last_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    unique("user_identity_user_issuer").on(t.userId, t.issuer),
  ],
);

/** Tries that are counted against an account or an address; key is a digest of what is counted. */
export const attempt = pgTable(
  "attempt",
  {
    key: text("key").primaryKey(),
    count: integer("count").notNull(),
    lastAt: instant("last_at").notNull(),
    /** Nothing is tried before then. */
    blockedUntil: instant("blocked_until"),
  },
  (t) => [index("attempt_last_at").on(t.lastAt)],
);

/** Addresses (of IPv6: networks) that a user has signed in from: others' guesses elsewhere don't count against them there. */
export const knownAddress = pgTable(
  "known_address",
  { userId: userId(), address: text("address").notNull(), lastAt: instant("last_at").notNull() },
  (t) => [primaryKey({ columns: [t.userId, t.address] })],
);
