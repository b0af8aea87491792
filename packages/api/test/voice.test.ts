import { updateSettings } from "@touchline/db/commands/settings";
import { readOrganisation } from "@touchline/db/queries/structure";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, submission } from "../../db/test/importing.ts";
import { callerOf, FEBRUARY, mintCompany, scope } from "./company.ts";

const t = testDatabase();
const at = Date.UTC(2026, 1, 12, 10);
const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "parcel", role: "operations", department: "logistics" },
      { slug: "shop", role: "sales", department: "stores" },
    ],
    [],
  );
  const said = (id: string, recommend: number, comment: string, more: { segment?: string } = {}) =>
    submission(
      id,
      [answer("overall", recommend, { question: "nps_0_10" }), answer("shop", 4, { channel: "web" })],
      {
        at,
        comment,
        ...more,
      },
    );
  await importRows(t.db, [
    ...times(30, (i) => said(`a${i}`, i < 3 ? 9 : 2, `The parcels were delivered far too late, awful ${i}`)),
    ...times(60, (i) =>
      said(`b${i}`, i % 2 ? 10 : 8, `Lovely people in the shop, thank you very much ${i}`, {
        segment: "gold",
      }),
    ),
    ...times(10, (i) =>
      said(`c${i}`, 7, `Die Lieferung kam leider viel zu sp\u00e4t und der Karton war besch\u00e4digt ${i}`),
    ),
    ...times(6, () =>
      submission(
        null,
        times(6, (i) => answer(i % 2 ? "shop" : "parcel", 3, { channel: `c${i}` })),
        { at },
      ),
    ),
    ...times(40, (i) => submission(`g${i}`, [answer("parcel", 3, { usage: i < 30 ? "yes" : "no" })], { at })),
  ]);
});

const ask = () => callerOf(t.db, "executive");

test("comments are found by their words in other forms, by phrase, and without a word", async () => {
  const call = await ask();
  const found = async (search: string, more = {}) => {
    const { rows } = await call.voice.list({ ...FEBRUARY, search, limit: 200, ...more });
    return rows.length;
  };
  expect(await found("parcel")).toBe(30);
  expect(await found("delivering late")).toBe(30);
  expect(await found('"in the shop"')).toBe(60);
  expect(await found("people -shop")).toBe(0);
  expect(await found("Lieferung")).toBe(10);
  expect(await found("parcel or Lieferung")).toBe(40);
  expect(await found("parcel", { segment: "gold" })).toBe(0);
  expect(await found("'; drop table answer; --")).toBe(0);
  const { rows, next } = await call.voice.list({ ...FEBRUARY, limit: 60 });
  const rest = await call.voice.list({ ...FEBRUARY, limit: 60, cursor: next });
  expect(rows.length + rest.rows.length).toBe(100);
  const page = await call.voice.list({ ...FEBRUARY, search: "parcel", limit: 20 });
  const second = await call.voice.list({ ...FEBRUARY, search: "parcel", limit: 20, cursor: page.next });
  expect(new Set([...page.rows, ...second.rows].map(({ id }) => id)).size).toBe(30);
});

test("found words are told by their places, and all that are found are counted", async () => {
  const call = await ask();
  const marked = async (search: string, more = {}) => {
    const { rows } = await call.voice.list({ ...FEBRUARY, search, limit: 1, ...more });
    return rows[0]?.found.map(([from, to]) => rows[0]?.comment?.slice(from, to));
  };
  expect(await marked("delivering late")).toEqual(["delivered", "late"]);
  expect(await marked('"in the shop" -parcel')).toEqual(["in", "the", "shop"]);
  expect(await marked("(karton or Lieferung) -shop")).toEqual(["Lieferung", "Karton"]);
  expect(await marked("", { topic: "parcel" })).toEqual(["parcels"]);
  expect(await marked("")).toEqual([]);
  // Whatever somebody types is looked for, and nothing of it is read as something else.
  for (const search of [
    "'",
    "\\",
    "((",
    "-shop",
    "or",
    '"',
    ":* & shop",
    "a <-> | b",
    "http://a.b/c?d='e'&f",
    "%_",
    "😀",
  ])
    expect(Array.isArray((await call.voice.list({ ...FEBRUARY, search, limit: 1 })).rows), search).toBe(true);
  expect(await marked("-parcel")).toEqual([]);
  const count = (search: string | null, more = {}) => call.voice.count({ ...FEBRUARY, search, ...more });
  expect(await count("parcel or Lieferung", { limit: 1 })).toEqual({ comments: 40, more: false });
  expect(await count("lovely -shop")).toEqual({ comments: 0, more: false });
  expect(await count("awful", { topic: "parcel" })).toEqual({ comments: 30, more: false });
  expect(await count(null)).toBeNull();
  const lots = times(1_001, (i) =>
    submission(`l${i}`, [answer("shop", 3)], { at: Date.UTC(2025, 1, 2), comment: "Quiet" }),
  );
  await importRows(t.db, lots, { fileName: "lots.csv" });
  const year = { from: "2025-02-01", to: "2025-02-28" };
  expect(await count("quiet", year)).toEqual({ comments: 1_000, more: true });
});

