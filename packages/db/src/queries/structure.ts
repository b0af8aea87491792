import type { Role, Scope } from "@touchline/domain/access";
import type { Day } from "@touchline/domain/day";
import type { QuestionType } from "@touchline/domain/question";
import {
  DEFAULT_WEIGHT,
  type Directness,
  NOT_STATED_CHANNEL,
  NOT_STATED_SEGMENT,
  OVERALL_TOUCHPOINT,
  type TouchpointRole,
} from "@touchline/domain/structure";
import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { organisation } from "../schema/organisation.ts";
import {
  channel,
  department,
  journeyStage,
  segment,
  touchpoint,
  touchpointWeight,
} from "../schema/structure.ts";

export interface NamedRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

export interface ListedRow extends NamedRow {
  /** Offered nowhere any more; listed for what was said of it. */
  readonly archived: boolean;
}

export interface TouchpointRow extends ListedRow {
  readonly stage: { readonly slug: string; readonly name: string; readonly position: number } | null;
  readonly directness: Directness;
  readonly role: TouchpointRole;
  readonly primaryQuestion: QuestionType | null;
  /** In force on the day asked for. */
  readonly weight: number;
  /** Owner on the day asked for; null = nobody's. */
  readonly departmentId: number | null;
}

const isArchived = (table: typeof department | typeof channel | typeof segment | typeof touchpoint) =>
  sql<boolean>`${table.archivedAt} is not null`;

/** Departments in their order, archived ones last. What was merged is a part of another one and not listed. */
export async function listDepartments(db: Queryable, _scope: Scope): Promise<ListedRow[]> {
  return db
    .select({
      id: department.id,
      slug: department.slug,
      name: department.name,
      archived: isArchived(department),
    })
    .from(department)
    .where(isNull(department.mergedIntoId))
    .orderBy(isArchived(department), asc(department.position), asc(department.name));
}

/** Channels, "not stated" included, parents before their children, archived ones last among their like. */
export async function listChannels(
  db: Queryable,
  _scope: Scope,
): Promise<(ListedRow & { parentId: number | null })[]> {
  return db
    .select({
      id: channel.id,
      slug: channel.slug,
      name: channel.name,
      parentId: channel.parentId,
      archived: isArchived(channel),
    })
    .from(channel)
    .where(isNull(channel.mergedIntoId))
    .orderBy(
      sql`${channel.id} = ${NOT_STATED_CHANNEL.id}`,
      sql`${channel.parentId} is not null`,
      isArchived(channel),
      asc(channel.position),
      asc(channel.name),
    );
}

/** Segments, archived ones and then "not stated" last. */
export async function listSegments(db: Queryable, _scope: Scope): Promise<ListedRow[]> {
  return db
    .select({ id: segment.id, slug: segment.slug, name: segment.name, archived: isArchived(segment) })
    .from(segment)
    .where(isNull(segment.mergedIntoId))
    .orderBy(
      sql`${segment.id} = ${NOT_STATED_SEGMENT.id}`,
      isArchived(segment),
      asc(segment.position),
      asc(segment.name),
    );
}

/**
 * Touchpoints (archived ones too: their past scores stay) with the weight and the owner in force on the day `on`
 * ("yyyy-mm-dd"), in journey order. The company as a whole is not among them.
 */
export async function listTouchpoints(
  db: Queryable,
  _scope: Scope,
  input: { on: Day },
): Promise<TouchpointRow[]> {
  const rows = await db
    .select({
      id: touchpoint.id,
      slug: touchpoint.slug,
      name: touchpoint.name,
      stageSlug: journeyStage.slug,
      stageName: journeyStage.name,
      stagePosition: journeyStage.position,
      directness: touchpoint.directness,
      role: touchpoint.role,
      primaryQuestion: touchpoint.primaryQuestion,
      archived: isArchived(touchpoint),
      weight: sql<number | null>`(select w.weight::float8 from touchpoint_weight w
        where w.touchpoint_id = ${touchpoint.id} and w.valid_from <= ${input.on}::date
        order by w.valid_from desc limit 1)`,
      departmentId: sql<number | null>`(select o.department_id from touchpoint_owner o
        where o.touchpoint_id = ${touchpoint.id} and o.valid_from <= ${input.on}::date
        order by o.valid_from desc limit 1)`,
    })
    .from(touchpoint)
    .leftJoin(journeyStage, eq(journeyStage.id, touchpoint.stageId))
    .where(and(ne(touchpoint.id, OVERALL_TOUCHPOINT.id), isNull(touchpoint.mergedIntoId)))
    .orderBy(asc(journeyStage.position), asc(touchpoint.position), asc(touchpoint.name));
  return rows.map(({ stageSlug, stageName, stagePosition, weight, ...row }) => ({
    ...row,
    stage:
      stageSlug === null || stageName === null || stagePosition === null
        ? null
        : { slug: stageSlug, name: stageName, position: stagePosition },
    weight: weight ?? DEFAULT_WEIGHT[row.directness],
  }));
}

/** Every weight that was ever set, and from which day it holds; a touchpoint without a row has its default. */
export async function listWeightChanges(
  db: Queryable,
  _scope: Scope,
): Promise<{ touchpointId: number; validFrom: Day; weight: number }[]> {
  return db
    .select({
      touchpointId: touchpointWeight.touchpointId,
      validFrom: touchpointWeight.validFrom,
      weight: touchpointWeight.weight,
    })
    .from(touchpointWeight)
    .orderBy(asc(touchpointWeight.validFrom));
}

export interface Organisation {
  readonly name: string;
  readonly timeZone: string;
  readonly leastAnswers: number;
  readonly leastPeople: number;
  readonly evidenceWindowDays: number;
  readonly firstDayOfWeek: number;
  readonly financialYearStartMonth: number;
  readonly excludeCareless: boolean;
  readonly sessionIdleMinutes: number;
  readonly sessionAbsoluteMinutes: number;
  readonly secondFactorRoles: readonly Role[];
  /** Of one service contact, in the company's currency; null: nobody has said. */
  readonly costPerContact: number | null;
  /** ISO 4217; null: nobody has said. */
  readonly currency: string | null;
}

/** The one row of settings. */
export async function readOrganisation(db: Queryable, _scope: Scope): Promise<Organisation> {
  const [row] = await db
    .select({
      name: organisation.name,
      timeZone: organisation.timeZone,
      leastAnswers: organisation.leastAnswers,
      leastPeople: organisation.leastPeople,
      evidenceWindowDays: organisation.evidenceWindowDays,
      firstDayOfWeek: organisation.firstDayOfWeek,
      financialYearStartMonth: organisation.financialYearStartMonth,
      excludeCareless: organisation.excludeCareless,
      sessionIdleMinutes: organisation.sessionIdleMinutes,
      sessionAbsoluteMinutes: organisation.sessionAbsoluteMinutes,
      secondFactorRoles: organisation.secondFactorRoles,
      costPerContact: organisation.costPerContact,
      currency: organisation.currency,
    })
    .from(organisation)
    .where(eq(organisation.id, 1));
  if (!row) throw new Error("the organisation row is missing: the database was not migrated");
  return row;
}
