import { METRICS } from "@touchline/domain/metrics/descriptors";
import { QUESTIONS } from "@touchline/domain/question";
import { noBase, type Statistic } from "@touchline/domain/statistic";
import {
  type Column,
  changeColumns,
  column,
  countColumn,
  figureColumns,
  type Judged,
  judgedColumns,
  percent,
} from "./csv-columns.ts";
import type { RouterOutputs } from "./root.ts";

type Item<List> = List extends readonly (infer Row)[] ? Row : never;
type Stage = Item<RouterOutputs["journey"]["list"]>;
type StageTouchpoint = Stage["touchpoints"][number] & { readonly stage: string };
type BadStop = Item<RouterOutputs["service"]["summary"]["badStops"]>;
type Rescue = Item<RouterOutputs["service"]["rescues"]["rows"]>;
/** A score at one point with the comparison's at its place, and why it stands out. */
type JudgedScore = Judged & { readonly statistic: Statistic; readonly before: Statistic | null };
/** Service and the rest at one point. */
interface ServicePoint {
  readonly from: string;
  readonly to: string;
  readonly service: JudgedScore;
  readonly rest: JudgedScore;
}

const table = <Row>(columns: readonly Column<Row>[]) => columns;

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

/** The columns of the journey, and of service against the rest of it. */
export const JOURNEY_TABLES = {
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
    ...figureColumns<ServicePoint>("service_score", (row) => row.service.statistic),
    ...figureColumns<ServicePoint>("rest_score", (row) => row.rest.statistic),
    ...figureColumns<ServicePoint>(
      "service_score",
      (row) => row.service.before ?? noBase(),
      "Service before",
    ),
    ...figureColumns<ServicePoint>("rest_score", (row) => row.rest.before ?? noBase(), "The rest before"),
    ...judgedColumns<ServicePoint>("service_score", (row) => row.service, "Service"),
    ...judgedColumns<ServicePoint>("rest_score", (row) => row.rest, "The rest"),
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
} as const;
