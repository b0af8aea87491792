import { describe, expect, it } from "vitest";
import { assignColumns, type ColumnRole, columnRoleSchema } from "../src/assign.ts";
import { usesOf } from "../src/describe.ts";
import { guessDateFormats } from "../src/guess-dates.ts";
import { inspect } from "../src/inspect.ts";
import { checkMapping, parseMapping } from "../src/mapping.ts";
import { findPreset, suggestPreset } from "../src/presets.ts";
import { proposeColumns } from "../src/propose.ts";
import { nameOf, once, readAll, realData, realFile } from "./reading.ts";

const look = (text: string, choice = {}) => inspect(once(text), "stays.csv", choice);
async function propose(text: string) {
  const inspection = await look(text);
  const { mapping, guesses } = proposeColumns(inspection, "stays.csv");
  return { inspection, mapping, roles: guesses.map(({ role }) => role.as), guesses };
}

const STAYS = [
  "response_id,customer_email,visited,channel,How satisfied were you with the room?,spa_rating,feedback",
  'r1,a@example.com,3/14/2026,Web,Very satisfied,4,"Quiet, and very clean indeed, thank you very much"',
  "r2,b@example.com,3/15/2026,Desk,Dissatisfied,5,Breakfast came late and the coffee was cold again",
  "r3,,3/16/2026,Web,Satisfied,,",
].join("\n");

describe("a file that no preset knows", () => {
  it("gets a role for each column, with the reason, and the engine reads it so", async () => {
    const { inspection, mapping, roles, guesses } = await propose(STAYS);
    expect(roles).toEqual(["id", "customer", "date", "channel", "score", "left", "comment"]);
    expect(guesses.every(({ reason }) => reason.length > 10)).toBe(true);
    expect(guesses[5]?.choices).toEqual([{ as: "score", question: "csat_1_5", touchpoint: "Spa rating" }]);
    const read = await readAll(once(STAYS), parseMapping(JSON.parse(JSON.stringify(mapping))));
    expect([read.accepted, read.rejected]).toEqual([3, []]);
    expect(read.records[0]).toMatchObject({
      kind: "submission",
      externalId: "r1",
      customer: "a@example.com",
      at: Date.UTC(2026, 2, 14, 12),
      comment: "Quiet, and very clean indeed, thank you very much",
      answers: [{ question: "csat_1_5", score: 5, channel: "web" }],
    });
    const uses = usesOf(mapping, inspection.columns).map((fields) =>
      fields.map(({ target }) => target).join(),
    );
    expect(uses).toEqual([
      "Record id",
      "Customer",
      "Date",
      "Channel",
      "Score of How satisfied were you with the room?",
      "",
      "Comment",
    ]);
  });

  it("asks for the order of day and month where both are possible, and never guesses it", async () => {
    const { guesses } = await propose("id,date,comment\n1,3/4/2026,good enough\n2,5/6/2026,not so good\n");
    expect(guesses[1]?.role).toEqual({ as: "date" });
    expect(guesses[1]?.choices).toEqual([
      { as: "date", formats: ["M/d/yyyy"] },
      { as: "date", formats: ["d/M/yyyy"] },
    ]);
    expect(guessDateFormats(["17/10/21, 12:44", "1/2/21, 9:05"])?.formats).toEqual(["d/M/yy, H:mm"]);
    expect(guessDateFormats(["2026-03-01", "2026-03-01T10:00:00Z"])?.formats).toBeNull();
    expect(guessDateFormats(["1", "2", "31"])).toBeNull();
  });

  it("reads nothing of a file without ratings, comments or reasons", async () => {
    const { mapping, roles } = await propose("id,created_at,total\n1,2026-03-01,7\n2,2026-03-02,8\n");
    expect(new Set(roles)).toEqual(new Set(["left"]));
    expect(checkMapping(mapping)).toEqual({
      faults: [{ path: ["records"], message: "nothing is read from the file yet" }],
    });
  });

  it("makes contacts of reasons", async () => {
    const { mapping } = await propose(
      "id,reason,text\n1,Late flight,We waited for two hours\n2,Late flight,Nobody said a word to us\n",
    );
    expect(mapping.records).toMatchObject([
      { kind: "interaction", externalId: { column: "id" }, comment: { column: "text" } },
    ]);
  });
});

