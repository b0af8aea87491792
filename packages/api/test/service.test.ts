import type { CustomerSet } from "@touchline/domain/customer-sets";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, interaction, submission } from "../../db/test/importing.ts";
import { viewCsv } from "../src/view-csv.ts";
import { callerOf, FEBRUARY, mintCompany } from "./company.ts";

const t = testDatabase();
const on = (day: number) => Date.UTC(2026, 1, day, 10);
const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "help", role: "service", department: "care" },
      { slug: "parcel", role: "operations", department: "logistics" },
      { slug: "shop", role: "sales", department: "stores" },
    ],
    [],
  );
  const said = (
    id: string,
    customer: string,
    day: number,
    scores: [string, number, string?][],
    comment: string | null = null,
  ) =>
    submission(
      id,
      scores.map(([touchpoint, score, channel = "web"]) => answer(touchpoint, score, { channel })),
      { customer, at: on(day), comment },
    );
  await importRows(t.db, [
    // 40 customers: help 5, parcel 2, ten days apart; a quarter of them rated the shop too.
    ...times(40, (i) => said(`h${i}`, `c${i}`, 20, [["help", 5]], `Saved ${i}`)),
    ...times(40, (i) =>
      said(
        `p${i}`,
        `c${i}`,
        10,
        [["parcel", i % 2 ? 2 : 4], ...(i < 10 ? ([["shop", 4]] as [string, number][]) : [])],
        `Late ${i}`,
      ),
    ),
    // 40 others rated the shop alone, on two channels that differ.
    ...times(80, (i) =>
      said(`s${i}`, `d${i}`, 12, [["shop", i % 2 ? 5 : i % 4 ? 2 : 5, i % 2 ? "web" : "store"]]),
    ),
  ]);
});

test("service against the rest, within customers who rated both", async () => {
  const found = await (await callerOf(t.db, "executive")).service.summary(FEBRUARY);
  expect(found.service.score).toMatchObject({ value: 100, n: 40 });
  expect(found.customers).toBe(40);
  // Help 100; parcel 75 or 25, averaged with the shop's 75 (weights alike) for the first ten.
  const rest = times(40, (i) => (i < 10 ? ((i % 2 ? 25 : 75) + 75) / 2 : i % 2 ? 25 : 75));
  const gap = rest.reduce((sum, x) => sum + 100 - x, 0) / 40;
  expect(found.paired.difference).toBeCloseTo(gap, 8);
  expect(found.paired).toMatchObject({ n: 40, verdict: "better" });
  expect(found.rescued.statistic).toMatchObject({ value: 0.5, n: 40 });
  // All twenty had their bad stop at the parcel.
  expect(found.badStops).toMatchObject([
    { slug: "parcel", department: "logistics", customers: 20, badThrough: 2, share: { value: 1, n: 20 } },
  ]);
  expect(found.gap.verdict).toBe("better");
  const { service, rest: course } = await (await callerOf(t.db, "executive")).service.trend(FEBRUARY);
  expect([service.points.length, course.points.length]).toEqual([28, 28]);
  // Days are no weeks: nothing is judged.
  expect([service.limits, service.signals]).toEqual([null, []]);
});

test("good rescue, bad journey: both records for executives, a head's own alone", async () => {
  const { rows: departments } = await t.db.execute<{ slug: string; id: number }>(
    sql`select slug, id from department`,
  );
  const idOf = (slug: string) => departments.find((row) => row.slug === slug)?.id ?? 0;
  const executive = await (await callerOf(t.db, "executive")).service.rescues(FEBRUARY);
  expect(executive.rows).toHaveLength(20);
  expect(executive.rows[0]).toMatchObject({
    service: { touchpointSlug: "help", score: 5, question: "csat_1_5", department: "care" },
    other: { touchpointSlug: "parcel", score: 2, department: "logistics" },
  });
  expect(executive.rows[0]?.other?.comment).toMatch(/^Late/);
  const logistics = await callerOf(t.db, "department_head", [], [idOf("logistics")]);
  const own = await logistics.service.rescues(FEBRUARY);
  expect(own.rows).toHaveLength(20);
  expect(own.rows.every(({ service, other }) => service === null && other?.touchpointSlug === "parcel")).toBe(
    true,
  );
  const [heading = "", line = ""] = viewCsv("rescues", own.rows).split("\r\n");
  expect(heading.split(",").slice(7)).toEqual(
    ["record", "at", "touchpoint", "department", "score", "question", "comment"].map(
      (of) => `Service: ${of}`,
    ),
  );
  expect(line.endsWith(",,,,,,,")).toBe(true);
  const stores = await callerOf(t.db, "department_head", [], [idOf("stores")]);
  expect((await stores.service.rescues(FEBRUARY)).rows).toEqual([]);
});

