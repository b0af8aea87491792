import { systemScope } from "@touchline/domain/access";
import { EVIDENCE } from "@touchline/domain/evidence";
import { LEAST_RATED } from "@touchline/domain/metrics/journey-yield";
import { QUESTIONS } from "@touchline/domain/question";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { causeCounts, followedCounts, pathCounts } from "../src/queries/causes.ts";
import { contactCounts, replyTimes } from "../src/queries/contacts.ts";
import { countRescues, listRescues, readCustomerCounts } from "../src/queries/customers.ts";
import { topicCounts } from "../src/queries/voice.ts";
import { testDatabase } from "./database.ts";

const t = testDatabase();
const scope = systemScope("test");
const ZONE = "America/Havana";
const TOUCHPOINTS = 70;
const RANGE = { from: "2025-03-05", to: "2025-10-20" };
const DAY_MS = 86_400_000;

function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

interface Given {
  readonly id: number;
  readonly customer: number;
  readonly touchpoint: number;
  readonly channel: number;
  readonly segment: number;
  readonly question: string;
  readonly evidence: string;
  readonly score: number;
  readonly excluded: boolean;
  readonly at: number;
  readonly day: string;
}
interface Use {
  readonly id: number;
  readonly touchpoint: number;
  readonly channel: number;
  readonly cause: number | null;
  readonly reason: string | null;
  readonly continues: number | null;
  readonly seconds: number | null;
  readonly first: boolean | null;
  readonly at: number;
  readonly day: string;
}

beforeAll(async () => {
  const { db } = t;
  await db.transaction(async (tx) => {
    // Rows at random and no import: what they belong to is made up.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`select setseed(0.7)`);
    await tx.execute(sql`update organisation set time_zone = ${ZONE}`);
    await tx.execute(sql`insert into touchpoint (id, slug, name, directness, role)
      select id, 't' || id, 'T' || id, 'direct', case when id % 3 = 0 then 'service' else 'product' end::touchpoint_role
      from generate_series(1, ${TOUCHPOINTS}::int) id`);
    await tx.execute(sql`insert into touchpoint_owner (touchpoint_id, valid_from, department_id)
      select distinct on (touchpoint, since) touchpoint, since, case when random() < 0.8 then 1 + floor(random() * 3)::int end
      from (select 1 + n % ${TOUCHPOINTS}::int touchpoint, '2025-01-01'::date + floor(random() * 330)::int since
            from generate_series(1, 160) n) held`);
    await tx.execute(sql`insert into customer (id) select generate_series(1, 60)`);
    await tx.execute(sql`insert into submission (id, customer_id, segment_id, at, comment)
      select n, 1 + floor(random() * 60)::int, n % 2, '2025-01-01'::timestamptz + random() * interval '330 days',
        case when random() < 0.5 then 'The ' || (array['queue', 'queues', 'price', 'shop'])[1 + n % 4] || ' was what it was' end
      from generate_series(1, 400) n`);
    await tx.execute(sql`insert into answer (submission_id, customer_id, touchpoint_id, channel_id, segment_id, question,
        evidence, score, excluded, at)
      select s.id, s.customer_id, a.touchpoint, a.touchpoint % 3, s.segment_id,
        case when a.touchpoint = 0 then 'nps_0_10' else 'csat_1_5' end::question_type,
        (array['used', 'unknown', 'not_used'])[1 + floor(random() * 3)::int]::evidence, 1 + floor(random() * 5)::int,
        random() < 0.1, s.at
      from submission s cross join lateral (
        select distinct floor(random() * (${TOUCHPOINTS}::int + 1))::int touchpoint from generate_series(1, 6) n where s.id > 0) a`);
    await tx.execute(sql`insert into interaction (id, customer_id, touchpoint_id, channel_id, segment_id, at,
        cause_touchpoint_id, reason, continues_key, opened_at, first_reply_at, resolved_at_first_contact)
      select n, n % 60 + 1, 1 + floor(random() * ${TOUCHPOINTS}::int)::int, n % 3, n % 2, at,
        case when random() < 0.3 then 1 + floor(random() * ${TOUCHPOINTS}::int)::int end,
        case when random() < 0.8 then (array['Late', ' late ', 'Lost', 'Else'])[1 + n % 4] end,
        case when random() < 0.3 then md5((1 + floor(random() * 600)::int)::text)::uuid end,
        case when random() < 0.4 then at end,
        case when random() < 0.5 then at + random() * interval '5 hours' end, case when random() < 0.5 then random() < 0.5 end
      from (select n, '2025-01-01'::timestamptz + random() * interval '330 days' as at from generate_series(1, 600) n) made`);
    // One in ten was never imported.
    await tx.execute(sql`insert into ledger (key, kind, record_id, customer_id, run_id, hash)
      select md5(id::text)::uuid, 'interaction', id, customer_id, 1, md5(id::text)::uuid from interaction where id % 10 > 0`);
    await tx.execute(sql`insert into cause_rule (reason, touchpoint_id) values ('late', 7), ('lost', 9)`);
    await tx.execute(sql`insert into cause_coding (interaction_id, user_id, touchpoint_id, at)
      select id, reader, case when random() < 0.8 then 1 + floor(random() * ${TOUCHPOINTS}::int)::int end, at + random() * interval '1 day'
      from interaction, generate_series(1, 2) reader where id % 5 = 0`);
  });
});

