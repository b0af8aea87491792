/// <reference path="../../db/test/server.ts" />
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, february, importRows, interaction, NOW, submission } from "../../db/test/importing.ts";
import { callerOf, viewOf } from "./caller.ts";

const t = testDatabase();
const FEBRUARY = viewOf("2026-02-01", "2026-02-28");
const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));
let ask: Awaited<ReturnType<typeof callerOf>>;

beforeAll(async () => {
  // 40 users who like it, 40 guessers of whom 30 say "neither", 20 of whom nobody knows.
  await importRows(t.db, [
    ...times(40, (at) =>
      submission(`u${at}`, [answer("wifi", 5, { usage: "yes", channel: "app" })], { segment: "gold" }),
    ),
    ...times(40, (at) =>
      submission(`g${at}`, [answer("wifi", at < 30 ? 3 : 4, { usage: "no", channel: "app" })]),
    ),
    ...times(20, (at) =>
      submission(`k${at}`, [answer("wifi", 1, { channel: "web" }), answer("food", 4, { channel: "web" })]),
    ),
    submission("n1", [answer("overall", 10, { question: "nps_0_10" })]),
    submission("n2", [answer("overall", 7, { question: "nps_0_10" })]),
    submission("n3", [answer("overall", 2, { question: "nps_0_10" })]),
    submission("n4", [answer("overall", 9, { question: "nps_0_10" })]),
    submission("n5", [answer("overall", 8, { question: "nps_0_10" })]),
    submission("e1", [answer("food", 6, { question: "ces_1_7", channel: "web" })]),
    submission("march", [answer("food", 1)], { at: Date.UTC(2026, 2, 1, 0, 30) }),
  ]);
  await t.db.$client.query(
    "update channel set parent_id = (select id from channel where slug = 'app') where slug = 'web'",
  );
  ask = await callerOf(t.db, "executive", NOW);
});

test("each touchpoint's figures for each question, together and by evidence of use", async () => {
  const rows = await ask.ratings.breakdown({ ...FEBRUARY, by: "touchpoint" });
  expect(rows.map(({ key, question, n }) => [key, question, n])).toEqual([
    ["overall", "nps_0_10", 5],
    ["wifi", "csat_1_5", 100],
    ["food", "csat_1_5", 20],
    ["food", "ces_1_7", 0],
  ]);
  const wifi = rows.find((row) => row.key === "wifi");
  expect(wifi).toMatchObject({
    distribution: [0, 20, 0, 30, 10, 40, 0, 0, 0, 0, 0],
    mean: { value: 3.5, n: 100 },
    median: { value: 3.5 },
    topBox: { value: 0.5 },
    headline: { metric: "csat", statistic: { value: 0.5 } },
    verified: { value: 0.4 },
    evidence: {
      used: { n: 40, topBox: { value: 1 }, mean: { value: 5 } },
      not_used: { n: 40, topBox: { value: 0.25 }, distribution: [0, 0, 0, 30, 10, 0, 0, 0, 0, 0, 0] },
      unknown: { n: 20, mean: { value: 1 } },
    },
    guesses: { difference: { difference: 0.75, verdict: "better" }, taint: { value: 30, n: 40 } },
  });
  expect(rows[0]?.headline).toMatchObject({ metric: "nps", statistic: { value: 20, n: 5 } });
  expect(rows[2]?.guesses).toBeNull();
});

test("nothing but a band is told of fewer than five answers, of a whole row or of a kind of evidence", async () => {
  const hidden = { n: 0, band: "<5" };
  const nothing = { ...hidden, value: null, low: null, high: null };
  const figures = {
    ...hidden,
    headline: { metric: "ces", statistic: nothing },
    topBox: nothing,
    mean: nothing,
    median: nothing,
    distribution: Array(11).fill(0),
  };
  const touchpoints = await ask.ratings.breakdown({ ...FEBRUARY, by: "touchpoint", touchpoint: "food" });
  const effort = touchpoints.find((row) => row.question === "ces_1_7");
  expect(effort).toMatchObject({ ...figures, verified: nothing, evidence: { unknown: figures } });
  expect(effort?.evidence.used).toMatchObject({ n: 0, band: null });
});

test("the evidence asked for decides who speaks", async () => {
  const used = await ask.ratings.breakdown({
    ...FEBRUARY,
    evidence: "used",
    by: "touchpoint",
    touchpoint: "wifi",
  });
  expect(used).toMatchObject([{ n: 40, mean: { value: 5 } }]);
  const headline = await ask.ratings.breakdown({ ...FEBRUARY, evidence: "headline", by: "touchpoint" });
  expect(headline.find((row) => row.key === "wifi")?.n).toBe(60);
});