test("the journey's yield is of customers who rated three touchpoints", async () => {
  const { yield: found, stages } = await (await callerOf(t.db, "executive")).journey.map(FEBRUARY);
  // Ten rated all three; those with an even number rated help 5, parcel 4 and shop 4.
  expect(found.statistic).toMatchObject({ value: 0.5, n: 10 });
  const touchpoints = stages.flatMap((stage) => stage.touchpoints);
  expect(touchpoints.find(({ slug }) => slug === "help")).toMatchObject({
    department: "care",
    directness: "direct",
    weightShare: 1 / 3,
  });
});

test("behind a figure about customers stand the records of exactly as many", async () => {
  const customersOf = async (
    call: Awaited<ReturnType<typeof callerOf>>,
    customers: CustomerSet,
    more = {},
  ) => {
    const ids: number[] = [];
    let cursor: { at: string; id: number } | null = null;
    let total: number | null;
    do {
      const page: Awaited<ReturnType<typeof call.records.list>> = await call.records.list({
        ...FEBRUARY,
        customers,
        limit: 7,
        cursor,
        ...more,
      });
      ids.push(...page.rows.map(({ id }) => id));
      expect(page.rows.every(({ answers }) => answers.length > 0)).toBe(true);
      cursor = page.next;
      total = page.total.value;
    } while (cursor !== null);
    expect(new Set(ids).size).toBe(ids.length);
    const { rows } = await t.db.execute<{ n: number }>(
      sql`select count(distinct customer_id)::int n from submission where id = any (${`{${ids.join(",")}}`}::bigint[])`,
    );
    return { customers: rows[0]?.n, records: ids.length, total };
  };
  const call = await callerOf(t.db, "executive");
  const { yield: found } = await call.journey.map(FEBRUARY);
  const good = Math.round((found.statistic.value ?? 0) * found.statistic.n);
  expect(await customersOf(call, "no-bad-stop")).toEqual({ customers: good, records: 2 * good, total: good });
  const bad = found.statistic.n - good;
  expect(await customersOf(call, "bad-stop")).toEqual({ customers: bad, records: 2 * bad, total: bad });
  const { paired } = await call.service.summary(FEBRUARY);
  const both = { customers: paired.n, total: paired.n };
  expect(await customersOf(call, "rated-both")).toEqual({ ...both, records: 2 * paired.n });
  // Narrowed further, and of a head's own departments, the customers stay the same.
  expect(await customersOf(call, "rated-both", { part: "service" })).toEqual({ ...both, records: paired.n });
  const { rows: own } = await t.db.execute<{ id: number }>(
    sql`select id from department where slug = 'stores'`,
  );
  const stores = await callerOf(t.db, "department_head", [], [own[0]?.id ?? 0]);
  expect(await customersOf(stores, "rated-both")).toEqual({ customers: 10, records: 10, total: paired.n });
  // In a month without them, nobody did.
  const before = { from: "2026-01-01", to: "2026-01-31" };
  expect(await customersOf(call, "rated-both", before)).toEqual({ customers: 0, records: 0, total: 0 });
  // Too few to be shown one by one.
  const few = (at: number) => {
    const scores = ["help", "parcel", "shop"].map((touchpoint) => answer(touchpoint, at === 0 ? 1 : 5));
    return submission(`few${at}`, scores, { customer: `few${at}`, at: Date.UTC(2026, 3, 2) });
  };
  await importRows(t.db, times(40, few), { fileName: "few.csv" });
  const april = { from: "2026-04-01", to: "2026-04-30" };
  const hidden = await call.records.list({ ...FEBRUARY, ...april, customers: "bad-stop" });
  expect(hidden).toMatchObject({ rows: [], total: { value: null, band: "<5" } });
  expect(await customersOf(call, "no-bad-stop", april)).toEqual({ customers: 39, records: 39, total: 39 });
});

