import type { RowOutcome } from "@touchline/domain/records";
import { answer, february, interaction, submission } from "./importing.ts";

const ROWS = 4_000;

/** One version of a file: rows with and without ids, twins, rejected rows; each version corrects the one before. */
export function killedRows(version: number): RowOutcome[] {
  return Array.from({ length: ROWS }, (_, at): RowOutcome => {
    const row = at + 1;
    if (at % 50 === 0)
      return { row, status: "rejected", problem: { column: "a", value: `${at}`, reason: "is no date" } };
    const customer = `c${at % 700}`;
    const score = 1 + ((at + version) % 5);
    const record =
      at % 3 === 0
        ? interaction(`i${at}`, "wifi", { customer, at: february(1 + (at % 9)), comment: `${version}` })
        : submission(at % 2 === 0 ? `s${at}` : null, [answer("wifi", score), answer("food", 3)], {
            customer: at % 2 === 0 ? customer : null,
          });
    return { row, status: "accepted", records: [record], dropped: [] };
  });
}
