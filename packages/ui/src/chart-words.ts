/** What a chart is called, on the page and in the picture that is saved of it. */
export interface ChartWords {
  readonly title: string;
  /** The series: "Experience score". */
  readonly own: string;
  /** What it is set against: "The year before". */
  readonly before: string;
  /** The question that it answers, one line: days, filters. Printed into the picture. */
  readonly question: string;
  /** What its figures are made of, where that is not answers: "Contacts". */
  readonly base?: string;
}
