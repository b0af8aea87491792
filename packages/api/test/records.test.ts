/// <reference path="../../db/test/server.ts" />
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, interaction, submission } from "../../db/test/importing.ts";
import { createCaller } from "../src/root.ts";
import { callerOf, viewOf } from "./caller.ts";
import { contextOf, NOW } from "./company.ts";

const t = testDatabase();
const FEBRUARY = viewOf("2026-02-01", "2026-02-28", { evidence: "headline" });
type Caller = Awaited<ReturnType<typeof callerOf>>;
let executive: Caller;
let head: Caller;

const MINUTE = 60_000;
const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));

beforeAll(async () => {
  await importRows(t.db, [
    interaction("v1", "desk", { customer: "SECRET-3", at: Date.UTC(2026, 1, 5), channel: "phone" }),
    ...times(120, (at) =>
      submission(
        `s${at}`,
        [
          answer("desk", 1 + (at % 5), { channel: at % 2 ? "phone" : "mail" }),
          answer("shop", 5 - (at % 5), { channel: "mail", usage: at % 4 ? "yes" : "no" }),
          answer("overall", at % 11, { question: "nps_0_10" }),
        ],
        {
          // Many at the same instant: the page after must neither skip nor repeat one.
          at: Date.UTC(2026, 1, 6) + Math.floor(at / 10) * MINUTE,
          customer: `SECRET-${at}`,
          comment: at % 3 ? null : `Words ${at}`,
          segment: at % 6 ? "gold" : "new",
        },
      ),
    ),
    ...times(4, (at) =>
      submission(`few${at}`, [answer("few", 2)], { at: Date.UTC(2026, 1, 7), comment: "Few" }),
    ),
    ...times(40, (at) => submission(`march${at}`, [answer("desk", 2)], { at: Date.UTC(2026, 2, 2) })),
  ]);
  await t.db.execute(
    sql`insert into department (id, slug, name) values (1, 'care', 'Care'), (2, 'shops', 'Shops')`,
  );
  await t.db.execute(sql`insert into touchpoint_owner (touchpoint_id, valid_from, department_id)
    select id, '2020-01-01', case when slug = 'desk' then 1 else 2 end from touchpoint where id <> 0`);
  executive = await callerOf(t.db, "executive", NOW);
  head = createCaller(await contextOf(t.db, "department_head", [], [1]));
});

type Input = Parameters<Caller["records"]["list"]>[0];
/** All pages of a list, and the ids in their order. */
async function pages(caller: Caller, input: Input, limit = 7) {
  const rows: Awaited<ReturnType<Caller["records"]["list"]>>["rows"] = [];
  let cursor: Input["cursor"] = null;
  do {
    const page: Awaited<ReturnType<Caller["records"]["list"]>> = await caller.records.list({
      ...input,
      limit,
      cursor,
    });
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor);
  return rows;
}
const rawIds = async (where: string) =>
  (
    await t.db.execute<{ id: number }>(sql`
      select distinct b.id::float8 id, b.at from submission b join answer a on a.submission_id = b.id
        join touchpoint t on t.id = a.touchpoint_id join channel c on c.id = a.channel_id
        join segment s on s.id = a.segment_id
      where a.at >= '2026-02-01' and a.at < '2026-03-01' and ${sql.raw(where)} order by b.at desc, id desc`)
  ).rows.map(({ id }) => id);

test.each([
  [{ touchpoint: "desk" }, "t.slug = 'desk'"],
  [{ touchpoint: "desk", scoreFrom: 1, scoreThrough: 2 }, "t.slug = 'desk' and a.score <= 2"],
  [
    { touchpoint: "desk", channel: "phone", segment: "gold" },
    "t.slug = 'desk' and c.slug = 'phone' and s.slug = 'gold'",
  ],
  [{ touchpoint: "shop" }, "t.slug = 'shop' and a.evidence = 'used'"],
  [{ touchpoint: "shop", use: "not_used" }, "t.slug = 'shop' and a.evidence = 'not_used'"],
  [{ department: "shops" }, "t.slug = 'shop' and a.evidence = 'used'"],
  [{ touchpoint: "overall", question: "nps_0_10" }, "t.slug = 'overall'"],
  [{ question: "any", evidence: "all" }, "t.slug <> 'few'"],
] as const)("every page of %j is just what the number counts, once", async (input, where) => {
  const asked = { ...FEBRUARY, ...input } as Input;
  const rows = await pages(executive, asked);
  const ids = await rawIds(where);
  expect(ids.length).toBeGreaterThan(5);
  expect(rows.map((row) => row.id)).toEqual(ids);
  const { total } = await executive.records.list(asked);
  expect(total.value).toBe(rows.reduce((sum, row) => sum + row.answers.length, 0));
});

