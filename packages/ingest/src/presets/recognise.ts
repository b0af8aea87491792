import { QUESTIONS, type QuestionType } from "@touchline/domain/question";

/** What a column was recognised as: its question, and the table that turns its words into scores (none for numbers). */
export interface Rating {
  readonly question: QuestionType;
  readonly values?: Readonly<Record<string, string>>;
  readonly blank: string[];
}

/** Words of known answer scales, lowest first; "/" parts the ways in which one step is worded. */
const WORDED: readonly {
  readonly question: QuestionType;
  readonly about?: RegExp;
  readonly steps: readonly string[];
}[] = [
  {
    question: "csat_1_5",
    steps: [
      "very dissatisfied/extremely dissatisfied/very unsatisfied",
      "dissatisfied/somewhat dissatisfied/unsatisfied",
      "neither satisfied nor dissatisfied/neutral/neither/neither dissatisfied nor satisfied",
      "satisfied/somewhat satisfied",
      "very satisfied/extremely satisfied",
    ],
  },
  {
    question: "csat_1_7",
    steps: [
      "extremely dissatisfied/very dissatisfied",
      "moderately dissatisfied/dissatisfied",
      "slightly dissatisfied/somewhat dissatisfied",
      "neither satisfied nor dissatisfied/neutral",
      "slightly satisfied/somewhat satisfied",
      "moderately satisfied/satisfied",
      "extremely satisfied/very satisfied",
    ],
  },
  {
    question: "csat_1_5",
    steps: [
      "very unfavorably/very unfavourably",
      "somewhat unfavorably/somewhat unfavourably",
      "neither favorably nor unfavorably (neutral)/neither favorably nor unfavorably/neither favourably nor unfavourably",
      "somewhat favorably/somewhat favourably",
      "very favorably/very favourably",
    ],
  },
  {
    question: "csat_1_5",
    steps: ["very poor/terrible", "poor", "average/fair/acceptable", "good", "very good/excellent"],
  },
  { question: "csat_1_5", steps: ["poor", "fair", "good", "very good", "excellent"] },
  {
    question: "ces_1_5",
    about: /\beas(y|ier|ily)\b|effort/i,
    steps: [
      "strongly disagree",
      "disagree/somewhat disagree",
      "neither agree nor disagree/neutral",
      "agree/somewhat agree",
      "strongly agree",
    ],
  },
  {
    question: "ces_1_7",
    about: /\beas(y|ier|ily)\b|effort/i,
    steps: [
      "strongly disagree",
      "disagree",
      "somewhat disagree/slightly disagree",
      "neither agree nor disagree/neutral",
      "somewhat agree/slightly agree",
      "agree",
      "strongly agree",
    ],
  },
  {
    question: "ces_1_5",
    steps: [
      "very difficult/extremely difficult",
      "difficult/somewhat difficult",
      "neither easy nor difficult/neutral",
      "easy/somewhat easy",
      "very easy/extremely easy",
    ],
  },
  {
    question: "expectation_1_3",
    steps: [
      "worse than expected/worse than i expected",
      "as expected/about as expected/as i expected",
      "better than expected/better than i expected",
    ],
  },
];
const NOT_APPLICABLE = [
  "n/a",
  "na",
  "not applicable",
  "don't know",
  "unfamiliar (n/a)",
  "not sure",
  "no opinion",
  "did not use",
  "have not used",
];
const NPS_ENDS = {
  "not at all likely - 0": "0",
  "0 - not at all likely": "0",
  "extremely likely - 10": "10",
  "10 - extremely likely": "10",
};
const RECOMMEND = /\brecommend/i;
const RATED = /satisf|\brate\b|\brating\b|how (good|would you rate)/i;
const NAMED_RATING = /(^| )(ratings?|scores?|stars|satisfaction|csat|nps|ces|grade)( |$)/i;
const EASY = /\beas(y|ier|ily)\b|effort/i;
const STATED = /(?:scale (?:of|from)|from|\()\s*(\d{1,2})\s*(?:to|-|–)\s*(\d{1,2})/i;

/**
 * Recognises a rating by what the file itself says: words of a known scale, or numbers on a scale that the question
 * states. A string says why a column is taken for none; numbers alone may as well be codes of choices.
 */
export function recognise(label: string, distinct: readonly string[]): Rating | string {
  if (distinct.length === 0) return "no answers in the part of the file that was looked at";
  const present = distinct
    .map((value) => value.trim().toLowerCase())
    .filter((value) => !NOT_APPLICABLE.includes(value));
  if (present.length === 0) return "no answers but “not applicable”";
  if (RECOMMEND.test(label)) {
    const scores = present.map((value) => NPS_ENDS[value as keyof typeof NPS_ENDS] ?? value);
    if (scores.every((value) => isScore(value, 0, 10)))
      return { question: "nps_0_10", values: NPS_ENDS, blank: NOT_APPLICABLE };
  }
  const worded = byWords(label, present);
  if (worded) return worded;
  if (!present.every((value) => /^\d+([.,]0+)?$/.test(value)))
    return "no words or numbers of a known rating scale";
  const stated = STATED.exec(label);
  if (!stated) return "numbers, but the question does not state their scale";
  const [low, high] = [Number(stated[1]), Number(stated[2])];
  const kind = EASY.test(label) ? "ces" : RATED.test(label) ? "csat" : null;
  const question = kind && questionOf(kind, low, high);
  if (!question) return `numbers from ${low} to ${high}, but no rating of that scale`;
  if (!present.every((value) => isScore(value, low, high)))
    return `numbers beyond the scale ${low} to ${high} that the question states`;
  return { question, blank: NOT_APPLICABLE };
}

/** Whether a column is called like a rating, whatever stands in it. label: its question, or its name as words. */
export function soundsRated(label: string): boolean {
  return RECOMMEND.test(label) || RATED.test(label) || EASY.test(label) || NAMED_RATING.test(label);
}

/** The question type of a kind with exactly this scale, or null. */
export function questionOf(kind: "csat" | "ces" | "nps", min: number, max: number): QuestionType | null {
  const entries = Object.entries(QUESTIONS) as [QuestionType, (typeof QUESTIONS)[QuestionType]][];
  return (
    entries.find(([, scale]) => scale.kind === kind && scale.min === min && scale.max === max)?.[0] ?? null
  );
}

/**
 * Of the scales that the words fit, the one with the fewest steps: words of a longer one would show. Where an answer's
 * wording was seen, only that one is read for its step, so that a word of a longer scale further on is reported.
 */
function byWords(label: string, present: readonly string[]): Rating | null {
  const fits = WORDED.flatMap(({ question, about, steps }) => {
    if (about && !about.test(label)) return [];
    const worded = steps.map((step) => step.split("/"));
    const seen = worded.map((words) => words.filter((word) => present.includes(word)));
    if (seen.flat().length < present.length || seen.some((words) => words.length > 1)) return [];
    const read = worded.flatMap((words, at) =>
      (seen[at]?.length ? seen[at] : words).map((word) => [word, String(at + 1)]),
    );
    return [{ question, steps: steps.length, values: Object.fromEntries(read) as Record<string, string> }];
  });
  const fewest = Math.min(...fits.map((fit) => fit.steps));
  const [first, ...others] = fits.filter((fit) => fit.steps === fewest);
  // Two scales that would give the same words different scores: nobody may choose but the file's owner.
  const agree = others.every(
    (other) =>
      other.question === first?.question &&
      present.every((word) => other.values[word] === first.values[word]),
  );
  return first && agree ? { question: first.question, values: first.values, blank: NOT_APPLICABLE } : null;
}

function isScore(value: string, low: number, high: number): boolean {
  return (
    /^\d+([.,]0+)?$/.test(value) && Number.parseInt(value, 10) >= low && Number.parseInt(value, 10) <= high
  );
}
