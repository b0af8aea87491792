import type { Comparison } from "@touchline/domain/compare";
import type { Evidence } from "@touchline/domain/evidence";
import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import { METRICS, type MetricKey } from "@touchline/domain/metrics/descriptors";
import type { Statistic, Verdict } from "@touchline/domain/statistic";

export type Cell = string | number | null;

/** One column of a table: its heading, and what a row says in it. */
export interface Column<Row> {
  readonly name: string;
  /** A heading that only the rows know, instead of the name: amounts in some currency. */
  readonly nameOf?: (row: Row) => string;
  readonly of: (row: Row) => Cell;
}

const UNITS: Readonly<Record<MetricUnit, string | null>> = {
  share: "%",
  points: "points",
  score: "0 to 100",
  rating: null,
  answers: null,
  minutes: "minutes",
  per_year: "% a year",
  per_thousand: "per 1,000",
  coefficient: null,
};
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  better: "better",
  worse: "worse",
  "no-change": "no real change",
  "not-enough-data": "not enough data",
};

export const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  used: "verified",
  not_used: "contradicted",
  unknown: "not known",
};

/** A figure as it is written: shares in percent; six decimals, so that no binary fraction shows its tail. */
function scaled(value: number | null, unit: MetricUnit): number | null {
  if (value === null) return null;
  const shown = unit === "share" || unit === "per_year" ? 100 * value : value;
  return Number(shown.toFixed(6));
}

export const percent = (share: number | null): Cell => scaled(share, "share");

export const column = <Row>(name: string, of: (row: Row) => Cell): Column<Row> => ({ name, of });

/** A figure in four columns, named by its metric: value, answers or their band, and the ends of its interval. */
export function figureColumns<Row>(
  metric: MetricKey,
  of: (row: Row) => Statistic,
  label?: string,
): Column<Row>[] {
  const { unit, label: own } = METRICS[metric];
  const name = label ?? own;
  const inUnit = UNITS[unit] === null ? name : `${name} (${UNITS[unit]})`;
  return [
    column(inUnit, (row) => scaled(of(row).value, unit)),
    column(`${name}: n`, (row) => of(row).band ?? of(row).n),
    column(`${name}: from`, (row) => scaled(of(row).low, unit)),
    column(`${name}: to`, (row) => scaled(of(row).high, unit)),
  ];
}

/** Why a point of a trend stands out, in words, and where points usually lie; null: it doesn't, or nobody can tell. */
export interface Judged {
  readonly signal: string | null;
  readonly usual: { readonly centre: number; readonly low: number; readonly high: number } | null;
}

/** The signal of a trend's point and its usual range, in four columns, named by what the trend is of where it is one of several. */
export function judgedColumns<Row>(
  metric: MetricKey,
  of: (row: Row) => Judged,
  label?: string,
): Column<Row>[] {
  const { unit } = METRICS[metric];
  const name = (what: string) => (label === undefined ? what : `${label}: ${what.toLowerCase()}`);
  return [
    column(name("Signal"), (row) => of(row).signal),
    column(name("Usual middle"), (row) => scaled(of(row).usual?.centre ?? null, unit)),
    column(name("Usual from"), (row) => scaled(of(row).usual?.low ?? null, unit)),
    column(name("Usual to"), (row) => scaled(of(row).usual?.high ?? null, unit)),
  ];
}

/** A count that has no interval, or its band. */
export const countColumn = <Row>(metric: MetricKey, of: (row: Row) => Statistic): Column<Row> =>
  column(METRICS[metric].label, (row) => of(row).band ?? of(row).value);

/** A difference of points with a name of its own, in four columns: how much, the ends of its interval, what is said of it. */
export const differenceColumns = <Row>(name: string, of: (row: Row) => Comparison | null): Column<Row>[] => [
  column(`${name} (points)`, (row) => scaled(of(row)?.difference ?? null, "score")),
  column(`${name}: from`, (row) => scaled(of(row)?.low ?? null, "score")),
  column(`${name}: to`, (row) => scaled(of(row)?.high ?? null, "score")),
  column(`${name}: verdict`, (row) => {
    const difference = of(row);
    return difference && VERDICT_WORDS[difference.verdict];
  }),
];

/** A change in four columns: the difference, the ends of its interval, and the verdict in words. */
export function changeColumns<Row>(
  metric: MetricKey,
  of: (row: Row) => Comparison | null,
  label = "Change",
): Column<Row>[] {
  const { unit } = METRICS[metric];
  const name = unit === "share" ? `${label} (percentage points)` : label;
  return [
    column(name, (row) => scaled(of(row)?.difference ?? null, unit)),
    column(`${label}: from`, (row) => scaled(of(row)?.low ?? null, unit)),
    column(`${label}: to`, (row) => scaled(of(row)?.high ?? null, unit)),
    column(label === "Change" ? "Verdict" : `${label}: verdict`, (row) => {
      const change = of(row);
      return change && VERDICT_WORDS[change.verdict];
    }),
  ];
}
