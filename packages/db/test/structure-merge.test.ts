import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { verifyRollups } from "../src/commands/rollups.ts";
import { mergeStructure } from "../src/commands/structure-merge.ts";
import { undoRun } from "../src/commands/undo.ts";
import { listChannels } from "../src/queries/structure.ts";
import { readMergeEffect } from "../src/queries/structure-effects.ts";
import { testDatabase } from "./database.ts";
import {
  answer,
  contents,
  february,
  importRows,
  interaction,
  NO_STRUCTURE,
  NOW,
  scope,
  submission,
} from "./importing.ts";
import { staleEvidence } from "./rollups-model.ts";

type Kind = Parameters<typeof mergeStructure>[2]["kind"];
const t = testDatabase();
const ON = "2026-03-01";

async function idOf(kind: Kind, slug: string): Promise<number> {
  const table = sql.identifier(kind === "stage" ? "journey_stage" : kind);
  const { rows } = await t.db.execute<{ id: number }>(sql`select id from ${table} where slug = ${slug}`);
  return rows[0]?.id ?? -1;
}
async function merge(kind: Kind, from: string, to: string) {
  const [id, into] = [await idOf(kind, from), await idOf(kind, to)];
  return mergeStructure(t.db, scope, { kind, id, into, on: ON, now: NOW });
}
const read = async (statement: ReturnType<typeof sql>) => (await t.db.execute(statement)).rows;
const answersAt = (touchpoint: string) =>
  read(sql`select c.external_id customer, ch.slug channel, a.score, a.evidence from answer a
    join customer c on c.id = a.customer_id join touchpoint t on t.id = a.touchpoint_id
    join channel ch on ch.id = a.channel_id where t.slug = ${touchpoint} order by 1, 2, 3`);

/** Rollups equal the answers, nothing is pending, and every answer's evidence is what the rule says now. */
async function expectSound(): Promise<void> {
  expect(await verifyRollups(t.db)).toEqual([]);
  expect(await staleEvidence(t.db)).toBe(0);
  expect(await read(sql`select 1 from rollup_delta`)).toEqual([]);
}

test("a touchpoint's answers, contacts, causes and logs move, and evidence is judged anew", async () => {
  await importRows(t.db, [submission("x", [answer("site", 3, { channel: "web" })])], { fileName: "x0.csv" });
  const logs = [{ touchpoint: "site", channel: "web" }];
  await importRows(
    t.db,
    [
      // Used the old site, and rated the new one: nobody could tell so before the merge.
      interaction("visit", "old-site", { customer: "ann", channel: "web" }),
      submission("ann", [answer("site", 4, { channel: "web" })], { customer: "ann" }),
      // Rated the old site, which nothing logged; the new one is logged, and ben was never there.
      submission("ben", [answer("old-site", 2, { channel: "web" })], { customer: "ben" }),
      // Answered about both: only what was said of the new one stays.
      submission("eve", [answer("old-site", 1), answer("site", 5)], { customer: "eve" }),
      interaction("call", "desk", { customer: "ben", cause: "old-site" }),
    ],
    { fileName: "sites.csv", structure: { ...NO_STRUCTURE, logs } },
  );
  const evidence = async () => (await answersAt("site")).map((row) => row["evidence"]);
  expect(await evidence()).toEqual(["not_used", "unknown", "unknown"]);
  const input = { kind: "touchpoint", id: await idOf("touchpoint", "old-site"), on: ON } as const;
  const told = await readMergeEffect(t.db, scope, { ...input, into: await idOf("touchpoint", "site") });
  expect(told).toMatchObject({ answers: 2, interactions: 1, causes: 1, answeredTwice: 1 });

  const { from: _, to: __, ...expected } = told;
  expect(await merge("touchpoint", "old-site", "site")).toEqual(expected);
  expect(await answersAt("old-site")).toEqual([]);
  expect(await answersAt("site")).toEqual([
    { customer: "ann", channel: "web", score: 4, evidence: "used" },
    { customer: "ben", channel: "web", score: 2, evidence: "not_used" },
    { customer: "eve", channel: "not-stated", score: 5, evidence: "unknown" },
    { customer: null, channel: "web", score: 3, evidence: "unknown" },
  ]);
  expect(
    await read(sql`select t.slug, c.slug cause from interaction i join touchpoint t on t.id = i.touchpoint_id
      left join touchpoint c on c.id = i.cause_touchpoint_id order by i.id`),
  ).toEqual(
    expect.arrayContaining([
      { slug: "site", cause: null },
      { slug: "desk", cause: "site" },
    ]),
  );
  await expectSound();
  const entries = await read(
    sql`select subject, before, after from audit_log where action = 'structure.merge' order by id`,
  );
  expect(entries).toEqual([
    {
      subject: "touchpoint old-site",
      before: expect.objectContaining({ name: "Old site", owners: expect.any(Array) }),
      after: expect.objectContaining({ into: "site", answers: 2, answeredTwice: 1 }),
    },
  ]);
});