const local = sql.raw(`(at at time zone '${ZONE}')::date::text`);
const within = <Row extends { readonly day: string }>(rows: readonly Row[]) =>
  rows.filter(({ day }) => day >= RANGE.from && day < RANGE.to);

async function answers(): Promise<Given[]> {
  const { rows } = await t.db.execute<{ [key in keyof Given]: Given[key] }>(sql`
    select submission_id::int id, customer_id::int customer, touchpoint_id touchpoint, channel_id channel, segment_id segment,
      question, evidence, score, excluded, extract(epoch from at)::float8 * 1000 "at", ${local} "day" from answer`);
  return rows;
}

const isService = (touchpoint: number) => touchpoint % 3 === 0;
/** Touchpoint 5 is asked in vain; evidence differs from one to the next. */
const asked = Array.from({ length: TOUCHPOINTS }, (_, at) => at + 1)
  .filter((id) => id !== 5)
  .map((touchpointId) => ({
    touchpointId,
    question: "csat_1_5" as const,
    evidence: EVIDENCE.slice(0, 1 + (touchpointId % 3)),
    weight: 1 + (touchpointId % 4),
    service: isService(touchpointId),
  }));
const speaks = ({ touchpoint, question, evidence, excluded }: Given) =>
  !excluded &&
  question === "csat_1_5" &&
  asked.some((row) => row.touchpointId === touchpoint && row.evidence.some((each) => each === evidence));
const { topFrom, bottomTo } = QUESTIONS.csat_1_5;

test.each([{}, { channels: [0, 1] }, { segments: [1] }])(
  "journeys and rescues are those of the answers, one by one: %j",
  async (narrowed) => {
    const query = { range: RANGE, timeZone: ZONE, touchpoints: asked, ...narrowed };
    const { channels, segments } = narrowed as { channels?: number[]; segments?: number[] };
    const all = await answers();
    const meant = within(all).filter(
      (row) =>
        speaks(row) && (channels?.includes(row.channel) ?? true) && (segments?.includes(row.segment) ?? true),
    );
    const journeys = [...groupBy(meant, ({ customer }) => customer).values()];
    const rated = journeys.filter(
      (own) => new Set(own.map(({ touchpoint }) => touchpoint)).size >= LEAST_RATED,
    );
    const mean = (rows: readonly Given[]) => {
      const weight = ({ touchpoint }: Given) => 1 + (touchpoint % 4);
      const sum = rows.reduce((acc, row) => acc + weight(row) * 25 * (row.score - 1), 0);
      return sum / rows.reduce((acc, row) => acc + weight(row), 0);
    };
    const gaps = journeys
      .map((own) => [
        own.filter((row) => isService(row.touchpoint)),
        own.filter((row) => !isService(row.touchpoint)),
      ])
      .flatMap(([service = [], rest = []]) =>
        service.length > 0 && rest.length > 0 ? mean(service) - mean(rest) : [],
      );
    const found = await readCustomerCounts(t.db, scope, query);
    expect(found.rated).toBe(rated.length);
    expect(found.allTop).toBe(rated.filter((own) => own.every(({ score }) => score >= topFrom)).length);
    expect(found.pairs.n).toBe(gaps.length);
    expect(found.pairs.sum).toBeCloseTo(
      gaps.reduce((sum, gap) => sum + gap, 0),
      6,
    );
    expect(found.pairs.sumOfSquares).toBeCloseTo(
      gaps.reduce((sum, gap) => sum + gap * gap, 0),
      4,
    );

    const bad = all.filter((row) => speaks(row) && !isService(row.touchpoint) && row.score <= bottomTo);
    const near = (praise: Given) =>
      bad
        .filter((row) => row.customer === praise.customer && Math.abs(row.at - praise.at) <= 30 * DAY_MS)
        .sort(
          (a, b) =>
            Math.abs(a.at - praise.at) - Math.abs(b.at - praise.at) ||
            a.id - b.id ||
            a.score - b.score ||
            a.touchpoint - b.touchpoint,
        );
    const praises = meant.filter(({ touchpoint, score }) => isService(touchpoint) && score >= topFrom);
    const rescues = praises
      .flatMap((praise) =>
        near(praise)
          .slice(0, 1)
          .map((stop) => ({ praise, stop })),
      )
      .sort(
        (a, b) =>
          b.praise.at - a.praise.at || b.praise.id - a.praise.id || a.praise.touchpoint - b.praise.touchpoint,
      );
    expect(rescues.length).toBeGreaterThan(0);
    const customersOf = new Map<number | null, Set<number>>([[null, new Set()]]);
    for (const praise of praises)
      for (const stop of near(praise))
        for (const key of [null, stop.touchpoint])
          customersOf.set(key, (customersOf.get(key) ?? new Set()).add(praise.customer));
    const byTouchpoint = (await countRescues(t.db, scope, query)).map(
      (row) => [row.touchpointId, row.customers] as const,
    );
    expect(new Map(byTouchpoint)).toEqual(new Map([...customersOf].map(([key, { size }]) => [key, size])));
    const listed = await listRescues(t.db, scope, { ...query, limit: 1_000 });
    expect(
      listed.map((row) => [
        row.customerId,
        row.service.id,
        row.service.touchpointId,
        row.other.id,
        row.other.touchpointId,
      ]),
    ).toEqual(
      rescues.map(({ praise, stop }) => [
        praise.customer,
        praise.id,
        praise.touchpoint,
        stop.id,
        stop.touchpoint,
      ]),
    );
    expect(await listRescues(t.db, scope, { ...query, limit: 3 })).toEqual(listed.slice(0, 3));
  },
);