test("by channel, segment, evidence and question, narrowed by slugs", async () => {
  const brief = async (
    input: Omit<
      Parameters<typeof ask.ratings.breakdown>[0],
      "period" | "from" | "to" | "compare" | "evidence"
    >,
  ) =>
    (await ask.ratings.breakdown({ ...FEBRUARY, ...input })).map(({ key, question, n }) => [
      key,
      question,
      n,
    ]);
  expect(await brief({ by: "channel", touchpoint: "wifi" })).toEqual([
    ["app", "csat_1_5", 80],
    ["web", "csat_1_5", 20],
  ]);
  expect(await brief({ by: "segment", touchpoint: "wifi" })).toEqual([
    ["gold", "csat_1_5", 40],
    ["not-stated", "csat_1_5", 60],
  ]);
  expect(await brief({ by: "evidence", touchpoint: "wifi" })).toEqual([
    ["used", "csat_1_5", 40],
    ["not_used", "csat_1_5", 40],
    ["unknown", "csat_1_5", 20],
  ]);
  expect(await brief({ by: "question", segment: "not-stated" })).toEqual([
    ["nps_0_10", "nps_0_10", 5],
    ["csat_1_5", "csat_1_5", 80],
    ["ces_1_7", "ces_1_7", 0],
  ]);
  expect(await brief({ by: "touchpoint", channel: "app" })).toEqual([
    ["wifi", "csat_1_5", 100],
    ["food", "csat_1_5", 20],
    ["food", "ces_1_7", 0],
  ]);
  await expect(brief({ by: "channel", touchpoint: "nowhere" })).rejects.toThrow(
    "There is no such touchpoint.",
  );
});

test("contacts by channel, reason, touchpoint and owner, with their reply times, promises and ratings", async () => {
  const minute = 60_000;
  const opened = february(9);
  const desk = (id: string, more: Parameters<typeof interaction>[2]) =>
    interaction(id, "help-desk", {
      at: opened,
      openedAt: opened,
      channel: "phone",
      reason: "Billing",
      ...more,
    });
  await importRows(
    t.db,
    [
      desk("c1", { firstReplyAt: opened + 1.5 * minute, promiseKept: true, resolvedAtFirstContact: true }),
      desk("c2", {
        firstReplyAt: opened + 4 * minute,
        promiseKept: false,
        resolvedAtFirstContact: false,
        cause: "food",
      }),
      desk("c3", { firstReplyAt: opened - minute, channel: "chat", reason: null }),
      desk("c4", { firstReplyAt: opened + 180.6 * minute, channel: "chat" }),
      interaction("visit", "shop", { channel: "phone" }),
      submission("r1", [answer("help-desk", 2, { channel: "phone" })], { interaction: "c1" }),
      submission("r2", [answer("help-desk", 5, { channel: "phone" })], {
        interaction: "c2",
        at: february(27),
      }),
    ],
    {
      source: { slug: "desk", name: "Desk" },
      structure: {
        departments: [{ slug: "care", name: "Care" }],
        touchpoints: [
          {
            slug: "help-desk",
            name: "Help desk",
            stage: "service",
            department: "care",
            directness: "direct",
            role: "service",
            primaryQuestion: "csat_1_5",
          },
        ],
        channels: [],
        segments: [],
        logs: [],
      },
    },
  );
  const whole = await ask.contacts.summary(FEBRUARY);
  expect(whole).toMatchObject({
    contacts: 4,
    response: { median: { value: 4, n: 3 } },
    impossibleReplies: 1,
    promisesKept: { value: 0.5, n: 2 },
    resolvedAtFirst: { value: 0.5, n: 2 },
    causeKnown: { value: 0.25, n: 4 },
    ratings: [{ question: "csat_1_5", band: "<5", mean: { value: null } }],
    contactsChange: null,
  });
  const by = async (group: "channel" | "reason" | "touchpoint" | "department", more = {}) =>
    (await ask.contacts.breakdown({ ...FEBRUARY, by: group, ...more })).map((row) => [
      row.slug,
      row.name,
      row.contacts,
      row.response.median.value,
    ]);
  expect(await by("channel")).toEqual([
    ["phone", "Phone", 2, 2.75],
    ["chat", "Chat", 2, 181],
  ]);
  expect(await by("reason")).toEqual([
    [null, "Billing", 3, 4],
    [null, null, 1, null],
  ]);
  expect(await by("reason", { channel: "chat" })).toEqual([
    [null, "Billing", 1, 181],
    [null, null, 1, null],
  ]);
  expect(await by("touchpoint")).toEqual([["help-desk", "Help desk", 4, 4]]);
  expect(await by("department")).toEqual([["care", "Care", 4, 4]]);
  expect(await ask.contacts.summary(viewOf("2025-01-01", "2025-01-31"))).toMatchObject({
    contacts: 0,
    response: { median: { value: null } },
  });
});
