import type { MetricKey } from "@touchline/domain/metrics/descriptors";
import { FINDING_NAMES, STANDARD_NAMES } from "@touchline/domain/standards";
import { type Cell, type Column, changeColumns, column, figureColumns } from "./csv-columns.ts";
import type { RouterOutputs } from "./root.ts";

type Item<List> = List extends readonly (infer Row)[] ? Row : never;
type Contacts = Item<RouterOutputs["channels"]["contacts"]>;
type Path = Item<RouterOutputs["channels"]["paths"]["channels"]>;
type MatrixCell = ReturnType<typeof matrixCells>[number];
type Consistent = Item<RouterOutputs["consistency"]["list"]["rows"]>;
type ChannelShare = ReturnType<typeof channelShares>[number];
type Audited = ReturnType<typeof auditCells>[number];
type Audit = Item<RouterOutputs["consistency"]["history"]>;

const table = <Row>(columns: readonly Column<Row>[]) => columns;
const points = (share: number | null | undefined): Cell =>
  share === null || share === undefined ? null : Number((100 * share).toFixed(6));
const CONSISTENCY: MetricKey = "channel_consistency";

/** The tables of channels, and of whether they tell one story. */
export const CHANNEL_TABLES = {
  "channel-contacts": table<Contacts>([
    column("Channel", (row) => row.name),
    column("Part of", (row) => row.parent),
    column("Contacts", (row) => row.band ?? row.contacts),
    ...figureColumns<Contacts>("response_time", (row) => row.response.median),
    ...changeColumns<Contacts>("response_time", (row) => row.responseChange, "Change of the median reply"),
    ...figureColumns<Contacts>("response_time_p90", (row) => row.response.p90),
    ...figureColumns<Contacts>("fcr", (row) => row.resolved),
    ...figureColumns<Contacts>("fcr_observed", (row) => row.notRepeated),
    ...figureColumns<Contacts>("escalation", (row) => row.escalated),
    ...changeColumns<Contacts>("escalation", (row) => row.change, "Change of escalated"),
  ]),
  paths: table<Path>([
    column("From", (row) => row.from.name),
    column("To", (row) => row.to.name),
    column("Contacts", (row) => row.band ?? row.contacts),
  ]),
  "channel-matrix": table<MatrixCell>([
    column("Touchpoint", (row) => row.touchpoint),
    column("Stage", (row) => row.stage),
    column("Question", (row) => row.question),
    column("Channel", (row) => row.channel),
    ...figureColumns<MatrixCell>("touchpoint_score", (row) => row.score, "Score"),
    column("Enough answers", (row) => (row.counted ? "yes" : "no")),
  ]),
  consistency: table<Consistent>([
    column("Touchpoint", (row) => row.name),
    column("Stage", (row) => row.stage),
    column("Weight", (row) => row.weight),
    ...figureColumns<Consistent>(CONSISTENCY, (row) => row.index),
    ...changeColumns<Consistent>(CONSISTENCY, (row) => row.change),
    column("Spread between channels (percentage points)", (row) => points(row.tau)),
    column("Departs", (row) => row.departs?.channel.name ?? null),
    column("Departs by (percentage points)", (row) => points(row.departs?.difference.difference)),
    column("Departs by: from", (row) => points(row.departs?.difference.low)),
    column("Departs by: to", (row) => points(row.departs?.difference.high)),
  ]),
  "channel-shares": table<ChannelShare>([
    column("Touchpoint", (row) => row.touchpoint),
    column("Channel", (row) => row.channel),
    ...figureColumns<ChannelShare>("csat", (row) => row.topBox),
  ]),
  audits: table<Audited>([
    column("Channel", (row) => row.channel),
    column("Standard", (row) => STANDARD_NAMES[row.standard]),
    column("Finding", (row) => row.audit && FINDING_NAMES[row.audit.finding]),
    column("Day", (row) => row.audit?.day ?? null),
    column("Auditor", (row) => row.audit?.auditor ?? null),
    column("Note", (row) => row.audit?.note ?? null),
    column("Evidence", (row) => row.audit?.link ?? null),
  ]),
  "audit-history": table<Audit>([
    column("Day", (row) => row.day),
    column("Channel", (row) => row.channel?.name ?? null),
    column("Standard", (row) => STANDARD_NAMES[row.standard]),
    column("Finding", (row) => FINDING_NAMES[row.finding]),
    column("Auditor", (row) => row.auditor),
    column("Note", (row) => row.note),
    column("Evidence", (row) => row.link),
  ]),
} as const;

/** Every touchpoint on every channel that carries it, one by one. */
export function matrixCells({ channels, touchpoints }: RouterOutputs["channels"]["matrix"]) {
  const names = new Map(channels.map(({ slug, name }) => [slug, name]));
  return touchpoints.flatMap(({ name, stage, question, cells }) =>
    cells.map(({ channel, ...cell }) => ({
      touchpoint: name,
      stage,
      question,
      channel: names.get(channel) ?? channel,
      ...cell,
    })),
  );
}

/** How many are satisfied with each touchpoint on each of the channels that are compared. */
export function channelShares(rows: RouterOutputs["consistency"]["list"]["rows"]) {
  return rows.flatMap(({ name, channels }) =>
    channels.map(({ name: channel, topBox }) => ({ touchpoint: name, channel, topBox })),
  );
}

/** The matrix of audits, cell by cell; audit null: nobody has looked. */
export function auditCells({ rows }: RouterOutputs["consistency"]["audits"]) {
  return rows.flatMap(({ name, cells }) => cells.map((cell) => ({ channel: name, ...cell })));
}
