import { createHash } from "node:crypto";
import { runImport } from "@touchline/db/commands/import";
import { systemScope } from "@touchline/domain/access";
import type { AnswerRecord, RowOutcome } from "@touchline/domain/records";
import { seeded } from "@touchline/domain/seeded";
import type { OwnServer } from "./own-server.ts";
import { onDatabase } from "./people.ts";

const DAY = 86_400_000;
const MONTHS = 24;
const SEGMENTS = ["business", "couples", "families"] as const;

const answer = (touchpoint: string, score: number, more: Partial<AnswerRecord> = {}): AnswerRecord => ({
  touchpoint,
  channel: "front-desk",
  question: "csat_1_5",
  score: Math.max(1, Math.min(5, Math.round(score))),
  usage: "yes",
  ...more,
});

/** Four overall ratings of people in a month: the room only disappoints, the breakfast only delights, check-in does both. */
function overall(random: () => number): AnswerRecord[] {
  const [room, breakfast, checkIn] = [1, 2, 3].map(() => 1 + Math.floor(random() * 5)) as [
    number,
    number,
    number,
  ];
  const whole =
    3.2 - (room <= 2 ? 1.6 : 0) + (breakfast === 5 ? 1.5 : 0) + 0.35 * (checkIn - 3) + 0.6 * (random() - 0.5);
  return [
    answer("overall", whole, { channel: null, usage: null }),
    answer("room", room),
    answer("breakfast", breakfast),
    answer("check-in", checkIn),
    ...(random() < 0.1 ? [answer("concierge", 4)] : []),
  ];
}

/** What one month holds. `recent`: it is one of the last twelve. */
function month(random: () => number, recent: boolean): { segment: string; answers: AnswerRecord[] }[] {
  const rows: { segment: string; answers: AnswerRecord[] }[] = [];
  const add = (times: number, make: (segment: string, at: number) => AnswerRecord[]) => {
    for (let at = 0; at < times; at += 1) {
      const segment = SEGMENTS[at % SEGMENTS.length] ?? "";
      rows.push({ segment, answers: make(segment, at) });
    }
  };
  add(45, () => overall(random));
  // Business guests are served worse at the restaurant; all others alike.
  add(30, (segment) => [
    answer("restaurant-and-bar", (segment === "business" ? 2.2 : 4) + 1.6 * (random() - 0.5)),
    answer("restaurant-and-bar", random() < 0.2 ? 3 : 2, { question: "expectation_1_3" }),
  ]);
  // Booking is liked on the web site and not at the desk; each stays so, while people move to the desk.
  add(30, (_, at) => {
    const onWeb = at % 10 < (recent ? 2 : 8);
    return [
      answer("booking", (onWeb ? 4.5 : 2.5) + random() - 0.5, { channel: onWeb ? "web-site" : "front-desk" }),
    ];
  });
  return rows;
}

function outcomes(now: Date): RowOutcome[] {
  const random = seeded(414);
  const rows: RowOutcome[] = [];
  const push = (at: number, segment: string, answers: AnswerRecord[]) =>
    rows.push({
      row: rows.length + 1,
      status: "accepted",
      dropped: [],
      records: [
        {
          kind: "submission",
          externalId: String(rows.length),
          customer: null,
          at,
          segment,
          comment: null,
          weight: null,
          interaction: null,
          answers,
        },
      ],
    });
  for (let back = 1; back <= MONTHS; back += 1)
    for (const [at, { segment, answers }] of month(random, back <= 12).entries())
      push(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1 + (at % 28), 12), segment, answers);
  // The Wi-Fi fails for one whole week half a year ago.
  const monday = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 6, 15) - DAY;
  const start = monday - ((new Date(monday).getUTCDay() + 6) % 7) * DAY;
  for (let week = -60; week <= 18; week += 1)
    for (let person = 0; person < 14; person += 1)
      push(start + (7 * week + (person % 7)) * DAY + DAY / 2, SEGMENTS[person % 3] ?? "", [
        answer("wi-fi", (week === 0 ? 1.4 : 4) + 1.6 * (random() - 0.5)),
      ]);
  return rows;
}

/** A company in which one thing of each kind is so, and everything else stays the same for two years. */
export function plant(own: OwnServer, now: Date): Promise<void> {
  return onDatabase(own.databaseUrl, async ({ db }) => {
    const rows = outcomes(now);
    const text = JSON.stringify(rows);
    const batches = async function* () {
      yield rows;
    };
    await runImport(db, systemScope("browser tests"), {
      source: { slug: "planted", name: "Planted" },
      mapping: { name: "Planted", body: {} },
      fileName: "planted.csv",
      fileSha256: createHash("sha256").update(text).digest("hex"),
      fileBytes: text.length,
      constants: {},
      structure: {
        departments: [],
        touchpoints: [],
        channels: [],
        segments: SEGMENTS.map((slug) => ({ slug, name: slug[0]?.toUpperCase() + slug.slice(1) })),
        logs: [],
      },
      unknownNames: "reject",
      batches: batches(),
      now,
    });
  });
}