test("the same file again changes nothing, and new rows that use the old name land on the other one", async () => {
  const before = await contents(t.db);
  const again = await importRows(
    t.db,
    [submission("ben", [answer("old-site", 2, { channel: "web" })], { customer: "ben" })],
    { fileName: "again.csv" },
  );
  expect(again).toMatchObject({ created: 0, corrected: 0, unchanged: 1 });
  expect(await contents(t.db)).toEqual(before);

  const logs = [{ touchpoint: "old-site", channel: "web" }];
  await importRows(
    t.db,
    [
      submission("dan", [answer("old-site", 3, { channel: "web" })], { customer: "dan" }),
      interaction("dan", "old-site", { customer: "dan", channel: "web", cause: "old-site" }),
      submission("fay", [answer("old-site", 1), answer("site", 2)], { customer: "fay" }),
      // Corrects what was there before the merge, in the old words.
      submission("ben", [answer("old-site", 3, { channel: "web" })], { customer: "ben" }),
    ],
    { fileName: "later.csv", unknownNames: "reject", structure: { ...NO_STRUCTURE, logs } },
  );
  expect(await answersAt("old-site")).toEqual([]);
  expect(await answersAt("site")).toMatchObject([
    { customer: "ann", score: 4, evidence: "used" },
    { customer: "ben", score: 3, evidence: "not_used" },
    { customer: "dan", score: 3, evidence: "used" },
    { customer: "eve", score: 5 },
    { customer: "fay", score: 2 },
    { customer: null, score: 3 },
  ]);
  expect(
    await read(sql`select 1 from source_logs where touchpoint_id = ${await idOf("touchpoint", "old-site")}`),
  ).toEqual([]);
  await expectSound();
});

test("a run that touched it can be undone after the merge, whether it brought or corrected", async () => {
  const rowsOf = (score: number) => [
    submission("gus", [answer("kiosk", score), answer("terminal", 5)], { customer: "gus" }),
    interaction("gus", "kiosk", { customer: "gus", comment: `version ${score}` }),
  ];
  const first = await importRows(t.db, rowsOf(2), { fileName: "first.csv" });
  const second = await importRows(t.db, rowsOf(4), { fileName: "second.csv" });
  await importRows(t.db, [submission("new", [answer("screen-kiosk", 3)])], { fileName: "screen.csv" });
  await merge("touchpoint", "kiosk", "screen-kiosk");
  expect(await answersAt("screen-kiosk")).toMatchObject([{ customer: "gus", score: 4 }, { customer: null }]);
  await undoRun(t.db, scope, second.runId ?? 0, NOW);
  expect(await answersAt("kiosk")).toEqual([]);
  expect(await answersAt("screen-kiosk")).toMatchObject([{ customer: "gus", score: 2 }, { customer: null }]);
  await expectSound();
  await undoRun(t.db, scope, first.runId ?? 0, NOW);
  expect(await answersAt("screen-kiosk")).toMatchObject([{ customer: null, score: 3 }]);
  await expectSound();
});

test("what was merged into something stands for what that is merged into later", async () => {
  await importRows(
    t.db,
    [1, 2, 3].map((one) => submission(`s${one}`, [answer(`stand-${one}`, one)])),
    {
      fileName: "stands.csv",
    },
  );
  await merge("touchpoint", "stand-1", "stand-2");
  await merge("touchpoint", "stand-2", "stand-3");
  await importRows(t.db, [submission("s4", [answer("stand-1", 5)])], { fileName: "stand.csv" });
  expect((await answersAt("stand-3")).map(({ score }) => score).sort()).toEqual([1, 2, 3, 5]);
  await expect(merge("touchpoint", "stand-1", "stand-3")).rejects.toMatchObject({ code: "conflict" });
  await expect(merge("touchpoint", "stand-3", "stand-1")).rejects.toThrow(/was merged into another/);
  await expectSound();
});

