import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { parseMapping } from "../src/mapping.ts";
import { once, readAll } from "./reading.ts";

it("the worked example of docs/mappings.md reads as the text says", async () => {
  const text = readFileSync(resolve(import.meta.dirname, "../../../docs/mappings.md"), "utf8");
  const block = (kind: string) =>
    new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\``, "m").exec(text)?.[1] ?? "";
  const read = await readAll(once(block("csv")), parseMapping(JSON.parse(block("json"))), {
    fileName: "stay-2024.csv",
  });
  expect(read.records).toMatchObject([
    {
      externalId: "2024-G-17",
      at: Date.UTC(2024, 4, 14, 11),
      segment: "suite",
      comment: "Quiet, and very clean",
      answers: [
        { touchpoint: "room", score: 5, usage: null },
        { touchpoint: "breakfast", score: 4, usage: "yes" },
        { touchpoint: "overall", score: 9 },
      ],
    },
    { externalId: "2024-G-18", answers: [{ score: 3 }, { score: 5, usage: "no" }] },
  ]);
  expect(read.rejected).toEqual([
    { row: 3, problem: { column: "Stay from", value: "2/30/2024", reason: "is no date of the calendar" } },
  ]);
});