describe("a column that somebody makes something else", () => {
  const change = async (text: string, roles: [number, ColumnRole][], preset?: string) => {
    const inspection = await look(text);
    const base = preset
      ? findPreset(preset).propose(inspection).mapping
      : proposeColumns(inspection, "stays.csv").mapping;
    return { inspection, mapping: assignColumns(base, inspection, new Map(roles)) };
  };

  it("becomes a score of a declared or a new touchpoint", async () => {
    const { mapping } = await change(STAYS, [
      [5, { as: "score", question: "csat_1_5", touchpoint: "Spa" }],
      [4, { as: "score", question: "csat_1_5", touchpoint: "Room" }],
    ]);
    const read = await readAll(once(STAYS), parseMapping(mapping));
    expect(read.records[1]).toMatchObject({
      answers: [
        { touchpoint: "room", score: 2 },
        { touchpoint: "spa", score: 5 },
      ],
    });
    expect(mapping.structure.touchpoints.map(({ slug }) => slug)).toContain("spa");
  });

  it("is left out, also of a preset's mapping, and a contact's id links its answers", async () => {
    const calls = [
      "id,csat_score,call_timestamp,reason,channel,response_time",
      "a,7,10/29/2020,Billing,Chat,Within SLA",
    ].join("\n");
    const { inspection, mapping } = await change(calls, [[3, { as: "left" }]], "call_center");
    const read = await readAll(once(calls), parseMapping(mapping));
    expect(read.records).toMatchObject([{ reason: null, promiseKept: true }, { externalId: "a-csat" }]);
    expect(usesOf(mapping, inspection.columns)[3]).toEqual([]);
    const without = await change(calls, [[1, { as: "left" }]], "call_center");
    expect(without.mapping.records.map(({ kind }) => kind)).toEqual(["interaction"]);
  });

  it("is told from another of the same name", async () => {
    const twins = "id,Rating,Rating\n1,4,5\n2,3,2\n";
    const { mapping } = await change(twins, [
      [1, { as: "score", question: "csat_1_5", touchpoint: "Room" }],
      [2, { as: "score", question: "csat_1_5", touchpoint: "Spa" }],
    ]);
    const read = await readAll(once(twins), parseMapping(mapping));
    expect(read.records[0]).toMatchObject({
      answers: [
        { touchpoint: "room", score: 4 },
        { touchpoint: "spa", score: 5 },
      ],
    });
  });

  it("leaves a sound mapping or one that says what is missing, whatever is done to a preset's columns", async () => {
    const files: readonly (readonly [string, string])[] = [
      ["hr_training", "EmployeeID,TrainingDate,TrainingProgramName,TrainingOutcome\n1,9/21/2022,A,Failed\n"],
      ["call_center", "id,csat_score,call_timestamp,reason,channel\na,7,10/29/2020,Billing,Chat\n"],
    ];
    const roles: ColumnRole[] = [
      ...(["left", "id", "customer", "channel", "segment", "touchpoint", "comment", "reason"] as const).map(
        (as) => columnRoleSchema.parse({ as }),
      ),
      { as: "date", formats: ["M/d/yyyy"] },
      { as: "score", question: "csat_1_10", touchpoint: "Room" },
    ];
    for (const [preset, text] of files) {
      const width = (await look(text)).columns.length;
      for (let place = 0; place < width; place += 1)
        for (const role of roles) {
          const { mapping } = await change(text, [[place, role]], preset);
          const checked = checkMapping(mapping);
          if (!("faults" in checked))
            await readAll(once(text), checked.mapping).catch((error: Error) =>
              expect(error.name).toBe("AppError"),
            );
          else
            expect(checked.faults.map(({ message }) => message)).toEqual([
              "nothing is read from the file yet",
            ]);
        }
    }
  });
});

describe("a file's format", () => {
  it("is a table without a header where the first row is data; its columns have numbers", async () => {
    const text = "1,2026-03-01,5\n2,2026-03-02,4\n";
    const inspection = await look(text);
    expect(inspection.headerRows.count).toBe(0);
    expect(inspection.columns).toEqual(["Column 1", "Column 2", "Column 3"]);
    const base = proposeColumns(inspection, "stays.csv").mapping;
    const { mapping } = {
      mapping: assignColumns(
        { ...base, format: { ...base.format, headerRows: inspection.headerRows } as typeof base.format },
        inspection,
        new Map([[2, { as: "score", question: "csat_1_5", touchpoint: "Room" }]]),
      ),
    };
    const read = await readAll(once(text), parseMapping(mapping));
    expect([read.accepted, read.records[0]]).toMatchObject([2, { answers: [{ score: 5 }] }]);
  });

  it("skips a title above the table, and believes who knows better", async () => {
    const titled = "Guest survey 2026\n\nid;score;text\n1;5;fine\n2;4;good\n";
    const inspection = await look(titled);
    expect([inspection.skipRows, inspection.delimiter, inspection.columns]).toEqual([
      2,
      ";",
      ["id", "score", "text"],
    ]);
    expect((await look(titled, { skipRows: 0 })).columns).toEqual(["Guest survey 2026"]);
    expect((await look("a,b;c\n1,2;3\n", { delimiter: ";" })).columns).toEqual(["a,b", "c"]);
    expect((await look("a,b\n1,2\n", { headerCount: 0 })).columns).toEqual(["Column 1", "Column 2"]);
  });
});

describe.skipIf(!realData)("real files", () => {
  it.each([
    ["airline_tweets/Tweets_6col.csv", ["id", "left", "reason", "left", "comment", "date"]],
    ["journeys/channelattribution_data.csv.gz", ["left", "left", "left", "left"]],
    ["exports/zendesk_fivetran/ticket_tag_data.csv", ["left", "left", "left"]],
  ])("%s is proposed sensibly", async (path, expected) => {
    const inspection = await inspect(realFile(path), nameOf(path));
    expect(suggestPreset(inspection.columns)).toBeNull();
    const { mapping, guesses } = proposeColumns(inspection, nameOf(path));
    expect(guesses.map(({ role }) => role.as)).toEqual(expected);
    if (mapping.records.length === 0) return;
    const read = await readAll(realFile(path), parseMapping(mapping));
    expect(read.accepted).toBeGreaterThan(14_000);
  });
});
