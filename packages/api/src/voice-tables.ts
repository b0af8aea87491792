import { QUESTIONS } from "@touchline/domain/question";
import {
  type Column,
  changeColumns,
  column,
  EVIDENCE_WORDS,
  figureColumns,
  percent,
  VERDICT_WORDS,
} from "./csv-columns.ts";
import type { RouterOutputs } from "./root.ts";

type Item<List> = List extends readonly (infer Row)[] ? Row : never;
type CustomerRecord = Item<RouterOutputs["records"]["list"]["rows"]>;
type Topic = Item<RouterOutputs["voice"]["topics"]["topics"]>;
type Tone = Item<RouterOutputs["voice"]["summary"]["sentiment"]> & {
  /** Of the texts that people called so, the machine calls as many the same, 0 to 1. */
  readonly right: number;
};
type Language = Item<RouterOutputs["voice"]["summary"]["languages"]>;
type Comment = Item<RouterOutputs["voice"]["list"]["rows"]>;

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

/** The columns of single answers, of what customers say, and of how a machine reads it. */
export const VOICE_TABLES = {
  records: table<CustomerRecord>(RECORD_COLUMNS),
  comments: table<Comment>([
    ...RECORD_COLUMNS,
    column("Language", (row) => row.language),
    column("Sounds to a machine", (row) => row.sentiment),
  ]),
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
} as const;
