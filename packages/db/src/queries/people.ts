import type { Scope } from "@touchline/domain/access";
import type { Day, DayRange } from "@touchline/domain/day";
import type { QuestionType, ScoreCounts } from "@touchline/domain/question";
import { SCORE_SLOTS } from "@touchline/domain/question";
import type { TrainingOutcome } from "@touchline/domain/records";
import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";

/** What people are counted by. slug and name are null for people whom no department has. */
interface Group {
  readonly slug: string | null;
  readonly name: string | null;
}

/** A LATERAL of the department that an employee belonged to on a day: before the first one is known, that first one. */
const departmentOn = (employeeId: SQL, day: SQL): SQL => sql`
  lateral (select p.id, p.slug, p.name, p.position
    from employee_department d join department p on p.id = d.department_id
    where d.employee_id = ${employeeId}
    order by (d.valid_from <= ${day}) desc, case when d.valid_from <= ${day} then d.valid_from end desc, d.valid_from
    limit 1)`;

export interface TrainingRow extends Group {
  /** The day asked for that the row is about. */
  readonly on: Day;
  /** Different employees among the assignments. */
  readonly people: number;
  /** Assignments due by the day. */
  readonly due: number;
  /** Of these: completed by the day and not expired on it. */
  readonly valid: number;
  /** By what the record says became of them, expired or not; "unknown" where it says nothing. */
  readonly outcomes: Readonly<Record<TrainingOutcome | "unknown", number>>;
}

const outcomeCount = (outcome: TrainingOutcome): SQL =>
  sql`count(*) filter (where outcome = ${outcome})::int`;

/**
 * Assignments due by each of the days `on`, by course or by the employee's department on the due day. One without a due
 * day is due on the day when it was assigned, else on the day when it was completed; one without any day is never due.
 */
export async function trainingCounts(
  db: Queryable,
  _scope: Scope,
  { on, by }: { on: readonly Day[]; by: "course" | "department" },
): Promise<TrainingRow[]> {
  const group =
    by === "course"
      ? sql`join course g on g.id = r.course_id`
      : sql`left join ${departmentOn(sql`r.employee_id`, sql`r.due_on`)} g on true`;
  const { rows } = await db.execute<{ [key in keyof TrainingRow]: TrainingRow[key] }>(sql`
    with assigned as materialized (
      select r.*, g.slug, g.name
      from (select *, coalesce(due, assigned, completed) due_on from training_record) r ${group})
    select days.on, slug, name, count(distinct employee_id)::int people, count(*)::int due,
      count(*) filter (where (outcome in ('completed', 'passed') or (outcome is null and completed is not null))
        and (completed is null or completed <= days.on) and (expires is null or expires > days.on))::int valid,
      json_build_object('completed', ${outcomeCount("completed")}, 'passed', ${outcomeCount("passed")},
        'failed', ${outcomeCount("failed")}, 'incomplete', ${outcomeCount("incomplete")},
        'unknown', count(*) filter (where outcome is null)::int) outcomes
    from assigned join unnest(${`{${on.join(",")}}`}::date[]) days ("on") on due_on <= days.on
    group by days.on, slug, name order by days.on, name nulls last`);
  return rows;
}

export interface EngagementRow extends Group {
  readonly item: string;
  readonly question: QuestionType;
  /** Different employees among the answers. */
  readonly people: number;
  readonly counts: ScoreCounts;
}

/** Employees' answers of a range, by item, question and the employee's department on the day. Undated ones have no range. */
export async function engagementCounts(
  db: Queryable,
  _scope: Scope,
  { range }: { range: DayRange },
): Promise<EngagementRow[]> {
  const counts = sql.join(
    Array.from({ length: SCORE_SLOTS }, (_, score) => sql`count(*) filter (where a.score = ${score})::int`),
    sql`, `,
  );
  const { rows } = await db.execute<{ [key in keyof EngagementRow]: EngagementRow[key] }>(sql`
    select g.slug, g.name, a.item, a.question, count(distinct a.employee_id)::int people,
      json_build_array(${counts}) counts
    from engagement_answer a left join ${departmentOn(sql`a.employee_id`, sql`a.day`)} g on true
    where a.day >= ${range.from}::date and a.day < ${range.to}::date
    group by g.slug, g.name, a.item, a.question order by g.name nulls last, a.item, a.question`);
  return rows;
}

export interface StaffRow extends Group {
  /** Different employees on the books at any time of the range. */
  readonly people: number;
  /** Those whose last day lies in the range. */
  readonly leavers: number;
  /** Days on the books, summed over employees: average headcount x days of the range. */
  readonly personDays: number;
}

/**
 * Employees on the books in a range by their department at the time; the day of leaving is still on them. Without a
 * day of hiring, since ever. A person who moved counts in both departments, for their days there.
 */
export async function staffCounts(
  db: Queryable,
  _scope: Scope,
  { range }: { range: DayRange },
): Promise<StaffRow[]> {
  const { rows } = await db.execute<{ [key in keyof StaffRow]: StaffRow[key] }>(sql`
    with held as (
      select e.id, e.hired, e.left_on, d.department_id,
        case when row_number() over w > 1 then d.valid_from end since,
        lead(d.valid_from) over w until
      from employee e left join employee_department d on d.employee_id = e.id
      window w as (partition by e.id order by d.valid_from)),
    stretches as (
      select id, left_on, department_id, greatest(since, hired, ${range.from}::date) since,
        least(until, left_on + 1, ${range.to}::date) until
      from held)
    select p.slug, p.name, count(distinct s.id)::int people, sum(s.until - s.since)::float8 "personDays",
      count(distinct s.id) filter (where s.until = s.left_on + 1)::int leavers
    from stretches s left join department p on p.id = s.department_id
    where s.since < s.until
    group by p.slug, p.name order by p.name nulls last`);
  return rows;
}
