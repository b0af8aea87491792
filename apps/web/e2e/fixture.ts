import { createHash } from "node:crypto";
import type { Db } from "@touchline/db/client";
import { runImport } from "@touchline/db/commands/import";
import type { Scope } from "@touchline/domain/access";
import type { RowOutcome } from "@touchline/domain/records";

const TOUCHPOINTS = [
  { slug: "check-in", channel: "front-desk", score: 4 },
  { slug: "room", channel: "front-desk", score: 4 },
  { slug: "breakfast", channel: "front-desk", score: 3 },
  { slug: "web-site", channel: "web-site", score: 4 },
  { slug: "concierge", channel: "front-desk", score: 5 },
] as const;
const MONTHS = 24;
const EACH = 40;
/** Added to the usual score, in turn: answers differ as people do. */
const TURNS = [0, -1, 1, 0, 0, -2, 1, 0] as const;

/** One answer a row, for 24 months up to last month; the check-in really got worse in the last year. */
function outcomes(now: Date): RowOutcome[] {
  const rows: RowOutcome[] = [];
  for (let month = 1; month <= MONTHS; month += 1)
    for (const { slug, channel, score } of TOUCHPOINTS)
      for (let person = 0; person < EACH; person += 1) {
        const fell = slug === "check-in" && month <= 12 ? 1 : 0;
        const given = Math.max(1, Math.min(5, score - fell + (TURNS[person % TURNS.length] ?? 0)));
        const at = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - month, 1 + (person % 28), 12);
        const answer = {
          touchpoint: slug,
          channel,
          question: "csat_1_5",
          score: given,
          usage: person % 4 === 0 ? null : "yes",
        } as const;
        rows.push({
          row: rows.length + 1,
          status: "accepted",
          dropped: [],
          records: [
            {
              kind: "submission",
              externalId: `${month}-${slug}-${person}`,
              customer: null,
              at,
              segment: null,
              comment: null,
              weight: null,
              interaction: null,
              answers: [answer],
            },
          ],
        });
      }
  return rows;
}

/** 4,800 answers about five touchpoints of the hotel template. */
export async function importFixture(db: Db, scope: Scope, now: Date): Promise<void> {
  const rows = outcomes(now);
  const text = JSON.stringify(rows);
  const batches = async function* () {
    yield rows;
  };
  await runImport(db, scope, {
    source: { slug: "fixture", name: "Fixture" },
    mapping: { name: "Fixture", body: {} },
    fileName: "fixture.csv",
    fileSha256: createHash("sha256").update(text).digest("hex"),
    fileBytes: text.length,
    constants: {},
    structure: { departments: [], touchpoints: [], channels: [], segments: [], logs: [] },
    unknownNames: "reject",
    batches: batches(),
    now,
  });
}
