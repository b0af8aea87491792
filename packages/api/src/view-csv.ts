import { EVIDENCE, type Evidence } from "@touchline/domain/evidence";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { QUESTIONS } from "@touchline/domain/question";
import { noBase, ratio, type Statistic } from "@touchline/domain/statistic";
import { ANALYSIS_TABLES } from "./analysis-tables.ts";
import { CHANNEL_TABLES } from "./channel-tables.ts";
import { csvLine } from "./csv.ts";
import {
  type Cell,
  type Column,
  changeColumns,
  column,
  countColumn,
  figureColumns,
  VERDICT_WORDS,
} from "./csv-columns.ts";
import { FAILURE_TABLES } from "./failure-tables.ts";
import type { RouterOutputs } from "./root.ts";

type Item<List> = List extends readonly (infer Row)[] ? Row : never;
type Department = Item<RouterOutputs["departments"]["list"]>;
type Touchpoint = Item<RouterOutputs["touchpoints"]["list"]>;
type Channel = Item<RouterOutputs["channels"]["list"]>;
type Stage = Item<RouterOutputs["journey"]["list"]>;
type Part = Item<RouterOutputs["touchpoints"]["get"]["channels"]>;
type Question = Item<RouterOutputs["touchpoints"]["get"]["questions"]>;
type Mover = Item<RouterOutputs["movers"]["list"]["items"]>;
type Source = Item<RouterOutputs["freshness"]["list"]>;
/** A point of a trend with the comparison's at its place, and why it stands out, in words. */
type Point = Item<RouterOutputs["experience"]["trend"]["points"]> & {
  readonly before: Statistic | null;
  readonly signal: string | null;
};
type Figure = Pick<
  RouterOutputs["experience"]["summary"]["figures"]["nps"],
  "metric" | "statistic" | "change" | "scale"
>;
type StageTouchpoint = Stage["touchpoints"][number] & { readonly stage: string };
/** Service and the rest at one point, with the comparison's at its place. */
interface ServicePoint {
  readonly from: string;
  readonly to: string;
  readonly service: Statistic;
  readonly rest: Statistic;
  readonly serviceBefore: Statistic | null;
  readonly restBefore: Statistic | null;
}
type BadStop = Item<RouterOutputs["service"]["summary"]["badStops"]>;
type Rescue = Item<RouterOutputs["service"]["rescues"]["rows"]>;
type Peer = Item<RouterOutputs["departments"]["get"]["peers"]>;
type CustomerRecord = Item<RouterOutputs["records"]["list"]["rows"]>;
/** One bar of a distribution. */
interface Bar {
  readonly question: string;
  readonly score: number;
  readonly answers: number;
  /** Of the question's answers, 0 to 1; null without any. */
  readonly share: number | null;
}

/** One thing that says how far figures can be trusted: a kind of evidence, what is left out, a source. */
interface TrustLine {
  readonly part: string;
  readonly name: string;
  readonly share: Statistic;
  readonly count: number | null;
  readonly state: string | null;
  /** The last day in a source's data. */
  readonly through: string | null;
}

type Topic = Item<RouterOutputs["voice"]["topics"]["topics"]>;
type Tone = Item<RouterOutputs["voice"]["summary"]["sentiment"]> & {
  /** Of the texts that people called so, the machine calls as many the same, 0 to 1. */
  readonly right: number;
};
type Language = Item<RouterOutputs["voice"]["summary"]["languages"]>;
type Comment = Item<RouterOutputs["voice"]["list"]["rows"]>;

const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  used: "verified",
  not_used: "contradicted",
  unknown: "not known",
};
const percent = (share: number | null): Cell => (share === null ? null : Number((100 * share).toFixed(6)));

/** One side of a rescue; empty where it is not the reader's to see. */
const rescueColumns = (name: string, of: (row: Rescue) => Rescue["other"]): Column<Rescue>[] => [
  column(`${name}: record`, (row) => of(row)?.id ?? null),
  column(`${name}: at`, (row) => of(row)?.at.toISOString() ?? null),
  column(`${name}: touchpoint`, (row) => of(row)?.touchpoint ?? null),
  column(`${name}: department`, (row) => of(row)?.department ?? null),
  column(`${name}: score`, (row) => of(row)?.score ?? null),
  column(`${name}: question`, (row) => {
    const side = of(row);
    return side && QUESTIONS[side.question].label;
  }),
  column(`${name}: comment`, (row) => of(row)?.comment ?? null),
];

