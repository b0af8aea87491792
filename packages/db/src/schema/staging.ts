import { pgSchema, pgSequence } from "drizzle-orm/pg-core";

/** Where a run's own unlogged tables live while its file is read; commands/import-staging.ts makes and drops them. */
export const staging = pgSchema("staging");

/** Ids of interactions, submissions, training and engagement records: kept when a record is corrected. */
export const recordId = pgSequence("record_id_seq");