test("owner, weight and question of the other one stay; where it has none, it takes them", async () => {
  await importRows(t.db, [submission("p", [answer("phone-a", 4), answer("phone-b", 3)])], {
    fileName: "p.csv",
  });
  await t.db.execute(sql`insert into department (slug, name) values ('calls', 'Calls'), ('web', 'Web')`);
  const [calls, a] = [await idOf("department", "calls"), await idOf("touchpoint", "phone-a")];
  await t.db.execute(sql`insert into touchpoint_owner values (${a}, '2025-01-01', ${calls})`);
  await merge("touchpoint", "phone-a", "phone-b");
  const owners = sql`select valid_from, department_id from touchpoint_owner
    where touchpoint_id = ${await idOf("touchpoint", "phone-b")} order by 1`;
  expect(await read(owners)).toContainEqual({ valid_from: "2025-01-01", department_id: calls });
  await importRows(t.db, [submission("q", [answer("phone-c", 4)])], { fileName: "q.csv" });
  await t.db.execute(sql`insert into touchpoint_owner values
    (${await idOf("touchpoint", "phone-c")}, '2025-06-01', ${await idOf("department", "web")})`);
  const before = await read(owners);
  await merge("touchpoint", "phone-c", "phone-b");
  expect(await read(owners)).toEqual(before);
});

test("touchpoints that are scored by different questions are not made one", async () => {
  await importRows(
    t.db,
    [submission("o", [answer("rated-of-five", 4), answer("rated-of-ten", 8, { question: "csat_1_10" })])],
    { fileName: "o.csv" },
  );
  const before = await contents(t.db);
  await expect(merge("touchpoint", "rated-of-ten", "rated-of-five")).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Satisfaction, 1 to 10"),
  });
  expect(await contents(t.db)).toEqual(before);
});

test("channels: facts and children move, two levels stay, and the old name is a channel no more", async () => {
  const channels = [
    { slug: "social", name: "Social", parent: null },
    { slug: "facebook", name: "Facebook", parent: "social" },
    { slug: "fb", name: "FB", parent: "social" },
    { slug: "networks", name: "Networks", parent: null },
  ];
  const wall = (channel: string, score: number) => answer("wall", score, { channel });
  await importRows(
    t.db,
    [
      submission("h", [wall("fb", 2), wall("facebook", 4)], { customer: "hal" }),
      submission("i", [wall("facebook", 5)], { customer: "ida" }),
      interaction("i", "wall", { customer: "ida", channel: "fb" }),
      submission("j", [wall("social", 3)], { customer: "jo" }),
    ],
    { fileName: "walls.csv", structure: { ...NO_STRUCTURE, channels } },
  );
  for (const [from, to] of [
    ["social", "facebook"],
    ["social", "social"],
    ["not-stated", "social"],
    ["social", "not-stated"],
  ] as const)
    await expect(merge("channel", from, to)).rejects.toMatchObject({ code: /invalid|conflict/ });
  await t.db.execute(
    sql`update channel set parent_id = ${await idOf("channel", "networks")} where slug = 'web'`,
  );
  await expect(merge("channel", "social", "web")).rejects.toThrow(/two levels/);
  await t.db.execute(sql`update channel set parent_id = null where slug = 'web'`);

  expect(await merge("channel", "fb", "facebook")).toMatchObject({
    answers: 1,
    interactions: 1,
    answeredTwice: 1,
  });
  expect(await merge("channel", "social", "networks")).toMatchObject({ answers: 1, channels: 1 });
  expect(await answersAt("wall")).toEqual([
    { customer: "hal", channel: "facebook", score: 4, evidence: "unknown" },
    { customer: "ida", channel: "facebook", score: 5, evidence: "used" },
    { customer: "jo", channel: "networks", score: 3, evidence: "unknown" },
  ]);
  const listed = await listChannels(t.db, scope);
  expect(listed.find(({ slug }) => slug === "facebook")?.parentId).toBe(await idOf("channel", "networks"));
  expect(listed.map(({ slug }) => slug)).not.toContain("fb");
  // A mapping that still puts a channel below the old name.
  const below = [{ slug: "x", name: "X", parent: "social" }];
  await importRows(t.db, [submission("k", [wall("x", 1), wall("fb", 2)], { customer: "kim" })], {
    fileName: "x.csv",
    structure: { ...NO_STRUCTURE, channels: below },
  });
  expect((await listChannels(t.db, scope)).find(({ slug }) => slug === "x")?.parentId).toBe(
    await idOf("channel", "networks"),
  );
  expect(await answersAt("wall")).toContainEqual(
    expect.objectContaining({ customer: "kim", channel: "facebook" }),
  );
  const deeper = { ...NO_STRUCTURE, channels: [{ slug: "deep", name: "Deep", parent: "fb" }] };
  await expect(
    importRows(t.db, [submission("l", [wall("deep", 1)])], { fileName: "deep.csv", structure: deeper }),
  ).rejects.toThrow(/third level/);
  await expectSound();
});

