import { sql } from "drizzle-orm";
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns.ts";
import { problemSeverity, recordKind, runStatus } from "./enums.ts";
import { channel, touchpoint } from "./structure.ts";
import { user } from "./user.ts";

const big = (name: string) => bigint(name, { mode: "number" });

export const source = pgTable("source", {
  id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  createdAt: createdAt(),
});

/** This source logs every use of the touchpoint on the channel: no interaction there means "not used". */
export const sourceLogs = pgTable(
  "source_logs",
  {
    sourceId: integer("source_id")
      .notNull()
      .references(() => source.id),
    touchpointId: integer("touchpoint_id")
      .notNull()
      .references(() => touchpoint.id),
    channelId: integer("channel_id")
      .notNull()
      .references(() => channel.id),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.touchpointId, t.channelId] })],
);

/** How a source's file is read. Versions are never changed: an edit is a new version. */
export const mapping = pgTable(
  "mapping",
  {
    id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
    name: text("name").notNull(),
    version: integer("version").notNull(),
    body: jsonb("body").notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique("mapping_name_version").on(t.name, t.version)],
);

export const importRun = pgTable(
  "import_run",
  {
    id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
    sourceId: integer("source_id")
      .notNull()
      .references(() => source.id),
    mappingId: integer("mapping_id")
      .notNull()
      .references(() => mapping.id),
    fileName: text("file_name").notNull(),
    fileSha256: text("file_sha256").notNull(),
    fileBytes: big("file_bytes").notNull(),
    constants: jsonb("constants").$type<Record<string, string>>().notNull().default({}),
    status: runStatus("status").notNull().default("reading"),
    /** Undated rows are counted on this instant, so that a resumed run gives them the same day. */
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    /** Physical rows safely staged: where a resumed run goes on. */
    rowsRead: big("rows_read").notNull().default(0),
    accepted: big("accepted").notNull().default(0),
    rejected: big("rejected").notNull().default(0),
    blank: big("blank").notNull().default(0),
    /** Records by what became of them when published. */
    created: big("created").notNull().default(0),
    corrected: big("corrected").notNull().default(0),
    unchanged: big("unchanged").notNull().default(0),
    /** The last day that the file speaks of, by the organisation's calendar; null where it has no dates. */
    lastFactDay: date("last_fact_day", { mode: "string" }),
    error: text("error"),
    userId: integer("user_id").references(() => user.id),
  },
  (t) => [index("import_run_file").on(t.fileSha256), index("import_run_status").on(t.status)],
);

/** severity rejected: the whole row stayed out; dropped: only this cell did. */
export const rejectedRow = pgTable(
  "rejected_row",
  {
    id: big("id").primaryKey().generatedAlwaysAsIdentity(),
    runId: integer("run_id")
      .notNull()
      .references(() => importRun.id, { onDelete: "cascade" }),
    row: big("row").notNull(),
    severity: problemSeverity("severity").notNull(),
    column: text("column_name"),
    value: text("value"),
    reason: text("reason").notNull(),
  },
  (t) => [index("rejected_row_run").on(t.runId, t.row)],
);

/**
 * Every record that ever came in, by key = md5 of (source, kind, external id, or content and occurrence). Its hash
 * tells a repeated row from a corrected one; its run is the one whose version is in force.
 */
export const ledger = pgTable(
  "ledger",
  {
    key: uuid("key").primaryKey(),
    kind: recordKind("kind").notNull(),
    recordId: big("record_id").notNull(),
    customerId: big("customer_id"),
    runId: integer("run_id")
      .notNull()
      .references(() => importRun.id),
    hash: uuid("hash").notNull(),
    /** The version in force, for the kinds that several records make one row of (customers, employees). */
    payload: jsonb("payload"),
  },
  (t) => [
    index("ledger_run").on(t.runId),
    // Records get their ids in the order in which they come, so that a page of block ranges finds one.
    index("ledger_record").using("brin", t.recordId).with({ autosummarize: true }),
    index("ledger_people").on(t.kind, t.recordId).where(sql`kind in ('customer', 'employee')`),
  ],
);

/**
 * A run that brought the very version that was in force already, of_run's. When of_run is undone, the version stays
 * and becomes the claiming run's. No foreign keys: a repeated file claims every one of its rows.
 */
export const ledgerClaim = pgTable(
  "ledger_claim",
  {
    key: uuid("key").notNull(),
    runId: integer("run_id").notNull(),
    ofRun: integer("of_run").notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.key] }), index("ledger_claim_of_run").on(t.ofRun)],
);

/** The version of a record that a later run replaced, as it was staged, so that undoing that run brings it back. */
export const ledgerHistory = pgTable(
  "ledger_history",
  {
    key: uuid("key").notNull(),
    /** The run whose version this is. */
    runId: integer("run_id")
      .notNull()
      .references(() => importRun.id),
    /** The run that replaced it. */
    replacedBy: integer("replaced_by")
      .notNull()
      .references(() => importRun.id),
    hash: uuid("hash").notNull(),
    payload: jsonb("payload").notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.runId] }), index("ledger_history_replaced_by").on(t.replacedBy)],
);
