import type { Scope } from "@touchline/domain/access";
import { asc } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { course } from "../schema/people.ts";
import { channel, department, journeyStage, segment, touchpoint } from "../schema/structure.ts";

export interface KnownName {
  readonly slug: string;
  readonly name: string;
  readonly archived: boolean;
}

/** Every name that files may speak of, archived ones too, each kind in its order. */
export async function listNames(
  db: Queryable,
  _scope: Scope,
): Promise<
  Readonly<
    Record<"touchpoints" | "channels" | "segments" | "departments" | "stages" | "courses", KnownName[]>
  >
> {
  const rowsOf = async (
    table: typeof touchpoint | typeof channel | typeof segment | typeof department | typeof journeyStage,
  ) => {
    const rows = await db
      .select({ slug: table.slug, name: table.name, archivedAt: table.archivedAt })
      .from(table)
      .orderBy(asc(table.position), asc(table.name));
    return rows.map(({ archivedAt, ...row }) => ({ ...row, archived: archivedAt !== null }));
  };
  const courses = await db.select({ slug: course.slug, name: course.name }).from(course);
  return {
    touchpoints: await rowsOf(touchpoint),
    channels: await rowsOf(channel),
    segments: await rowsOf(segment),
    departments: await rowsOf(department),
    stages: await rowsOf(journeyStage),
    courses: courses.map((row) => ({ ...row, archived: false })),
  };
}