test("the total is the n of the score, also of the whole", async () => {
  const [desk] = (await executive.touchpoints.list(FEBRUARY)).filter((row) => row.slug === "desk");
  expect((await executive.records.list({ ...FEBRUARY, touchpoint: "desk" })).total.n).toBe(desk?.score.n);
  const { figures } = await executive.experience.summary(FEBRUARY);
  expect((await executive.records.list(FEBRUARY)).total.n).toBe(figures.experience_score.statistic.n);
});

test("words are those behind the number, and nobody but a head of the own department learns whose they are", async () => {
  const words = await executive.comments.list({ ...FEBRUARY, touchpoint: "desk", limit: 200 });
  expect(words.rows).toHaveLength(40);
  expect(words.rows.every((row) => row.comment?.startsWith("Words"))).toBe(true);
  // The desk's alone are listed, of all that the same survey rated.
  expect(words.rows.every(({ rated, answers }) => rated === 3 && answers.length === 1)).toBe(true);
  const [first] = await rawIds("t.slug = 'desk' and b.comment = 'Words 3'");
  const seen = await executive.records.get({ id: first ?? 0 });
  expect(seen).toMatchObject({
    customer: null,
    hidden: 0,
    comment: "Words 3",
    run: { source: "Survey", fileName: null },
  });
  expect(seen.answers).toHaveLength(3);
  const everything = JSON.stringify([words, seen, await pages(executive, FEBRUARY)]);
  expect(everything).not.toContain("SECRET");
  const own = await head.records.get({ id: first ?? 0 });
  expect(own).toMatchObject({ customer: "SECRET-3", hidden: 2 });
  expect(own.answers).toMatchObject([
    {
      touchpointSlug: "desk",
      evidence: "used",
      because: "interaction",
      usedAt: new Date(Date.UTC(2026, 1, 5)),
    },
  ]);
  expect((await callerOf(t.db, "admin", NOW)).records).toBeDefined();
  const admin = await (await callerOf(t.db, "admin", NOW)).records.get({ id: first ?? 0 });
  expect(admin).toMatchObject({ customer: null, run: { fileName: "rows.csv" } });
});

test("each answer says why it is verified or contradicted", async () => {
  const because = async (where: string, slug: string) => {
    const [id] = await rawIds(where);
    const { answers } = await executive.records.get({ id: id ?? 0 });
    return answers.find((row) => row.touchpointSlug === slug)?.because;
  };
  expect(await because("t.slug = 'shop' and a.evidence = 'used'", "shop")).toBe("said-used");
  expect(await because("t.slug = 'shop' and a.evidence = 'not_used'", "shop")).toBe("said-not-used");
  expect(await because("t.slug = 'desk' and b.comment = 'Words 6'", "desk")).toBe("nobody-logs");
});

test("a head sees the records of the own departments and is refused another's", async () => {
  const own = await pages(head, FEBRUARY);
  expect(own.map((row) => row.id)).toEqual(await rawIds("t.slug = 'desk'"));
  expect(own.every((row) => row.answers.every((each) => each.touchpointSlug === "desk"))).toBe(true);
  expect(await head.records.list(FEBRUARY)).toMatchObject({ ownOnly: true });
  for (const read of [head.records.list, head.comments.list])
    for (const input of [{ touchpoint: "shop" }, { department: "shops" }, { touchpoint: "overall" }])
      await expect(read({ ...FEBRUARY, ...input })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const [few] = await rawIds("t.slug = 'few'");
  await expect(head.records.get({ id: few ?? 0 })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(head.records.get({ id: 999_999 })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a number that is a band has no records and no words", async () => {
  for (const read of [executive.records.list, executive.comments.list]) {
    expect(await read({ ...FEBRUARY, touchpoint: "few" })).toMatchObject({
      rows: [],
      total: { value: null, n: 0, band: "<5" },
    });
    const all = await read({ ...FEBRUARY, question: "any", limit: 200 });
    expect(all.rows.flatMap((row) => row.answers).map((each) => each.touchpointSlug)).not.toContain("few");
  }
});

test("a past record stays with the department that owned the touchpoint then", async () => {
  await t.db.execute(sql`insert into touchpoint_owner (touchpoint_id, valid_from, department_id)
    select id, '2026-03-01', 2 from touchpoint where slug = 'desk'`);
  expect((await head.records.list({ ...FEBRUARY, touchpoint: "desk" })).total.n).toBe(120);
  const march = { ...viewOf("2026-03-01", "2026-03-10"), touchpoint: "desk" };
  await expect(head.records.list(march)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await executive.records.list(march)).total.n).toBe(40);
});