test("segments: customers and all that is theirs move, and the old name in a file means the other one", async () => {
  const customer = (externalId: string, segment: string) =>
    ({ kind: "customer", externalId, segment }) as const;
  await importRows(
    t.db,
    [
      [customer("lee", "gold"), submission("m", [answer("room", 4)], { customer: "lee" })],
      submission("n", [answer("room", 2)], { customer: "mia", segment: "silver" }),
      interaction("n", "room", { customer: "mia", segment: "gold" }),
    ],
    { fileName: "segments.csv" },
  );
  expect(await merge("segment", "gold", "silver")).toMatchObject({
    answers: 1,
    customers: 1,
    interactions: 1,
  });
  const segments = () =>
    read(sql`select s.slug, count(*)::int n from (
      select segment_id from answer a join touchpoint t on t.id = a.touchpoint_id where t.slug = 'room'
      union all select segment_id from submission s where id in (select submission_id from answer a
        join touchpoint t on t.id = a.touchpoint_id where t.slug = 'room')
      union all select segment_id from customer where external_id in ('lee', 'ned')) f
      join segment s on s.id = f.segment_id group by 1`);
  expect(await segments()).toEqual([{ slug: "silver", n: 5 }]);
  await importRows(
    t.db,
    [[customer("ned", "gold"), submission("r", [answer("room", 4)], { customer: "ned", segment: "gold" })]],
    { fileName: "more.csv" },
  );
  expect(await segments()).toEqual([{ slug: "silver", n: 8 }]);
  await expectSound();
});

test("departments: touchpoints of all days, people and heads move; stages: touchpoints, behind those that are there", async () => {
  const employee = (department: string, externalId: string) =>
    ({ kind: "employee", externalId, department, departmentSince: null, hired: null, left: null }) as const;
  await importRows(t.db, [employee("calls", "e1"), employee("web", "e2")], { fileName: "people.csv" });
  const [calls, web] = [await idOf("department", "calls"), await idOf("department", "web")];
  await t.db.execute(sql`
    with u as (insert into user_account (email, name, role) values ('a@b.c', 'A', 'department_head') returning id)
    insert into user_department select id, d from u, unnest(${`{${calls},${web}}`}::int[]) d`);
  expect(await merge("department", "calls", "web")).toMatchObject({ employees: 1, heads: 1, touchpoints: 1 });
  expect(await read(sql`select department_id from user_department`)).toEqual([{ department_id: web }]);
  expect(await read(sql`select 1 from touchpoint_owner where department_id = ${calls}`)).toEqual([]);
  await importRows(t.db, [employee("calls", "e3")], { fileName: "hired.csv" });
  expect(await read(sql`select distinct department_id from employee_department`)).toEqual([
    { department_id: web },
  ]);

  const [hear, consider] = [await idOf("stage", "hear"), await idOf("stage", "consider")];
  await t.db.execute(sql`update touchpoint set stage_id = case slug when 'wall' then ${consider}::int else ${hear}::int end
    where slug in ('site', 'desk', 'wall')`);
  expect(await merge("stage", "hear", "consider")).toMatchObject({ touchpoints: 2 });
  const order = await read(sql`select slug from touchpoint where stage_id = ${await idOf("stage", "consider")}
    and archived_at is null order by position`);
  expect(order).toHaveLength(3);
  expect(order[0]).toEqual({ slug: "wall" });
  await importRows(t.db, [submission("z", [answer("poster", 3)], { at: february(11) })], {
    fileName: "poster.csv",
    structure: {
      ...NO_STRUCTURE,
      touchpoints: [
        {
          slug: "poster",
          name: "Poster",
          stage: "hear",
          department: "calls",
          directness: "indirect",
          role: "marketing",
          primaryQuestion: null,
        },
      ],
    },
  });
  expect(
    await read(sql`select stage_id, department_id from touchpoint t join touchpoint_owner o on o.touchpoint_id = t.id
      where t.slug = 'poster'`),
  ).toEqual([{ stage_id: await idOf("stage", "consider"), department_id: web }]);
});

test("an import that is being put in place keeps a merge out only so long, and says so", async () => {
  const client = await t.pool.connect();
  try {
    await client.query("begin; select pg_advisory_xact_lock(7006)");
    await expect(merge("touchpoint", "desk", "site")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("right now"),
    });
  } finally {
    await client.query("rollback");
    client.release();
  }
});