const table = <Row>(columns: readonly Column<Row>[]) => columns;

const RECORD_COLUMNS: readonly Column<CustomerRecord>[] = [
  column("Record", (row) => row.id),
  column("At", (row) => row.at.toISOString()),
  column("Dated", (row) => (row.dated ? "yes" : "no")),
  column("Segment", (row) => row.segment),
  column("Answers", (row) =>
    row.answers
      .map(
        ({ touchpoint, channel, question, score, evidence }) =>
          `${touchpoint} (${channel}): ${score} of ${QUESTIONS[question].max}, ${EVIDENCE_WORDS[evidence]}`,
      )
      .join("; "),
  ),
  column("Comment", (row) => row.comment),
];

/** The columns of each table, in the order in which it is read. */
const TABLES = {
  ...CHANNEL_TABLES,
  figures: table<Figure>([
    column("Figure", ({ metric }) => METRICS[metric].label),
    column("Unit", ({ metric }) => METRICS[metric].unit),
    column("Value", ({ statistic }) => statistic.value),
    column("n", ({ statistic }) => statistic.band ?? statistic.n),
    column("From", ({ statistic }) => statistic.low),
    column("To", ({ statistic }) => statistic.high),
    ...changeColumns<Figure>("experience_score", ({ change }) => change),
    column("Scale", ({ scale }) => scale),
    column("Definition", ({ metric }) => METRICS[metric].definition),
    column("Formula", ({ metric }) => METRICS[metric].formula),
  ]),
  departments: table<Department>([
    column("Department", (row) => row.name),
    ...figureColumns<Department>("experience_score", (row) => row.score, "Score"),
    ...changeColumns<Department>("experience_score", (row) => row.change),
    ...figureColumns<Department>("training_completion", (row) => row.training),
    ...figureColumns<Department>("verified_share", (row) => row.verified),
    countColumn("answers", (row) => row.answers),
    column("Touchpoints", (row) => row.touchpoints),
    column("Measured", (row) => row.measured),
  ]),
  peers: table<Peer>([
    column("Department", (row) => row.name),
    ...figureColumns<Peer>("experience_score", (row) => row.score, "Score"),
    ...changeColumns<Peer>("experience_score", (row) => row.change),
  ]),
  touchpoints: table<Touchpoint>([
    column("Touchpoint", (row) => row.name),
    column("Stage", (row) => row.stage),
    column("Department", (row) => row.department),
    column("Question", (row) => row.question),
    column("Weight", (row) => row.weight),
    ...figureColumns<Touchpoint>("touchpoint_score", (row) => row.score, "Score"),
    ...changeColumns<Touchpoint>("touchpoint_score", (row) => row.change),
    ...figureColumns<Touchpoint>("verified_share", (row) => row.coverage),
    column("Counts in the whole", (row) => (row.counted ? "yes" : "no")),
  ]),
  channels: table<Channel>([
    column("Channel", (row) => row.name),
    column("Part of", (row) => row.parent),
    ...figureColumns<Channel>("experience_score", (row) => row.score, "Score"),
    ...changeColumns<Channel>("experience_score", (row) => row.change),
    countColumn("answers", (row) => row.answers),
    ...figureColumns<Channel>("volume_share", (row) => row.share),
    ...figureColumns<Channel>("verified_share", (row) => row.verified),
    ...figureColumns<Channel>("response_time", (row) => row.response.median),
    ...figureColumns<Channel>("response_time_p90", (row) => row.response.p90),
    column("Touchpoints", (row) => row.touchpoints),
  ]),
  journey: table<Stage>([
    column("Stage", (row) => row.name),
    ...figureColumns<Stage>("experience_score", (row) => row.score, "Score"),
    ...changeColumns<Stage>("experience_score", (row) => row.change),
    countColumn("answers", (row) => row.answers),
    column("Points lost", (row) => row.lost && Number(row.lost.toFixed(6))),
    column("Weight", (row) => row.weight),
    column(`${METRICS.measured_weight.label} (%)`, (row) => percent(row.measuredWeight)),
    column("Not measured", (row) =>
      row.touchpoints.flatMap(({ counted, name }) => (counted ? [] : [name])).join("; "),
    ),
  ]),
  journeyTouchpoints: table<StageTouchpoint>([
    column("Stage", (row) => row.stage),
    column("Touchpoint", (row) => row.name),
    column("Department", (row) => row.department),
    column("Contact", (row) => row.directness),
    ...figureColumns<StageTouchpoint>("touchpoint_score", (row) => row.score, "Score"),
    ...changeColumns<StageTouchpoint>("touchpoint_score", (row) => row.change),
    column("Weight", (row) => row.weight),
    column("Share of the weight (%)", (row) => percent(row.weightShare)),
    column("Counts in the whole", (row) => (row.counted ? "yes" : "no")),
  ]),
  serviceTrend: table<ServicePoint>([
    column("From", (row) => row.from),
    column("Before", (row) => row.to),
    ...figureColumns<ServicePoint>("service_score", (row) => row.service),
    ...figureColumns<ServicePoint>("rest_score", (row) => row.rest),
    ...figureColumns<ServicePoint>("service_score", (row) => row.serviceBefore ?? noBase(), "Service before"),
    ...figureColumns<ServicePoint>("rest_score", (row) => row.restBefore ?? noBase(), "The rest before"),
  ]),
  badStops: table<BadStop>([
    column("Touchpoint", (row) => row.name),
    column("Department", (row) => row.department),
    column("Customers", (row) => row.customers ?? row.share.band ?? null),
    column("Share of the rescued (%)", (row) => percent(row.share.value)),
    column("Share: from", (row) => percent(row.share.low)),
    column("Share: to", (row) => percent(row.share.high)),
  ]),
  rescues: table<Rescue>([
    ...rescueColumns("Bad stop", (row) => row.other),
    ...rescueColumns("Service", (row) => row.service),
  ]),
  movers: table<Mover>([
    column("Touchpoint", (row) => row.name),
    column("Department", (row) => row.department?.name ?? null),
    column("Days from", (row) => row.range.from),
    column("Days before", (row) => row.range.to),
    column("Against days from", (row) => row.before.from),
    column("Against days before", (row) => row.before.to),
    ...figureColumns<Mover>("touchpoint_score", (row) => row.score, "Score"),
    ...changeColumns<Mover>("touchpoint_score", (row) => row.change),
    column("Weight", (row) => row.weight),
    column("Points of the experience score", (row) => row.effect),
    column("Lies in", (row) => row.driver?.name ?? null),
    column("Signal in the week of", (row) => row.signal?.week ?? null),
  ]),
  trend: table<Point>([
    column("From", (row) => row.from),
    column("Before", (row) => row.to),
    ...figureColumns<Point>("experience_score", (row) => row.statistic, "Score"),
    ...figureColumns<Point>("experience_score", (row) => row.before ?? noBase(), "Compared with"),
    column("Signal", (row) => row.signal),
  ]),
  parts: table<Part>([
    column("Part", (row) => row.name),
    ...figureColumns<Part>("touchpoint_score", (row) => row.score, "Score"),
    ...changeColumns<Part>("touchpoint_score", (row) => row.change),
    ...figureColumns<Part>("volume_share", (row) => row.share),
  ]),
  questions: table<Question>([
    column("Question", (row) => row.label),
    column("Makes the score", (row) => (row.primary ? "yes" : "no")),
    column("Answers", (row) => row.band ?? row.n),
    ...figureColumns<Question>("mean_rating", (row) => row.mean),
    ...figureColumns<Question>("csat", (row) => row.topBox, "Top box"),
    ...figureColumns<Question>("verified_share", (row) => row.verified),
    ...EVIDENCE.flatMap((use) => [
      column<Question>(
        `Answers (${EVIDENCE_WORDS[use]})`,
        ({ evidence }) => evidence[use].band ?? evidence[use].n,
      ),
      ...figureColumns<Question>(
        "csat",
        ({ evidence }) => evidence[use].topBox,
        `Top box (${EVIDENCE_WORDS[use]})`,
      ),
    ]),
  ]),
  distribution: table<Bar>([
    column("Question", (row) => row.question),
    column("Score", (row) => row.score),
    column("Answers", (row) => row.answers),
    column("Share (%)", (row) => percent(row.share)),
  ]),
  freshness: table<Source>([
    column("Source", (row) => row.name),
    column("Last import", (row) => row.lastImportAt?.toISOString() ?? null),
    column("Last day in the data", (row) => row.lastFactDay),
    column("Days since the last import", (row) => row.timing?.age ?? null),
    column("Usual days between imports", (row) => row.timing?.usualDays ?? null),
    column("Late", (row) => row.timing?.verdict ?? null),
  ]),
  trust: table<TrustLine>([
    column("Part", (row) => row.part),
    column("What", (row) => row.name),
    column("Share (%)", (row) => percent(row.share.value)),
    column("Share: n", (row) => row.share.band ?? row.share.n),
    column("Share: from", (row) => percent(row.share.low)),
    column("Share: to", (row) => percent(row.share.high)),
    column("Count", (row) => row.count),
    column("State", (row) => row.state),
    column("Last day in the data", (row) => row.through),
  ]),
  records: table<CustomerRecord>(RECORD_COLUMNS),
  topics: table<Topic>([
    column("Topic", (row) => row.name),
    column("Words", (row) => row.words.join("; ")),
    ...figureColumns<Topic>("volume_share", (row) => row.share, "Share of comments"),
    // Without a verdict: a topic spoken of more is neither good nor bad.
    ...changeColumns<Topic>("volume_share", (row) => row.change).slice(0, 3),
    ...figureColumns<Topic>("topic_impact", (row) => row.impact),
    column("Impact: verdict", (row) => VERDICT_WORDS[row.verdict]),
    ...figureColumns<Topic>("nps", (row) => row.nps),
  ]),
  sentiment: table<Tone>([
    column("Sounds to a machine", (row) => row.sentiment),
    ...figureColumns<Tone>("volume_share", (row) => row.share, "Share of the comments read"),
    column("Of what people called so, the machine called the same (%)", (row) => percent(row.right)),
  ]),
  languages: table<Language>([
    column("Language", (row) => row.language),
    column("Comments", (row) => row.comments),
    column("Read", (row) => (row.read ? "yes" : "no")),
  ]),
  comments: table<Comment>([
    ...RECORD_COLUMNS,
    column("Language", (row) => row.language),
    column("Sounds to a machine", (row) => row.sentiment),
  ]),
  ...ANALYSIS_TABLES,
  ...FAILURE_TABLES,
} as const;

