import { QUESTIONS } from "@touchline/domain/question";
import { ratio } from "@touchline/domain/statistic";
import { ANALYSIS_TABLES } from "./analysis-tables.ts";
import { CHANNEL_TABLES } from "./channel-tables.ts";
import { csvLine } from "./csv.ts";
import type { Column } from "./csv-columns.ts";
import { FAILURE_TABLES } from "./failure-tables.ts";
import { JOURNEY_TABLES } from "./journey-tables.ts";
import type { RouterOutputs } from "./root.ts";
import { type Bar, SCORE_TABLES } from "./score-tables.ts";
import { TRUST_TABLES } from "./trust-tables.ts";
import { VOICE_TABLES } from "./voice-tables.ts";

type Question = RouterOutputs["touchpoints"]["get"]["questions"][number];

/** The columns of each table, in the order in which it is read. */
const TABLES = {
  ...SCORE_TABLES,
  ...JOURNEY_TABLES,
  ...CHANNEL_TABLES,
  ...TRUST_TABLES,
  ...VOICE_TABLES,
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
  const [first] = rows;
  const heading = columns.map(({ name, nameOf }) => (first === undefined ? name : (nameOf?.(first) ?? name)));
  return [csvLine(heading), ...lines].join("");
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
