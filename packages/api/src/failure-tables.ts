import { CAUSE_BASES } from "@touchline/domain/causes";
import type { Comparison } from "@touchline/domain/compare";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import type { Statistic } from "@touchline/domain/statistic";
import {
  type Column,
  changeColumns,
  column,
  figureColumns,
  type Judged,
  judgedColumns,
  VERDICT_WORDS,
} from "./csv-columns.ts";
import type { RouterOutputs } from "./root.ts";

type Item<List> = List extends readonly (infer Row)[] ? Row : never;
/** What something caused, with the currency of its cost. */
type Cause = Item<RouterOutputs["failure"]["breakdown"]["rows"]> &
  Pick<RouterOutputs["failure"]["breakdown"], "currency">;
type FailureSegment = Item<RouterOutputs["failure"]["segments"]>;
type Sender = Item<RouterOutputs["failure"]["matrix"]["cells"]>;
type JudgedFigure = Judged & { readonly statistic: Statistic };
/** What made customers ask at one point of the period. */
interface CausePoint {
  readonly from: string;
  readonly to: string;
  readonly caused: JudgedFigure;
  readonly failure: JudgedFigure;
  readonly unknown: JudgedFigure;
}
type CausedContact = Item<RouterOutputs["failure"]["contacts"]["rows"]>;
type ContactReason = Item<RouterOutputs["causes"]["reasons"]>;
/** A figure of failure demand with what it is; of costs, the unit is a currency. */
interface NamedFigure {
  readonly of: Readonly<Record<"label" | "unit" | "definition" | "formula", string>>;
  readonly statistic: Statistic;
  readonly change: Comparison | null;
}
/** How many contacts' causes come from one place. */
interface CauseSource {
  readonly name: string;
  readonly contacts: number;
  readonly share: Statistic;
}

/** An amount with the ends of its interval; the currency stands in the headings. */
const costColumns = (name: string, of: (row: Cause) => Statistic | null): Column<Cause>[] =>
  (["value", "low", "high"] as const).map((part) => {
    const called = { value: name, low: `${name}: from`, high: `${name}: to` }[part];
    const amount = (row: Cause) => of(row)?.[part] ?? null;
    return {
      name: called,
      nameOf: ({ currency }) => (currency === null ? called : `${called} (${currency})`),
      of: (row) => {
        const found = amount(row);
        return found === null ? null : Number(found.toFixed(2));
      },
    };
  });

const table = <Row>(columns: readonly Column<Row>[]) => columns;

/** The columns of what made customers ask for help, and of who says so. */
export const FAILURE_TABLES = {
  failure_figures: table<NamedFigure>([
    column("Figure", ({ of }) => of.label),
    column("Unit", ({ of }) => of.unit),
    column("Value", ({ statistic }) => statistic.value),
    column("n", ({ statistic }) => statistic.band ?? statistic.n),
    column("From", ({ statistic }) => statistic.low),
    column("To", ({ statistic }) => statistic.high),
    column("Change", ({ change }) => change?.difference ?? null),
    column("Change: from", ({ change }) => change?.low ?? null),
    column("Change: to", ({ change }) => change?.high ?? null),
    column("Verdict", ({ change }) => change && VERDICT_WORDS[change.verdict]),
    column("Definition", ({ of }) => of.definition),
    column("Formula", ({ of }) => of.formula),
  ]),
  causes: table<Cause>([
    column("Caused by", (row) => row.name),
    column("Contacts", (row) => row.band ?? row.contacts),
    ...figureColumns<Cause>("failure_share", (row) => row.share, "Share of contacts with a known cause"),
    ...changeColumns<Cause>("failure_share", (row) => row.change),
    ...figureColumns<Cause>("failure_rate", (row) => row.rate),
    column("Before (per 1,000)", (row) => row.rateBefore),
    ...costColumns("Estimated cost", (row) => row.cost),
    ...CAUSE_BASES.map((basis) =>
      column<Cause>(
        `Known by ${basis}`,
        ({ bases, band }) => band ?? bases.find((each) => each.basis === basis)?.contacts ?? 0,
      ),
    ),
  ]),
  "failure-segments": table<FailureSegment>([
    column("Segment", (row) => row.name),
    column("Contacts", (row) => row.band ?? row.contacts),
    ...figureColumns<FailureSegment>("failure_share", (row) => row.failure),
    ...changeColumns<FailureSegment>("failure_share", (row) => row.difference, "Against the other segments"),
    ...changeColumns<FailureSegment>("failure_share", (row) => row.change),
  ]),
  senders: table<Sender>([
    column("Caused by", (row) => row.from.name),
    column("Asked at", (row) => row.to.name),
    column("Contacts", (row) => row.band ?? row.contacts),
  ]),
  cause_trend: table<CausePoint>([
    column("From", (row) => row.from),
    column("Before", (row) => row.to),
    ...figureColumns<CausePoint>(
      "service_contacts",
      (row) => row.caused.statistic,
      "Contacts caused elsewhere",
    ),
    ...figureColumns<CausePoint>("failure_share", (row) => row.failure.statistic),
    ...figureColumns<CausePoint>("unknown_cause", (row) => row.unknown.statistic),
    ...judgedColumns<CausePoint>("service_contacts", (row) => row.caused, "Contacts caused elsewhere"),
    ...judgedColumns<CausePoint>("failure_share", (row) => row.failure, METRICS.failure_share.label),
    ...judgedColumns<CausePoint>("unknown_cause", (row) => row.unknown, METRICS.unknown_cause.label),
  ]),
  cause_sources: table<CauseSource>([
    column("Cause known", (row) => row.name),
    column("Contacts", (row) => row.contacts),
    ...figureColumns<CauseSource>("unknown_cause", (row) => row.share, "Share of all contacts"),
  ]),
  contacts: table<CausedContact>([
    column("Contact", (row) => row.id),
    column("At", (row) => row.at.toISOString()),
    column("Asked at", (row) => row.touchpoint),
    column("Channel", (row) => row.channel),
    column("Reason", (row) => row.reason),
    column("Caused by", (row) => row.cause),
    column("Known by", (row) => row.basis),
    column("Words", (row) => row.words),
  ]),
  reasons: table<ContactReason>([
    column("Reason", (row) => row.reason),
    column("Contacts", (row) => row.contacts),
    column("Of them with a cause by import or hand", (row) => row.otherwise),
    column("Rule: caused by", (row) => row.rule),
  ]),
} as const;