test("topics are counted in the comments whose answers count", async () => {
  const { rows: said } = await t.db.execute<{ id: number; comment: string; day: string }>(
    sql`select id::int id, comment, ${local} "day" from submission where comment is not null`,
  );
  const all = (await answers()).filter(({ excluded }) => !excluded);
  const comments = within(said).filter(({ id }) => all.some((row) => row.id === id && row.segment === 1));
  const score = (id: number) => all.find((row) => row.id === id && row.touchpoint === 0)?.score ?? null;
  const count = (rows: typeof comments, touchpointId: number | null) =>
    [...groupBy(rows, ({ id }) => score(id))].map(([given, own]) => ({
      touchpointId,
      score: given,
      comments: own.length,
    }));
  const topics = [
    { touchpointId: 1, words: ["queue"] },
    { touchpointId: 2, words: ["price", "shop"] },
    { touchpointId: 3, words: [] },
    { touchpointId: 4, words: ["was what"] },
  ];
  const found = await topicCounts(t.db, scope, { range: RANGE, timeZone: ZONE, segments: [1], topics });
  const byKey = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
  expect(byKey(found)).toEqual(
    byKey([
      ...count(comments, null),
      ...count(
        comments.filter(({ comment }) => /queues?/.test(comment)),
        1,
      ),
      ...count(
        comments.filter(({ comment }) => /price|shop/.test(comment)),
        2,
      ),
      ...count(comments, 4),
    ]),
  );
});

async function uses(): Promise<Use[]> {
  const { rows } = await t.db.execute<{ [key in keyof Use]: Use[key] }>(sql`
    select i.id::int id, i.touchpoint_id touchpoint, i.channel_id channel, i.cause_touchpoint_id cause, lower(btrim(i.reason)) reason,
      (select n from generate_series(1, 600) n where md5(n::text)::uuid = i.continues_key) "continues",
      extract(epoch from first_reply_at - opened_at)::float8 seconds, resolved_at_first_contact "first",
      extract(epoch from at)::float8 * 1000 "at", ${local} "day"
    from interaction i`);
  return rows;
}

