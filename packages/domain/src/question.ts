/**
 * The question types that a customer can be asked. A question type is a kind and a scale; scores are small
 * ordinals, stored raw and never rescaled at rest. The order of the tuple is the order of the database enum:
 * append only.
 */
export const QUESTION_TYPES = [
  "nps_0_10",
  "csat_1_5",
  "csat_1_7",
  "csat_1_10",
  "csat_0_1",
  "ces_1_7",
  "ces_1_5",
  "expectation_1_3",
] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

export const QUESTION_KINDS = ["nps", "csat", "ces", "expectation"] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** min and max are the scale's ends; topFrom is the lowest score in the top box, bottomTo the highest in the bottom box. */
export interface QuestionScale {
  readonly kind: QuestionKind;
  readonly min: number;
  readonly max: number;
  readonly topFrom: number;
  readonly bottomTo: number;
  readonly label: string;
}

export const QUESTIONS: Readonly<Record<QuestionType, QuestionScale>> = {
  nps_0_10: { kind: "nps", min: 0, max: 10, topFrom: 9, bottomTo: 6, label: "Recommend, 0 to 10" },
  csat_1_5: { kind: "csat", min: 1, max: 5, topFrom: 4, bottomTo: 2, label: "Satisfaction, 1 to 5" },
  csat_1_7: { kind: "csat", min: 1, max: 7, topFrom: 6, bottomTo: 2, label: "Satisfaction, 1 to 7" },
  csat_1_10: { kind: "csat", min: 1, max: 10, topFrom: 9, bottomTo: 2, label: "Satisfaction, 1 to 10" },
  csat_0_1: { kind: "csat", min: 0, max: 1, topFrom: 1, bottomTo: 0, label: "Satisfied or not" },
  ces_1_7: { kind: "ces", min: 1, max: 7, topFrom: 5, bottomTo: 2, label: "Made it easy, 1 to 7" },
  ces_1_5: { kind: "ces", min: 1, max: 5, topFrom: 4, bottomTo: 2, label: "Made it easy, 1 to 5" },
  expectation_1_3: {
    kind: "expectation",
    min: 1,
    max: 3,
    topFrom: 3,
    bottomTo: 1,
    label: "Against what was expected, 1 to 3",
  },
};

/** Scores run from 0 to 10 on every scale, so eleven counters hold any distribution exactly. */
export const SCORE_SLOTS = 11;

/** How many answers gave each score: index = raw score, 0 to 10. Always SCORE_SLOTS long. */
export type ScoreCounts = readonly number[];
