import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { causeBasis, evidence, questionType, usageAnswer } from "./enums.ts";
import { channel, segment, touchpoint } from "./structure.ts";

const big = (name: string) => bigint(name, { mode: "number" });

/** Anybody who engages, buyer or not. Facts carry customer_id in every key so that they can be distributed by it. */
export const customer = pgTable("customer", {
  id: big("id").primaryKey().generatedByDefaultAsIdentity(),
  externalId: text("external_id"),
  segmentId: integer("segment_id")
    .notNull()
    .default(0)
    .references(() => segment.id),
});

/** Which customer a source's customer id is. key = md5 of (source, external id): its uniqueness is kept here, not in the facts. */
export const customerKey = pgTable(
  "customer_key",
  { key: uuid("key").primaryKey(), customerId: big("customer_id").notNull() },
  (t) => [index("customer_key_customer").on(t.customerId)],
);

export const interaction = pgTable(
  "interaction",
  {
    id: big("id").notNull(),
    customerId: big("customer_id")
      .notNull()
      .references(() => customer.id),
    touchpointId: integer("touchpoint_id")
      .notNull()
      .references(() => touchpoint.id),
    channelId: integer("channel_id")
      .notNull()
      .default(0)
      .references(() => channel.id),
    segmentId: integer("segment_id")
      .notNull()
      .default(0)
      .references(() => segment.id),
    /** false: the source did not say; the segment is the customer's and follows it. */
    segmentStated: boolean("segment_stated").notNull().default(true),
    at: instant("at").notNull(),
    dated: boolean("dated").notNull().default(true),
    causeTouchpointId: integer("cause_touchpoint_id").references(() => touchpoint.id),
    causeBasis: causeBasis("cause_basis"),
    reason: text("reason"),
    /** Ledger key of the interaction whose issue this one continues; resolved when read, so that order of import is free. */
    continuesKey: uuid("continues_key"),
    openedAt: instant("opened_at"),
    firstReplyAt: instant("first_reply_at"),
    resolvedAt: instant("resolved_at"),
    resolvedAtFirstContact: boolean("resolved_at_first_contact"),
    reopened: boolean("reopened"),
    promiseKept: boolean("promise_kept"),
    comment: text("comment"),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.customerId] }),
    index("interaction_use").on(t.customerId, t.touchpointId, t.channelId, t.at),
    index("interaction_touchpoint_at").on(t.touchpointId, t.at),
    index("interaction_contact_at").on(t.at).where(sql`opened_at is not null`),
    // Those that go on with an earlier one.
    index("interaction_continued").on(t.at).where(sql`continues_key is not null`),
    index("interaction_spoken").on(t.at).where(sql`comment is not null`),
  ],
);

/** One person's answers given together. */
export const submission = pgTable(
  "submission",
  {
    id: big("id").notNull(),
    customerId: big("customer_id")
      .notNull()
      .references(() => customer.id),
    segmentId: integer("segment_id")
      .notNull()
      .default(0)
      .references(() => segment.id),
    /** false: the source did not say; the segment is the customer's and follows it. */
    segmentStated: boolean("segment_stated").notNull().default(true),
    at: instant("at").notNull(),
    /** false: the source gave no time; `at` is the import's. */
    dated: boolean("dated").notNull().default(true),
    comment: text("comment"),
    weight: real("weight"),
    careless: boolean("careless").notNull().default(false),
    /** Ledger key of the interaction that the invitation carried. */
    interactionKey: uuid("interaction_key"),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.customerId] }),
    index("submission_customer_at").on(t.customerId, t.at),
    // The newest words of customers.
    index("submission_spoken").on(t.at, t.id).where(sql`comment is not null`),
    // In English, and each word as it stands for other languages: queries/voice.ts asks by the same expression.
    index("submission_words")
      .using("gin", sql`(to_tsvector('english', comment) || to_tsvector('simple', comment))`)
      .where(sql`comment is not null`),
    // What the trust badge counts on every page: few, unless a source gives no times.
    index("submission_left_out").on(t.at).where(sql`careless or not dated`),
    index("submission_interaction").on(t.interactionKey).where(sql`interaction_key is not null`),
  ],
);

/** Never written but by commands/answers.ts, which keeps the rollups exact. `at` and segment repeat the submission's. */
export const answer = pgTable(
  "answer",
  {
    submissionId: big("submission_id").notNull(),
    customerId: big("customer_id").notNull(),
    touchpointId: integer("touchpoint_id")
      .notNull()
      .references(() => touchpoint.id),
    channelId: integer("channel_id")
      .notNull()
      .default(0)
      .references(() => channel.id),
    segmentId: integer("segment_id")
      .notNull()
      .default(0)
      .references(() => segment.id),
    question: questionType("question").notNull(),
    evidence: evidence("evidence").notNull(),
    usage: usageAnswer("usage"),
    score: smallint("score").notNull(),
    excluded: boolean("excluded").notNull().default(false),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.submissionId, t.touchpointId, t.channelId, t.question, t.customerId] }),
    foreignKey({
      columns: [t.submissionId, t.customerId],
      foreignColumns: [submission.id, submission.customerId],
    }),
    // Days by segment, and the newest records of a touchpoint in an order that no two share.
    index("answer_touchpoint_newest").on(t.touchpointId, t.at, t.submissionId),
  ],
);
