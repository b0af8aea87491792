import { bigint, date, index, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { scoreColumns } from "./columns.ts";
import { evidence, questionType } from "./enums.ts";

const touchpointId = () => integer("touchpoint_id").notNull();
const channelId = () => integer("channel_id").notNull();
const segmentId = () => integer("segment_id").notNull();
const day = () => date("day", { mode: "string" }).notNull();
/** The first day of the month. */
const month = () => date("month", { mode: "string" }).notNull();
const asked = () => ({
  question: questionType("question").notNull(),
  evidence: evidence("evidence").notNull(),
});

export const rollupMonth = pgTable(
  "rollup_month",
  { touchpointId: touchpointId(), month: month(), ...asked(), ...scoreColumns() },
  (t) => [primaryKey({ columns: [t.touchpointId, t.month, t.question, t.evidence] })],
);

export const rollupDay = pgTable(
  "rollup_day",
  { touchpointId: touchpointId(), day: day(), ...asked(), ...scoreColumns() },
  (t) => [primaryKey({ columns: [t.touchpointId, t.day, t.question, t.evidence] })],
);

export const rollupDayChannel = pgTable(
  "rollup_day_channel",
  { touchpointId: touchpointId(), day: day(), channelId: channelId(), ...asked(), ...scoreColumns() },
  (t) => [primaryKey({ columns: [t.touchpointId, t.day, t.channelId, t.question, t.evidence] })],
);

/** What the channel pages read: without it they would sum every segment's cells. */
export const rollupMonthChannel = pgTable(
  "rollup_month_channel",
  { touchpointId: touchpointId(), month: month(), channelId: channelId(), ...asked(), ...scoreColumns() },
  (t) => [primaryKey({ columns: [t.touchpointId, t.month, t.channelId, t.question, t.evidence] })],
);

/** What the pages by segment read, likewise: without it they would sum every channel's cells. */
export const rollupMonthSegment = pgTable(
  "rollup_month_segment",
  { touchpointId: touchpointId(), month: month(), segmentId: segmentId(), ...asked(), ...scoreColumns() },
  (t) => [primaryKey({ columns: [t.touchpointId, t.month, t.segmentId, t.question, t.evidence] })],
);

export const rollupMonthChannelSegment = pgTable(
  "rollup_month_channel_segment",
  {
    touchpointId: touchpointId(),
    month: month(),
    channelId: channelId(),
    segmentId: segmentId(),
    ...asked(),
    ...scoreColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.touchpointId, t.month, t.channelId, t.segmentId, t.question, t.evidence] }),
    index("rollup_month_segment_channel").on(t.segmentId, t.channelId, t.month),
  ],
);

/** Insert-only queue of plus and minus counts, drained into the rollups by one worker; readers add what is pending. */
export const rollupDelta = pgTable("rollup_delta", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  touchpointId: touchpointId(),
  day: day(),
  channelId: channelId(),
  segmentId: segmentId(),
  ...asked(),
  ...scoreColumns(),
});
