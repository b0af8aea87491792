import { EVIDENCE } from "@touchline/domain/evidence";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { noBase, type Statistic } from "@touchline/domain/statistic";
import {
  type Column,
  changeColumns,
  column,
  countColumn,
  EVIDENCE_WORDS,
  figureColumns,
  type Judged,
  judgedColumns,
  percent,
} from "./csv-columns.ts";
import type { RouterOutputs } from "./root.ts";

type Item<List> = List extends readonly (infer Row)[] ? Row : never;
type Department = Item<RouterOutputs["departments"]["list"]>;
type Touchpoint = Item<RouterOutputs["touchpoints"]["list"]>;
type Channel = Item<RouterOutputs["channels"]["list"]>;
type Part = Item<RouterOutputs["touchpoints"]["get"]["channels"]>;
type Question = Item<RouterOutputs["touchpoints"]["get"]["questions"]>;
type Mover = Item<RouterOutputs["movers"]["list"]["items"]>;
type Peer = Item<RouterOutputs["departments"]["get"]["peers"]>;
/** A point of a trend with the comparison's at its place, and why it stands out, in words. */
type Point = Item<RouterOutputs["experience"]["trend"]["points"]> &
  Judged & { readonly before: Statistic | null };
type Figure = Pick<
  RouterOutputs["experience"]["summary"]["figures"]["nps"],
  "metric" | "statistic" | "change" | "scale"
>;
/** One bar of a distribution. */
export interface Bar {
  readonly question: string;
  readonly score: number;
  readonly answers: number;
  /** Of the question's answers, 0 to 1; null without any. */
  readonly share: number | null;
}

const table = <Row>(columns: readonly Column<Row>[]) => columns;

/** The columns of scores and of what they are made of. */
export const SCORE_TABLES = {
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
    ...judgedColumns<Point>("experience_score", (row) => row),
  ]),
} as const;
