import { instant, makeCalendar } from "./calendar.ts";
import { csvBytes, type DemoFile } from "./csv.ts";
import { Random } from "./random.ts";

/** The worst case for anything that sums up: dimensions independent of each other. */
export const LARGE = { departments: 12, touchpoints: 60, channels: 25, segments: 8, months: 36 } as const;
const ANSWERS_PER_ROW = 2;
const ROWS_PER_CUSTOMER = 3;

const numbered = (what: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    slug: `${what}-${at + 1}`,
    name: `${what.charAt(0).toUpperCase()}${what.slice(1)} ${at + 1}`,
  }));

const structure = {
  departments: numbered("department", LARGE.departments),
  touchpoints: numbered("touchpoint", LARGE.touchpoints).map((named, at) => ({
    ...named,
    department: `department-${1 + (at % LARGE.departments)}`,
    directness: at % 3 === 0 ? "indirect" : "direct",
    role: at % 6 === 0 ? "service" : "product",
    primaryQuestion: "csat_1_5",
  })),
  channels: numbered("channel", LARGE.channels).map((named, at) => ({
    ...named,
    parent: at % 5 === 0 ? null : `channel-${1 + at - (at % 5)}`,
  })),
  segments: numbered("segment", LARGE.segments),
};

/**
 * One file of about `answers` answers to three kinds of question in the 36 months before that of `now`, used, not used
 * and unknown by the respondent's own word; for measuring, not for looking at. No interactions.
 */
export function largeFile(input: {
  readonly answers: number;
  readonly now: number;
  readonly seed: number;
}): DemoFile {
  const about = { touchpoint: { column: "touchpoint" }, channel: { column: "channel" } };
  const usage = { column: "used" };
  const mapping = {
    schemaVersion: 1,
    name: "Large survey",
    source: "large-company",
    format: { kind: "csv", delimiter: ",", encoding: "utf-8" },
    zone: "UTC",
    records: [
      {
        kind: "submission",
        externalId: { column: "response" },
        customer: { column: "customer" },
        at: { column: "time" },
        segment: { column: "segment" },
        answers: [
          { ...about, question: "csat_1_5", score: { column: "satisfaction" }, usage },
          { ...about, question: "ces_1_7", score: { column: "easy" }, usage },
          { ...about, question: "nps_0_10", score: { column: "recommend" }, usage },
        ],
      },
    ],
    structure,
    unknownNames: "reject",
  };
  const rows = Math.ceil(input.answers / ANSWERS_PER_ROW);
  return {
    name: `large-survey-${input.answers}.csv`,
    mapping,
    expectedRows: rows,
    read: () =>
      csvBytes(
        "response,customer,time,segment,touchpoint,channel,used,satisfaction,easy,recommend",
        lines(rows, input.now, input.seed),
      ),
  };
}

function* lines(rows: number, now: number, seed: number): Generator<string> {
  const calendar = makeCalendar(now, LARGE.months);
  const random = new Random(seed);
  const customers = Math.ceil(rows / ROWS_PER_CUSTOMER);
  const minutes = calendar.days * 1440;
  for (let row = 0; row < rows; row++) {
    const minute = Math.floor((row / rows) * minutes);
    const customer = random.below(customers);
    const used = ["yes", "yes", "no", ""][random.below(4)];
    const easy = row % 2 === 0 ? random.between(1, 7) : "";
    const recommend = row % 2 === 1 ? random.below(11) : "";
    const place = `segment-${1 + (customer % LARGE.segments)},touchpoint-${random.between(1, LARGE.touchpoints)},channel-${random.between(1, LARGE.channels)}`;
    yield `L${row},C${customer},${instant(calendar, 0, minute, row % 60)},${place},${used},${random.between(1, 5)},${easy},${recommend}`;
  }
}
