import type { AnswerRecord } from "@touchline/domain/records";
import { describe, expect, it } from "vitest";
import { inspect } from "../src/inspect.ts";
import type { ProposalOptions } from "../src/presets/preset.ts";
import { recognise } from "../src/presets/recognise.ts";
import { findPreset, PRESETS, suggestPreset } from "../src/presets.ts";
import { interactions, readReal, submissions } from "./counting.ts";
import { once, readAll, realData, realFile } from "./reading.ts";

async function through(preset: string, content: string, options: ProposalOptions = {}) {
  const proposal = findPreset(preset).propose(await inspect(once(content), "export"), options);
  return { ...proposal, read: await readAll(once(content), proposal.mapping) };
}
const given = (answers: readonly AnswerRecord[] = []) =>
  answers.map((answer) => `${answer.touchpoint} ${answer.question} ${answer.score}`);

describe("Qualtrics", () => {
  const ids = (names: readonly string[]) => names.map((name) => `"{""ImportId"":""${name}""}"`).join(",");
  const columns = [
    "StartDate",
    "EndDate",
    "Status",
    "Progress",
    "Finished",
    "RecordedDate",
    "ResponseId",
    "ExternalReference",
    "Q1",
    "Q1_NPS_GROUP",
    "Q2",
    "Q3_1",
    "Q4",
    "Q5",
    "Q6",
  ];
  const content = [
    columns.join(","),
    'Start Date,End Date,Response Type,Progress,Finished,Recorded Date,Response ID,External Data Reference,"How likely are you to recommend us?",group,How satisfied are you with the shop?,"On a scale of 1 to 7, how satisfied are you with: Delivery",Which fruit?,Anything else?,"How easy was it?"',
    `${ids(columns.slice(0, 13))},${ids(["QID5_TEXT"])},${ids(["QID6"])}`,
    '2024-05-01 10:00:00,2024-05-01 10:05:00,IP Address,100,True,2024-05-01 10:05:01,R_1,c-1,9,Promoter,Very satisfied,6,2,"Fine, ""really""",Agree',
    "2024-05-02 10:00:00,2024-05-02 10:05:00,IP Address,100,True,2024-05-02 10:05:01,R_2,,0,Detractor,Somewhat dissatisfied,,1,,Strongly agree",
    "2024-05-03 10:00:00,2024-05-03 10:05:00,Survey Preview,100,True,2024-05-03 10:05:01,R_3,,0,Detractor,Neutral,1,1,,Agree",
  ].join("\n");

  it("recognises what the export itself shows to be a rating, and lists the rest", async () => {
    const { read, left, mapping } = await through("qualtrics", content);
    const [first, second, ...others] = submissions(read.records);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      externalId: "R_1",
      customer: "c-1",
      at: Date.UTC(2024, 4, 1, 10, 5, 1),
      comment: 'Fine, "really"',
    });
    expect(given(first?.answers)).toEqual([
      "overall nps_0_10 9",
      "how-satisfied-are-you-with-the-shop csat_1_5 5",
      "on-a-scale-of-1-to-7-how-satisfied-are-you-with-delivery csat_1_7 6",
      "how-easy-was-it ces_1_5 4",
    ]);
    expect(given(second?.answers)).toHaveLength(3);
    expect(left).toEqual([{ column: "Q4", reason: "numbers, but the question does not state their scale" }]);
    expect(mapping.structure.touchpoints[0]).toMatchObject({
      name: "How satisfied are you with the shop?",
      primaryQuestion: "csat_1_5",
    });
  });

  it("takes the owner's word on a column", async () => {
    const { read, left } = await through("qualtrics", content, { questions: { Q4: "csat_1_5" } });
    expect(given(submissions(read.records)[0]?.answers)).toContain("which-fruit csat_1_5 2");
    expect(left).toEqual([]);
  });

  it("reads the form before 2017, which tells the columns in its second row", async () => {
    const legacy =
      "V1,V2,V3,V4,V5,V8,V9,Q1,LocationLatitude,\nResponseID,ResponseSet,Name,ExternalDataReference,EmailAddress,StartDate,EndDate,How satisfied are you overall?,LocationLatitude,\nR_9,Default,Anon,c-9,,2016-01-01 08:00:00,2016-01-01 08:10:00,Satisfied,47.1,\n";
    const { read } = await through("qualtrics", legacy);
    expect(submissions(read.records)[0]).toMatchObject({
      externalId: "R_9",
      customer: "c-9",
      at: Date.UTC(2016, 0, 1, 8, 10),
    });
    expect(given(submissions(read.records)[0]?.answers)).toEqual(["overall csat_1_5 4"]);
  });
});

