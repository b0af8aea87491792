import type { DriverGap } from "@touchline/domain/metrics/driver-importance";
import type { Quadrant } from "@touchline/domain/metrics/importance-performance";
import { noBase } from "@touchline/domain/statistic";
import { type Column, changeColumns, column, differenceColumns, figureColumns } from "./csv-columns.ts";
import type { RouterOutputs } from "./root.ts";

type Item<List> = List extends readonly (infer Row)[] ? Row : never;
type Driver = Item<RouterOutputs["drivers"]["list"]["drivers"]>;
type Expected = Item<RouterOutputs["expectation"]["get"]["touchpoints"]>;
type Matrix = RouterOutputs["segments"]["matrix"];
type Disagreement = Item<Matrix["disagree"]>;
type Split = Item<RouterOutputs["segments"]["split"]>;
type Changed = Item<NonNullable<RouterOutputs["changes"]["list"]>["touchpoints"]>;
/** One touchpoint in one segment. */
type SegmentCell = Item<Item<Matrix["touchpoints"]>["cells"]> & {
  readonly touchpoint: Pick<Item<Matrix["touchpoints"]>, "name" | "stage" | "question">;
};

const QUADRANTS: Readonly<Record<Quadrant, string>> = {
  "fix-first": "fix first",
  keep: "keep it so",
  watch: "watch",
  enough: "good enough",
  unclear: "too close to call",
};
const GAPS: Readonly<Record<DriverGap, string>> = {
  "too-few-pairs": "too few rated it with the whole",
  "too-few-together": "too few rated it together with the others",
  "all-alike": "everybody gave the same score",
};

const table = <Row>(columns: readonly Column<Row>[]) => columns;

/** The columns of what explains the figures: drivers, expectation, segments, changes. */
export const ANALYSIS_TABLES = {
  drivers: table<Driver>([
    column("Touchpoint", (row) => row.name),
    column("Stage", (row) => row.stage),
    column("Department", (row) => row.department),
    ...figureColumns<Driver>("driver_importance", (row) => row.importance),
    column("Not enough data", (row) => row.gap && GAPS[row.gap]),
    ...figureColumns<Driver>("touchpoint_score", (row) => row.score, "Score"),
    column("Where it lies", (row) => row.quadrant && QUADRANTS[row.quadrant]),
    column("Kind", (row) => row.kind),
    ...differenceColumns<Driver>("When bad", (row) => row.penalty),
    ...differenceColumns<Driver>("When very good", (row) => row.reward),
  ]),
  expectation: table<Expected>([
    column("Touchpoint", (row) => row.name),
    column("Stage", (row) => row.stage),
    ...figureColumns<Expected>("delight", (row) => row.better, "Better than expected"),
    ...figureColumns<Expected>("delight", (row) => row.as, "As expected"),
    ...figureColumns<Expected>("delight", (row) => row.worse, "Worse than expected"),
    ...changeColumns<Expected>("delight", (row) => row.change),
    ...figureColumns<Expected>("csat", (row) => row.csat ?? noBase()),
    column("Scale", (row) => row.csatScale),
  ]),
  segments: table<SegmentCell>([
    column("Touchpoint", (row) => row.touchpoint.name),
    column("Stage", (row) => row.touchpoint.stage),
    column("Question", (row) => row.touchpoint.question),
    column("Segment", (row) => row.segment.name),
    ...figureColumns<SegmentCell>("touchpoint_score", (row) => row.score, "Score"),
    column("Enough answers", (row) => (row.counted ? "yes" : "no")),
    ...differenceColumns<SegmentCell>("Against the other segments", (row) => row.difference),
  ]),
  "segment-split": table<Split>([
    column("Segment", (row) => row.name),
    ...figureColumns<Split>("experience_score", (row) => row.score, "Score"),
    ...differenceColumns<Split>("Against the other segments", (row) => row.difference),
    ...changeColumns<Split>("experience_score", (row) => row.change),
    ...figureColumns<Split>("service_score", (row) => row.service),
    ...figureColumns<Split>("rest_score", (row) => row.rest),
    ...differenceColumns<Split>("Service less the rest", (row) => row.gap),
  ]),
  disagreements: table<Disagreement>([
    column("Touchpoint", (row) => row.touchpoint.name),
    column("Segment", (row) => row.segment.name),
    ...figureColumns<Disagreement>("touchpoint_score", (row) => row.score, "Score"),
    ...differenceColumns<Disagreement>("Against the other segments", (row) => row.difference),
  ]),
  changes: table<Changed>([
    column("Touchpoint", (row) => row.name),
    column("Stage", (row) => row.stage),
    column("Weight", (row) => row.weight),
    ...figureColumns<Changed>("touchpoint_score", (row) => row.score, "Score"),
    ...figureColumns<Changed>("touchpoint_score", (row) => row.before, "Before"),
    ...changeColumns<Changed>("touchpoint_score", (row) => row.change),
    column("Points of the experience score", (row) => row.effect),
    ...differenceColumns<Changed>("Rate part", (row) => row.rate),
    ...differenceColumns<Changed>("Mix part", (row) => row.mix),
  ]),
} as const;