test.each([undefined, ZONE])(
  "contacts, their causes, owners on the day and paths are those of the rows",
  async (timeZone) => {
    const query = { range: RANGE, timeZone };
    const { rows: opened } = await t.db.execute<{ id: number }>(
      sql`select id::int id from interaction where opened_at is not null`,
    );
    const open = new Set(opened.map(({ id }) => id));
    const all = await uses();
    const contacts = within(all).filter(({ id, touchpoint }) => isService(touchpoint) || open.has(id));
    const { rows: held } = await t.db.execute<{
      touchpoint: number;
      department: number | null;
      since: string;
    }>(
      sql`select touchpoint_id touchpoint, department_id department, valid_from since from touchpoint_owner`,
    );
    const owner = (touchpoint: number | null, day: string) =>
      held
        .filter((row) => row.touchpoint === touchpoint && row.since <= day)
        .sort((a, b) => (a.since < b.since ? 1 : -1))[0]?.department ?? null;
    const { rows: coded } = await t.db.execute<{ id: number; touchpoint: number }>(sql`
    select interaction_id::int id, touchpoint_id touchpoint from cause_coding where touchpoint_id is not null order by at, user_id desc`);
    const hand = new Map(coded.map(({ id, touchpoint }) => [id, touchpoint]));
    const rules: Readonly<Record<string, number>> = { late: 7, lost: 9 };
    const causeOf = ({ id, cause, reason }: Use) => hand.get(id) ?? cause ?? rules[reason ?? ""] ?? null;
    const basisOf = ({ id, cause, reason }: Use) =>
      hand.has(id) ? "hand" : cause !== null ? "import" : rules[reason ?? ""] ? "rule" : null;
    const counted = (keys: readonly unknown[][]) =>
      [...groupBy(keys, (key) => JSON.stringify(key))].map(([key, own]) => `${key} ${own.length}`).sort();

    const causes = await causeCounts(t.db, scope, query);
    expect(
      causes
        .map(
          (row) =>
            `${JSON.stringify([row.touchpointId, row.departmentId, row.causeId, row.causeDepartmentId, row.basis])} ${row.contacts}`,
        )
        .sort(),
    ).toEqual(
      counted(
        contacts.map((row) => [
          row.touchpoint,
          owner(row.touchpoint, row.day),
          causeOf(row),
          owner(causeOf(row), row.day),
          basisOf(row),
        ]),
      ),
    );

    const byId = new Map(all.filter(({ id }) => id % 10 > 0).map((row) => [row.id, row]));
    const earlier = ({ continues }: Use) => byId.get(continues ?? -1);
    const paths = await pathCounts(t.db, scope, query);
    expect(causes.reduce((sum, row) => sum + row.first, 0)).toBe(
      contacts.filter(({ continues }) => continues === null).length,
    );
    expect(
      paths
        .map(
          (row) =>
            `${JSON.stringify([row.fromChannelId, row.toChannelId, row.fromDepartmentId, row.toDepartmentId])} ${row.contacts}`,
        )
        .sort(),
    ).toEqual(
      counted(
        contacts.flatMap((row) => {
          const from = earlier(row);
          return from
            ? [[from.channel, row.channel, owner(from.touchpoint, row.day), owner(row.touchpoint, row.day)]]
            : [];
        }),
      ),
    );

    const now = new Date("2025-10-01T00:00:00Z");
    const followed = await followedCounts(t.db, scope, { ...query, now });
    const again = new Set(
      all.flatMap((row) => {
        const from = earlier(row);
        return from && row.day >= RANGE.from && row.at >= from.at && row.at < from.at + 7 * DAY_MS
          ? [from.id]
          : [];
      }),
    );
    for (const channel of [0, 1, 2]) {
      const own = contacts.filter((row) => row.channel === channel);
      const old = own.filter(({ at }) => at < now.getTime() - 7 * DAY_MS);
      expect(followed.find((row) => row.channelId === channel)).toEqual({
        channelId: channel,
        contacts: own.length,
        followed: old.length,
        notRepeated: old.filter(({ id }) => !again.has(id)).length,
        first: own.filter(({ continues }) => continues === null).length,
        stated: own.filter((row) => row.first !== null).length,
        atFirst: own.filter((row) => row.first).length,
      });
    }

    const byChannel = { ...query, by: "channel", roles: ["service"] } as const;
    const counts = await contactCounts(t.db, scope, byChannel);
    const replies = await replyTimes(t.db, scope, byChannel);
    for (const channel of [0, 1, 2]) {
      const own = contacts.filter((row) => row.channel === channel);
      const one = counts.find(({ key }) => key === String(channel));
      expect([one?.contacts, one?.caused]).toEqual([
        own.length,
        own.filter((row) => causeOf(row) !== null).length,
      ]);
      const minutes = own.flatMap(({ seconds }) =>
        seconds === null || seconds < 0
          ? []
          : seconds <= 7_200
            ? Math.round(seconds) / 60
            : Math.round(seconds / 60),
      );
      const expanded = replies.flatMap((row) =>
        row.key === String(channel) ? Array.from({ length: row.count }, () => row.minutes) : [],
      );
      expect(expanded.sort((a, b) => a - b)).toEqual(minutes.sort((a, b) => a - b));
    }
  },
);