describe("SurveyMonkey", () => {
  const content = Buffer.from(
    [
      'Respondent ID,Collector ID,Start Date,End Date,IP Address,How satisfied were you with the following?,,"How likely is it that you would recommend us?",Which did you buy?,,What could we improve?',
      ",,,,,Café,Check out,,Tea,Coffee,Open-Ended Response",
      "118,1,05/01/2024 09:00:00 AM,05/01/2024 09:10:30 PM,,Very satisfied,Satisfied,Extremely likely - 10,Tea,,The queue at the counter was much too long today",
      "119,1,05/02/2024 09:00:00 AM,05/02/2024 09:10:30 AM,,N/A,Dissatisfied,3,,Coffee,I have nothing to complain about, thank you".replace(
        "about, thank",
        "about so thank",
      ),
    ].join("\r\n"),
    "latin1",
  );

  it("names a rating by its option under the continued question", async () => {
    const proposal = findPreset("surveymonkey").propose(await inspect(once(content), "sm.csv"));
    const read = await readAll(once(content), proposal.mapping);
    expect(read.rejected).toEqual([]);
    const [first, second] = submissions(read.records);
    expect(first).toMatchObject({
      externalId: "118",
      at: Date.UTC(2024, 4, 1, 21, 10, 30),
      comment: "The queue at the counter was much too long today",
    });
    expect(given(first?.answers)).toEqual(["cafe csat_1_5 5", "check-out csat_1_5 4", "overall nps_0_10 10"]);
    expect(given(second?.answers)).toEqual(["check-out csat_1_5 2", "overall nps_0_10 3"]);
    expect(proposal.left.map(({ column }) => column)).toEqual([
      "Which did you buy? | Tea",
      "Which did you buy? | Coffee",
    ]);
    expect(proposal.mapping.structure.touchpoints[0]?.name).toBe("Café");
  });

  it("names no scale where words fit two of them", async () => {
    const rows = "Respondent ID,How was the room?\n,Response\n1,Good\n2,Poor\n";
    expect((await through("surveymonkey", rows)).left).toHaveLength(1);
    expect((await through("surveymonkey", `${rows}3,Very poor\n`)).left).toEqual([]);
  });
});

describe("words of rating scales", () => {
  it("are told by all the words together, never by a part that fits two scales", () => {
    expect(recognise("", ["Satisfied", "Very satisfied"])).toMatchObject({ question: "csat_1_5" });
    expect(recognise("", ["Satisfied", "Somewhat satisfied"])).toMatchObject({
      question: "csat_1_7",
      values: { satisfied: "6", "somewhat satisfied": "5" },
    });
    expect(recognise("", ["As expected", "Better than expected", "N/A"])).toMatchObject({
      question: "expectation_1_3",
    });
    expect(recognise("It was easy", ["Strongly agree", "Somewhat agree", "Agree"])).toMatchObject({
      question: "ces_1_7",
    });
    expect(recognise("It was blue", ["Strongly agree"])).toContain("no words");
    expect(recognise("", ["Neutral"])).toContain("no words");
    expect(recognise("Rate us from 1 to 10", ["7", "11"])).toContain("numbers beyond the scale 1 to 10");
    expect(recognise("Rate us from 1 to 9", ["7"])).toContain("no rating of that scale");
    expect(recognise("Would you recommend us?", ["7", "0", "10"])).toMatchObject({ question: "nps_0_10" });
  });
});

