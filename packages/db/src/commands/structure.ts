import { AppError } from "@touchline/domain/errors";
import type { DeclaredStructure } from "@touchline/domain/records";
import { eq, inArray, sql } from "drizzle-orm";
import type { Queryable, Tx } from "../client.ts";
import { course } from "../schema/people.ts";
import {
  channel,
  department,
  journeyStage,
  segment,
  touchpoint,
  touchpointOwner,
} from "../schema/structure.ts";
import { SINCE_EVER } from "./template.ts";

/** The kinds of names that records refer to by slug. */
export type NameKind = "touchpoint" | "channel" | "segment" | "department" | "course";

export interface FoundName {
  readonly kind: NameKind;
  readonly slug: string;
  readonly name: string;
}

/** Ids by slug, of every kind. */
export type NameIds = Readonly<Record<NameKind, Map<string, number>>>;

const TABLES = { touchpoint, channel, segment, department, course } as const;
const KINDS = Object.keys(TABLES) as NameKind[];

/** Every slug that the database knows, archived and merged ones too: what goes into force follows merges. */
export async function readNames(db: Queryable): Promise<NameIds> {
  const ids: Record<NameKind, Map<string, number>> = {
    touchpoint: new Map(),
    channel: new Map(),
    segment: new Map(),
    department: new Map(),
    course: new Map(),
  };
  for (const kind of KINDS) {
    const table = TABLES[kind];
    for (const row of await db.select({ id: table.id, slug: table.slug }).from(table)) {
      ids[kind].set(row.slug, row.id);
    }
  }
  return ids;
}

/**
 * Throws AppError "invalid" where the declared structure can't stand: a stage, parent, department or logged pair that
 * is neither declared nor known, or channels deeper than two levels.
 */
export async function checkStructure(
  db: Queryable,
  declared: DeclaredStructure,
  known: NameIds,
): Promise<void> {
  const refuse = (reason: string): never => {
    throw new AppError("invalid", `The mapping's structure can't be used: ${reason}.`);
  };
  const stages = new Set(
    (await db.select({ slug: journeyStage.slug }).from(journeyStage)).map((row) => row.slug),
  );
  const has = (kind: "touchpoint" | "channel" | "department", slug: string) =>
    known[kind].has(slug) || declared[`${kind}s`].some((one) => one.slug === slug);
  for (const one of declared.touchpoints) {
    if (one.stage !== null && !stages.has(one.stage)) {
      refuse(`touchpoint "${one.slug}" names the journey stage "${one.stage}", which does not exist`);
    }
    if (one.department !== null && !has("department", one.department)) {
      refuse(`touchpoint "${one.slug}" names the department "${one.department}", which does not exist`);
    }
  }
  const parents = new Map(declared.channels.map((one) => [one.slug, one.parent]));
  for (const one of declared.channels) {
    if (one.parent === null) continue;
    if (!has("channel", one.parent))
      refuse(`channel "${one.slug}" names the parent "${one.parent}", which does not exist`);
    const { rows } = await db.execute(sql`
      select 1 from channel p where p.parent_id is not null
        and p.id = (select coalesce(merged_into_id, id) from channel where slug = ${one.parent})`);
    if (parents.get(one.parent) || rows.length > 0) refuse(`channel "${one.slug}" would be on a third level`);
  }
  for (const one of declared.logs) {
    if (!has("touchpoint", one.touchpoint))
      refuse(`"logs" names the touchpoint "${one.touchpoint}", which does not exist`);
    if (one.channel !== null && !has("channel", one.channel))
      refuse(`"logs" names the channel "${one.channel}", which does not exist`);
  }
}

/** The id that a row's slug stands for: its own, or that of what it was merged into. */
const inForce = (table: typeof department | typeof channel | typeof journeyStage) =>
  sql<number>`coalesce(${table.mergedIntoId}, ${table.id})`;

/** Position after everything that is there, in the order given. */
async function nextPosition(tx: Tx, table: (typeof TABLES)[Exclude<NameKind, "course">]): Promise<number> {
  const [row] = await tx.select({ last: sql<number>`coalesce(max(${table.position}), 0)::int` }).from(table);
  return (row?.last ?? 0) + 1;
}

/**
 * Creates what a mapping declares and what its file names, where it is missing; what is there stays as it is.
 * A touchpoint that nothing declares is direct, of operations and nobody's, until an admin says more. Returns the ids
 * of everything known and how many rows of each kind were created.
 */
