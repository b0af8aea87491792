import type { Statistic } from "@touchline/domain/statistic";
import { type Column, column, percent } from "./csv-columns.ts";
import type { RouterOutputs } from "./root.ts";

type Item<List> = List extends readonly (infer Row)[] ? Row : never;
type Source = Item<RouterOutputs["freshness"]["list"]>;
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

const table = <Row>(columns: readonly Column<Row>[]) => columns;

/** The columns of what says how far figures can be trusted. */
export const TRUST_TABLES = {
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
} as const;