describe("Typeform", () => {
  const field = (id: string, type: string, title: string, properties: object = {}) => ({
    id,
    ref: `ref-${id}`,
    type,
    title,
    properties,
  });
  const fields = [
    field("n", "nps", "Would you recommend us?"),
    {
      ...field("g", "group", "Stay"),
      properties: { fields: [field("r", "rating", "The room", { steps: 5 })] },
    },
    field("e", "opinion_scale", "It was easy to book", { steps: 7, start_at_one: true }),
    field("z", "opinion_scale", "How full was it?", { steps: 11, start_at_one: false }),
    field("t", "long_text", "Comments"),
  ];
  const answers = [
    { type: "number", number: 9, field: { id: "n", type: "nps", ref: "ref-n" } },
    { type: "number", number: 4, field: { id: "r", type: "rating", ref: "ref-r" } },
    { type: "number", number: 7, field: { id: "e", type: "opinion_scale", ref: "ref-e" } },
    { type: "text", text: "Nice", field: { id: "t", type: "long_text", ref: "ref-t" } },
  ];
  const response = {
    form_id: "F",
    token: "tok-1",
    submitted_at: "2024-05-06T07:06:42Z",
    hidden: { customer_id: "c-1" },
    answers,
  };
  const webhook = {
    event_id: "E",
    event_type: "form_response",
    form_response: { ...response, definition: { id: "F", fields } },
  };
  const expected = ["overall nps_0_10 9", "the-room csat_1_5 4", "it-was-easy-to-book ces_1_7 7"];

  it("reads webhooks by their own definition, and the responses API by the form's", async () => {
    for (const [content, options] of [
      [webhook, {}],
      [{ total_items: 1, items: [response] }, { definition: { fields } }],
    ] as const) {
      const { read, left } = await through("typeform", JSON.stringify(content), options);
      const [submission] = submissions(read.records);
      expect(submission).toMatchObject({
        externalId: "tok-1",
        customer: "c-1",
        at: Date.UTC(2024, 4, 6, 7, 6, 42),
        comment: "Nice",
      });
      expect(given(submission?.answers)).toEqual(expected);
      expect(left).toEqual([
        {
          column: "How full was it?",
          reason: "a opinion_scale from 0 to 10, which is no scale that is kept",
        },
      ]);
    }
  });

  it("asks for the form where a payload does not say how many steps a rating has", async () => {
    const bare = {
      ...webhook,
      form_response: {
        ...response,
        definition: { fields: [{ id: "r", ref: "ref-r", type: "rating", title: "The room" }] },
      },
    };
    const { left } = await through("typeform", JSON.stringify(bare));
    expect(left[0]?.reason).toContain("give the form's definition");
    const told = await through("typeform", JSON.stringify(bare), { questions: { "ref-r": "csat_1_5" } });
    expect(given(submissions(told.read.records)[0]?.answers)).toEqual(["the-room csat_1_5 4"]);
  });
});