export async function createStructure(
  tx: Tx,
  declared: DeclaredStructure,
  found: readonly FoundName[],
): Promise<{ ids: NameIds; created: Readonly<Record<NameKind, number>> }> {
  const created: Record<NameKind, number> = {
    touchpoint: 0,
    channel: 0,
    segment: 0,
    department: 0,
    course: 0,
  };
  const undeclared = (kind: NameKind, slugs: readonly { slug: string }[]) =>
    found.filter((one) => one.kind === kind && !slugs.some(({ slug }) => slug === one.slug));
  const simple = [
    ["department", [...declared.departments, ...undeclared("department", declared.departments)]],
    ["segment", [...declared.segments, ...undeclared("segment", declared.segments)]],
  ] as const;
  for (const [kind, rows] of simple) {
    if (rows.length === 0) continue;
    const table = kind === "department" ? department : segment;
    const position = await nextPosition(tx, table);
    const added = await tx
      .insert(table)
      .values(rows.map(({ slug, name }, at) => ({ slug, name, position: position + at })))
      .onConflictDoNothing({ target: table.slug })
      .returning({ id: table.id });
    created[kind] = added.length;
  }
  const courses = undeclared("course", []);
  if (courses.length > 0) {
    const added = await tx
      .insert(course)
      .values(courses.map(({ slug, name }) => ({ slug, name })))
      .onConflictDoNothing({ target: course.slug })
      .returning({ id: course.id });
    created.course = added.length;
  }
  created.channel = await createChannels(tx, declared, undeclared("channel", declared.channels));
  created.touchpoint = await createTouchpoints(tx, declared, undeclared("touchpoint", declared.touchpoints));
  return { ids: await readNames(tx), created };
}

async function createChannels(
  tx: Tx,
  declared: DeclaredStructure,
  others: readonly FoundName[],
): Promise<number> {
  const rows = [...declared.channels, ...others.map((one) => ({ ...one, parent: null }))];
  if (rows.length === 0) return 0;
  const position = await nextPosition(tx, channel);
  const added = await tx
    .insert(channel)
    .values(rows.map(({ slug, name }, at) => ({ slug, name, position: position + at })))
    .onConflictDoNothing({ target: channel.slug })
    .returning({ id: channel.id, slug: channel.slug });
  const parents = new Map(rows.map((row) => [row.slug, row.parent]));
  for (const row of added) {
    const parent = parents.get(row.slug);
    if (!parent) continue;
    await tx
      .update(channel)
      .set({
        parentId: sql`(select coalesce(merged_into_id, id) from channel parent where parent.slug = ${parent})`,
      })
      .where(eq(channel.id, row.id));
  }
  return added.length;
}

async function createTouchpoints(
  tx: Tx,
  declared: DeclaredStructure,
  others: readonly FoundName[],
): Promise<number> {
  const plain = {
    stage: null,
    department: null,
    directness: "direct",
    role: "operations",
    primaryQuestion: null,
  } as const;
  const rows = [...declared.touchpoints, ...others.map((one) => ({ ...plain, ...one }))];
  if (rows.length === 0) return 0;
  const stages = new Map(
    (await tx.select({ id: inForce(journeyStage), slug: journeyStage.slug }).from(journeyStage)).map(
      (row) => [row.slug, row.id],
    ),
  );
  const position = await nextPosition(tx, touchpoint);
  const added = await tx
    .insert(touchpoint)
    .values(
      rows.map((row, at) => ({
        slug: row.slug,
        name: row.name,
        position: position + at,
        stageId: row.stage === null ? null : (stages.get(row.stage) ?? null),
        directness: row.directness,
        role: row.role,
        primaryQuestion: row.primaryQuestion,
      })),
    )
    .onConflictDoNothing({ target: touchpoint.slug })
    .returning({ id: touchpoint.id, slug: touchpoint.slug });
  if (added.length === 0) return 0;
  const owners = new Map(rows.map((row) => [row.slug, row.department]));
  const named = [...new Set([...owners.values()].filter((slug) => slug !== null))];
  const departments = new Map(
    named.length === 0
      ? []
      : (
          await tx
            .select({ id: inForce(department), slug: department.slug })
            .from(department)
            .where(inArray(department.slug, named))
        ).map((row) => [row.slug, row.id]),
  );
  await tx.insert(touchpointOwner).values(
    added.map((row) => ({
      touchpointId: row.id,
      validFrom: SINCE_EVER,
      departmentId: departments.get(owners.get(row.slug) ?? "") ?? null,
    })),
  );
  return added.length;
}

/** Declares what a source logs. Returns the pairs that were not declared before. */
export async function declareLogs(
  tx: Tx,
  sourceId: number,
  declared: DeclaredStructure,
  ids: NameIds,
): Promise<{ touchpointId: number; channelId: number }[]> {
  const rows = declared.logs.flatMap((one) => {
    const touchpointId = ids.touchpoint.get(one.touchpoint);
    const channelId = one.channel === null ? 0 : ids.channel.get(one.channel);
    return touchpointId === undefined || channelId === undefined ? [] : [{ touchpointId, channelId }];
  });
  if (rows.length === 0) return [];
  const { rows: added } = await tx.execute<{ touchpointId: number; channelId: number }>(sql`
    insert into source_logs (source_id, touchpoint_id, channel_id)
    select distinct ${sourceId}::int, coalesce(t.merged_into_id, t.id), coalesce(c.merged_into_id, c.id)
    from json_to_recordset(${JSON.stringify(rows)}::json) d ("touchpointId" int, "channelId" int)
    join touchpoint t on t.id = d."touchpointId" join channel c on c.id = d."channelId"
    on conflict do nothing
    returning touchpoint_id "touchpointId", channel_id "channelId"`);
  return added;
}