/** The tables that can be had as a file. Keys stand in addresses: append only. */
export const CSV_KINDS = Object.keys(TABLES) as readonly (keyof typeof TABLES)[];
export type CsvKind = keyof typeof TABLES;
/** A row of the table, as the procedure that fills it answers it. */
export type CsvRow<Kind extends CsvKind> = Parameters<(typeof TABLES)[Kind][number]["of"]>[0];

/** The table of that kind as a CSV file with a heading: every row that is given, nothing but what it says. */
export function viewCsv<Kind extends CsvKind>(kind: Kind, rows: readonly CsvRow<Kind>[]): string {
  // The columns of a kind read that kind's rows, which the parameter's type has made sure of.
  const columns = TABLES[kind] as unknown as readonly Column<CsvRow<Kind>>[];
  const lines = rows.map((row) => csvLine(columns.map(({ of }) => of(row))));
  return [csvLine(columns.map(({ name }) => name)), ...lines].join("");
}

/** The bars of a distribution, one for each score of the question's scale. */
export function barsOf(rows: readonly Pick<Question, "question" | "label" | "distribution">[]): Bar[] {
  return rows.flatMap(({ question, label, distribution }) => {
    const { min, max } = QUESTIONS[question];
    const all = distribution.reduce((sum, answers) => sum + answers, 0);
    return distribution.flatMap((answers, score) =>
      score >= min && score <= max ? [{ question: label, score, answers, share: ratio(answers, all) }] : [],
    );
  });
}