describe("Formbricks", () => {
  const questions = [
    { id: "q-nps", type: "nps", headline: { default: "Would you recommend us?" } },
    { id: "q-desk", type: "rating", range: 5, headline: { default: "The front desk" } },
    { id: "q-text", type: "openText", headline: { default: "Why?" } },
    { id: "q-cta", type: "cta", headline: { default: "Start" } },
  ];
  const response = {
    id: "r-1",
    surveyId: "s",
    createdAt: "2025-07-24T07:47:29.507Z",
    finished: true,
    contact: { userId: "c-1" },
    data: { "q-nps": 10, "q-desk": 4, "q-text": "Kind", "q-cta": "clicked" },
  };
  const webhook = { event: "responseFinished", webhookId: "w", data: response };

  it("reads webhooks and the responses API by the survey's definition, flat or in blocks", async () => {
    for (const content of [webhook, { data: [response] }, [webhook]]) {
      for (const definition of [{ questions }, { data: { blocks: [{ elements: questions }] } }]) {
        const { read, left } = await through("formbricks", JSON.stringify(content), { definition });
        const [submission] = submissions(read.records);
        expect(submission).toMatchObject({
          externalId: "r-1",
          customer: "c-1",
          comment: "Kind",
          at: Date.UTC(2025, 6, 24, 7, 47, 29, 507),
        });
        expect(given(submission?.answers)).toEqual(["overall nps_0_10 10", "the-front-desk csat_1_5 4"]);
        expect(left).toEqual([{ column: "Start", reason: "a question of the type cta, which is no rating" }]);
      }
    }
  });

  it("imports nothing that the payload does not explain, and says so", async () => {
    const { read, left } = await through("formbricks", JSON.stringify(webhook));
    expect([read.accepted, read.records.length, left.length]).toEqual([1, 0, 4]);
    expect(left[0]?.reason).toContain("give the survey's definition");
  });
});

describe("Zendesk", () => {
  const ticket = {
    id: 35436,
    created_at: "2024-05-01T10:00:00Z",
    status: "solved",
    type: "incident",
    requester_id: 20978392,
    via: { channel: "web", source: { from: { ticket_id: 35 } } },
    satisfaction_rating: { score: "bad" },
    metric_set: { solved_at: "2024-05-02T10:00:00Z" },
  };

  it("makes of a ticket an interaction, and of its rating an answer that carries it", async () => {
    const offered = { ...ticket, id: 35437, via: "email", satisfaction_rating: { score: "offered" } };
    const { read } = await through(
      "zendesk-tickets",
      JSON.stringify({ tickets: [ticket, offered, { ...ticket, id: 1, status: "deleted" }] }),
    );
    expect(interactions(read.records)).toMatchObject([
      {
        externalId: "35436",
        customer: "20978392",
        channel: "web",
        reason: "incident",
        continues: "35",
        openedAt: Date.UTC(2024, 4, 1, 10),
        resolvedAt: Date.UTC(2024, 4, 2, 10),
      },
      { externalId: "35437", channel: "email" },
    ]);
    expect(submissions(read.records)).toMatchObject([
      { interaction: "35436", answers: [{ question: "csat_0_1", score: 0, channel: "web" }] },
    ]);
    expect(read.accepted).toBe(3);
  });

  it("reads the table form as well", async () => {
    const { read } = await through(
      "zendesk-tickets",
      "Ticket ID,Created at,Status,Requester,Via,Satisfaction Score\n7,2024-05-01 10:00:00,closed,Ann,Chat,Good\n",
    );
    expect(submissions(read.records)[0]?.answers[0]).toMatchObject({ score: 1, channel: "chat" });
  });
});

describe("presets", () => {
  it("are found by name, whichever hyphen", () => {
    expect(findPreset("call-center").name).toBe("call_center");
    expect(() => findPreset("nothing")).toThrow(/no preset “nothing”. There are: sfo, airline/);
    expect(new Set(PRESETS.map((preset) => preset.name)).size).toBe(PRESETS.length);
  });

  it("say why one is suggested, and suggest none for a strange file", async () => {
    const columns = (
      await inspect(once("EmpID;Department Type;Start Date;Exit Date\n1;Bar;20-Sep-19;\n"), "people.csv")
    ).columns;
    expect(suggestPreset(columns)).toMatchObject({
      preset: { name: "hr-employees" },
      reason: "4 of its columns are there, such as employee, department, hired, left",
    });
    expect(suggestPreset(["a", "b", "c", "id", "text"])).toBe(null);
  });

  it("read the HR files also in their other spelling", async () => {
    const { read } = await through(
      "hr-training",
      "Employee ID,Training Date,Training Program Name,Training Outcome\n1,21-Sep-22,Customer Service,Failed\n2,1/2/2023,Customer Service,Passed\n3,15-08-2023,Sales,Unknown\n",
    );
    expect(read.records).toMatchObject([
      { assigned: "2022-09-21", completed: null, outcome: "failed" },
      { assigned: "2023-01-02", completed: "2023-01-02", outcome: "passed" },
    ]);
    expect(read.rejected[0]?.problem).toMatchObject({
      column: "TrainingOutcome".replace("O", " O"),
      reason: "is not in the mapping's value table",
    });
  });
});