test("a head finds the own departments' alone", async () => {
  const { rows } = await t.db.execute<{ id: number }>(
    sql`select id from department where slug = 'logistics'`,
  );
  const head = await callerOf(t.db, "department_head", [], [rows[0]?.id ?? 0]);
  const found = await head.voice.list({ ...FEBRUARY, search: "parcel" });
  expect(found.rows).toEqual([]);
  expect(found.ownOnly).toBe(true);
  expect(await head.voice.count({ ...FEBRUARY, search: "parcel" })).toEqual({ comments: 0, more: false });
});

test("each has its language, and a sentiment only where it can be read", async () => {
  const call = await ask();
  const { rows } = await call.voice.list({ ...FEBRUARY, limit: 200 });
  const of = (word: string) => rows.find(({ comment }) => comment?.includes(word));
  expect(of("awful")).toMatchObject({ language: "en", sentiment: "negative" });
  expect(of("Lovely")).toMatchObject({ language: "en", sentiment: "positive" });
  expect(of("Lieferung")).toMatchObject({ language: "de", sentiment: null });
  const found = await call.voice.summary(FEBRUARY);
  expect(found.looked).toBe(100);
  expect(found.languages).toEqual([
    { language: "en", comments: 90, read: true },
    { language: "de", comments: 10, read: false },
  ]);
  expect(found.unread).toMatchObject({ value: 0.1, n: 100 });
  expect(found.sentiment.find(({ sentiment }) => sentiment === "positive")?.share.value).toBeCloseTo(
    60 / 90,
    10,
  );
});

test("topics have their impact by the contract's formula, and their words are the administrator's", async () => {
  const call = await callerOf(t.db, "admin");
  const before = await call.voice.topics(FEBRUARY);
  const topic = (list: typeof before, slug: string) => list.topics.find((row) => row.slug === slug);
  expect(before.comments).toBe(100);
  expect(topic(before, "parcel")).toMatchObject({
    words: ["parcel"],
    set: false,
    share: { value: 0.3, n: 100 },
  });
  // N 100, t 30, T = (3 - 27) / 30 = -80, O = (33 - 27) / 100 = 6.
  expect(topic(before, "parcel")?.impact.value).toBeCloseTo((30 * (-80 - 6)) / 70, 10);
  expect(topic(before, "parcel")?.verdict).toBe("worse");
  await call.voice.setTopic({ touchpoint: "parcel", words: ["Parcel", "Lieferung"] });
  const after = await call.voice.topics(FEBRUARY);
  expect(topic(after, "parcel")).toMatchObject({
    words: ["lieferung", "parcel"],
    set: true,
    share: { value: 0.4 },
  });
  expect((await call.voice.list({ ...FEBRUARY, topic: "parcel", limit: 200 })).rows).toHaveLength(40);
  await call.voice.setTopic({ touchpoint: "parcel", words: [] });
  expect(topic(await call.voice.topics(FEBRUARY), "parcel")?.set).toBe(false);
  await expect(call.voice.list({ ...FEBRUARY, topic: "none" })).rejects.toThrow("no such topic");
});

test("the trust badge tells coverage, freshness, and what is left out and why", async () => {
  const call = await ask();
  const found = await call.trust.get({ ...FEBRUARY, evidence: "headline" });
  expect(
    found.coverage.map(({ evidence, share }) => [evidence, share.value === null ? null : share.n]),
  ).toHaveLength(3);
  const of = (reason: string, from = found) => from.excluded.find((each) => each.reason === reason)?.count;
  expect(of("contradicted")).toBe(10);
  expect(of("careless")).toBeUndefined();
  expect(found.sources).toMatchObject([{ slug: "survey", timing: { verdict: "not-known" } }]);
  const parcel = await call.trust.get({ ...FEBRUARY, touchpoint: "parcel" });
  expect(parcel.answers).toBe(40 + 18);
  expect(parcel.touchpoints).toEqual({ counted: 1, all: 1 });
  const settings = await readOrganisation(t.db, scope);
  await updateSettings(t.db, scope, {
    settings: { ...settings, excludeCareless: true },
    zoneConfirmed: false,
  });
  const careful = await (await ask()).trust.get({ ...FEBRUARY, evidence: "headline" });
  expect(of("careless", careful)).toBe(36);
  expect(careful.answers).toBe((found.answers ?? 0) - 36);
  await expect(call.trust.get({ ...FEBRUARY, touchpoint: "none" })).rejects.toThrow("no such touchpoint");
});