test("a channel that departs is found, and every touchpoint on every channel is told", async () => {
  const call = await callerOf(t.db, "executive");
  const { rows, overall, single } = await call.consistency.list(FEBRUARY);
  expect(rows.map(({ slug }) => slug)).toEqual(["shop"]);
  expect(rows[0]?.departs).toMatchObject({ channel: { slug: "store" }, direction: "down" });
  expect(overall.value).toBe(rows[0]?.index.value);
  expect(single.map(({ slug }) => slug)).toEqual(["help", "parcel"]);
  const { touchpoints } = await call.channels.matrix(FEBRUARY);
  const shop = touchpoints.find(({ slug }) => slug === "shop");
  expect(shop?.cells.map(({ channel, score }) => [channel, score.n]).sort()).toEqual([
    ["store", 40],
    ["web", 50],
  ]);
});

test("audits of channels are recorded, the latest counts, and their history stays", async () => {
  const call = await callerOf(t.db, "admin");
  const audit = {
    channel: "web",
    standard: "voice",
    auditor: "A. Reviewer",
    link: "https://example.com/1",
  } as const;
  await call.consistency.record({ ...audit, day: "2026-02-02", finding: "not_met", note: " Too loud " });
  await call.consistency.record({ ...audit, day: "2026-02-20", finding: "met", note: "" });
  await call.consistency.record({ ...audit, standard: "offer", day: "2026-02-20", finding: "not_met" });
  await call.consistency.record({
    ...audit,
    standard: "message",
    day: "2026-02-20",
    finding: "not_applicable",
  });
  const { rows, met, standards } = await call.consistency.audits(FEBRUARY);
  const web = rows.find(({ slug }) => slug === "web");
  expect(web?.met).toMatchObject({ value: 0.5, n: 2 });
  expect(web?.cells.find(({ standard }) => standard === "voice")?.audit).toMatchObject({
    finding: "met",
    note: null,
  });
  expect(met.n).toBe(2);
  expect(standards.find(({ standard }) => standard === "look_and_feel")?.met.value).toBeNull();
  const before = await call.consistency.audits({ ...FEBRUARY, to: "2026-02-10" });
  expect(before.rows.find(({ slug }) => slug === "web")?.met).toMatchObject({ value: 0, n: 1 });
  const history = await call.consistency.history({ channel: "web", standard: "voice" });
  expect(history.map(({ finding, note }) => [finding, note])).toEqual([
    ["met", null],
    ["not_met", "Too loud"],
  ]);
  await expect(call.consistency.record({ ...audit, day: "2027-01-01", finding: "met" })).rejects.toThrow(
    "still to come",
  );
  await expect(
    call.consistency.record({ ...audit, day: "2026-02-20", finding: "met", link: "javascript:alert(1)" }),
  ).rejects.toThrow();
});