describe("a look at a file", () => {
  it("tells encoding, delimiter, header rows, columns and the first 50 rows", async () => {
    const rows = Array.from({ length: 60 }, (_, at) => `${at};ü`).join("\n");
    const found = await inspect(once(Buffer.from(`id;text;\n${rows}`, "latin1")), "a.csv");
    expect(found).toMatchObject({
      kind: "csv",
      encoding: "windows-1252",
      delimiter: ";",
      headerRows: { count: 1 },
      columns: ["id", "text"],
    });
    expect([found.rows.length, found.rows[0], found.distinct[1]]).toEqual([50, ["0", "ü"], ["ü"]]);
    await expect(inspect(once(""), "a.csv")).rejects.toThrow("a.csv is empty.");
  });

  it("looks only at the beginning of a large file, of either kind", async () => {
    async function* endless(piece: string, start = "") {
      if (start) yield Buffer.from(start);
      for (let at = 0; at < 1000; at += 1) yield Buffer.from(piece.repeat(1000));
      throw new Error("read too far");
    }
    expect((await inspect(endless("1,2\n", "a,b\n"), "a.csv")).columns).toEqual(["a", "b"]);
    const json = await inspect(endless('{"id":1,"via":{"channel":"web"}},', "["), "a.json");
    expect([json.kind, json.columns, json.payloads.length]).toEqual(["json", ["id", "via.channel"], 50]);
  });
});

describe.skipIf(!realData)("real exports", () => {
  it("are read without a rejected row", async () => {
    const counts: Record<string, unknown> = {};
    for (const [preset, path] of [
      ["qualtrics", "exports/qualtrics/sample.csv"],
      ["qualtrics", "exports/qualtrics/sample_legacy.csv"],
      ["qualtrics", "exports/qualtrics/Sample_Survey__Insights_.csv"],
      ["surveymonkey", "exports/surveymonkey/StarWars.csv"],
      ["typeform", "exports/typeform/webhook_a.json"],
      ["formbricks", "exports/formbricks/2_responseFinished.json"],
      ["zendesk-tickets", "exports/zendesk_challenge/tickets.json"],
      ["zendesk-tickets", "exports/zendesk_fivetran/ticket_data.csv"],
    ] as const) {
      const read = await readReal(preset, path);
      expect(read.rejected).toEqual([]);
      counts[path.replace(/^exports\/[a-z_]+\//, "")] = [read.accepted, read.records.length];
    }
    expect(counts).toEqual({
      "sample.csv": [1, 1],
      "sample_legacy.csv": [1, 0],
      "Sample_Survey__Insights_.csv": [5, 0],
      "StarWars.csv": [1186, 829],
      "webhook_a.json": [1, 1],
      "2_responseFinished.json": [1, 0],
      "tickets.json": [200, 200],
      "ticket_data.csv": [10, 8],
    });
  });

  it("give the SurveyMonkey ratings that are in the file", async () => {
    const read = await readReal("surveymonkey", "exports/surveymonkey/StarWars.csv");
    const solo = submissions(read.records).flatMap((record) =>
      record.answers.filter((answer) => answer.touchpoint === "han-solo"),
    );
    expect([solo.length, solo.filter((answer) => answer.score >= 4).length]).toEqual([814, 610 + 151]);
    const { left } = findPreset("surveymonkey").propose(
      await inspect(realFile("exports/surveymonkey/StarWars.csv"), "s.csv"),
    );
    expect(left.filter(({ reason }) => reason.includes("does not state their scale"))).toHaveLength(6);
  });
});