test("contacts by channel: resolved, come again, escalated, and where they go on", async () => {
  const contact = (id: string, more: Parameters<typeof interaction>[2]) =>
    interaction(id, "help", {
      at: on(3),
      openedAt: on(3),
      firstReplyAt: on(3) + 300_000,
      channel: "web",
      ...more,
    });
  await importRows(
    t.db,
    [
      ...times(50, (i) => contact(`k${i}`, { resolvedAtFirstContact: i < 30 })),
      ...times(10, (i) => contact(`e${i}`, { at: on(5), channel: "store", continues: `k${i}` })),
      ...times(5, (i) => contact(`r${i}`, { at: on(15), continues: `k${20 + i}` })),
    ],
    { fileName: "contacts.csv" },
  );
  const call = await callerOf(t.db, "executive");
  const rows = await call.channels.contacts(FEBRUARY);
  expect(rows[0]).toMatchObject({
    slug: "web",
    contacts: 55,
    response: { median: { value: 5, n: 55 } },
    resolved: { value: 0.6, n: 50 },
    // Ten came again within 7 days; the five after 12 days do not count.
    notRepeated: { value: 45 / 55, n: 55 },
    escalated: { value: 0.2, n: 50 },
  });
  const paths = await call.channels.paths(FEBRUARY);
  expect(paths.issues).toBe(50);
  expect(paths.channels.map(({ from, to, contacts }) => [from.slug, to.slug, contacts])).toEqual([
    ["web", "store", 10],
    ["web", "web", 5],
  ]);
  expect(paths.repeated.statistic.value).toBe(0.1);

  // Behind each figure stand as many contacts as it counts.
  const behind = async (more: Partial<Parameters<typeof call.failure.contacts>[0]>) => {
    const { total, rows: listed } = await call.failure.contacts({
      ...FEBRUARY,
      choice: "all",
      limit: 200,
      ...more,
    });
    expect(listed).toHaveLength(total.value ?? -1);
    return total.value;
  };
  const counted = ({ value, n }: { value: number | null; n: number }) => Math.round((value ?? 0) * n);
  expect(await behind({ goneOn: "escalated" })).toBe(counted(paths.escalated.statistic));
  expect(await behind({ goneOn: "asked-again" })).toBe(counted(paths.repeated.statistic));
  expect(await behind({ goneOn: "escalated", begunOn: "web" })).toBe(10);
  for (const { from, to, contacts } of paths.channels)
    expect(await behind({ goneFrom: from.slug, goneTo: to.slug })).toBe(contacts);
  for (const { from, to, contacts } of paths.departments)
    expect(await behind({ passedBy: from.slug, asked: to.slug })).toBe(contacts);
  await expect(call.failure.contacts({ ...FEBRUARY, goneTo: "none" })).rejects.toThrow("no such channel");
  // A head sees of them what the own departments were asked, or caused.
  const { rows: departments } = await t.db.execute<{ slug: string; id: number }>(
    sql`select slug, id from department`,
  );
  const seenBy = async (slug: string) => {
    const id = departments.find((row) => row.slug === slug)?.id ?? 0;
    const head = await callerOf(t.db, "department_head", [], [id]);
    return (await head.failure.contacts({ ...FEBRUARY, choice: "all", goneOn: "any", limit: 200 })).rows
      .length;
  };
  expect([await seenBy("care"), await seenBy("stores")]).toEqual([15, 0]);
});

test("a family of channels holds its members' contacts, and no small member can be worked out from it", async () => {
  await t.db.execute(sql`
    with family as (insert into channel (slug, name) values ('social', 'Social') returning id)
    insert into channel (slug, name, parent_id) select slug, slug, id from family, (values ('faces'), ('pictures')) v (slug)`);
  const contact = (id: string, channel: string) => interaction(id, "help", { at: on(4), channel });
  const write = (faces: number, pictures: number) =>
    importRows(
      t.db,
      [
        ...times(faces, (i) => contact(`f${i}`, "faces")),
        ...times(pictures, (i) => contact(`p${i}`, "pictures")),
      ],
      { fileName: `${faces}-${pictures}.csv` },
    );
  const call = await callerOf(t.db, "executive");
  const family = async () =>
    (await call.channels.contacts(FEBRUARY))
      .filter(({ slug, parent }) => slug === "social" || parent === "social")
      .map(({ slug, nested, contacts, band }) => [slug, nested, contacts, band]);
  await write(12, 3);
  expect(await family()).toEqual([
    ["social", false, 15, null],
    ["faces", true, null, "5 or more"],
    ["pictures", true, null, "<5"],
  ]);
  await write(12, 8);
  expect(await family()).toEqual([
    ["social", false, 20, null],
    ["faces", true, 12, null],
    ["pictures", true, 8, null],
  ]);
});
