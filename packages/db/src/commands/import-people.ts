import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { deleteAnswers, insertAnswers } from "./answers.ts";
import type { Published, PublishInput } from "./import-plan.ts";
import { claimUnchanged, ensureCustomers } from "./import-versions.ts";
import { SINCE_EVER } from "./template.ts";

/**
 * Customers, employees, training and engagement: the kinds that come in thousands. Their versions are JSON with names
 * as slugs; the ledger keeps the one in force, because several records can make one employee.
 */
export async function createPeopleWork(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temporary table work_record (key uuid, kind record_kind, hash uuid, run_id int, record_id bigint, body jsonb,
      was_run_id int, was_hash uuid, was_body jsonb) on commit drop`);
  await tx.execute(sql`create temporary table work_person (kind record_kind, id bigint) on commit drop`);
}

/** Moves a run's staged records of these kinds into force. */
export async function publishPeople(tx: Tx, input: PublishInput): Promise<Published> {
  const table = sql.raw(input.staging.table("record"));
  const { rows: staged } = await tx.execute(sql`select 1 from ${table} limit 1`);
  if (staged.length === 0) return { created: 0, corrected: 0, unchanged: 0 };
  await ensurePeople(tx, sql`select kind, body from ${table}`);
  const unchanged = await claimUnchanged(tx, input.runId, table, sql`true`);
  await tx.execute(sql`
    insert into work_record
    select s.key, s.kind, s.hash, ${input.runId}::int, l.record_id, s.body, l.run_id, l.hash, l.payload
    from ${table} s left join ledger l on l.key = s.key and l.kind = s.kind
    where l.hash is distinct from s.hash`);
  await tx.execute(sql`
    insert into ledger_history (key, run_id, replaced_by, hash, payload)
    select key, was_run_id, ${input.runId}, was_hash, was_body from work_record where was_run_id is not null`);
  const { rows } = await tx.execute<{ created: number; corrected: number }>(sql`
    select count(*) filter (where was_run_id is null)::int created, count(was_run_id)::int corrected
    from work_record`);
  await applyPeople(tx);
  return { created: rows[0]?.created ?? 0, corrected: rows[0]?.corrected ?? 0, unchanged };
}

/** Makes the customers and employees that records (kind, body) name and nobody knows. */
export async function ensurePeople(tx: Tx, rows: SQL): Promise<void> {
  await ensureCustomers(
    tx,
    sql`select (body ->> 'personKey')::uuid customer_key, body ->> 'person' customer
        from (${rows}) r where kind = 'customer'`,
  );
  await tx.execute(sql`
    insert into employee (key, external_id)
    select distinct on (1) (body ->> 'personKey')::uuid, body ->> 'person'
    from (${rows}) r where kind <> 'customer' order by 1
    on conflict (key) do nothing`);
}

/** Puts the versions of work_record in force. */
export async function applyPeople(tx: Tx): Promise<void> {
  await notePeople(tx, sql`select kind, record_id from work_record where was_run_id is not null`);
  // Customers and employees are numbered by their own rows, the others like interactions and submissions.
  await tx.execute(sql`
    update work_record w set record_id = case w.kind
      when 'customer' then (select k.customer_id from customer_key k where k.key = (w.body ->> 'personKey')::uuid)
      when 'employee' then (select e.id from employee e where e.key = (w.body ->> 'personKey')::uuid)
      else coalesce(w.record_id, nextval('record_id_seq')) end`);
  await removeFacts(tx, sql`select kind, record_id from work_record`);
  await tx.execute(sql`
    insert into training_record (id, employee_id, course_id, assigned, due, completed, expires, outcome)
    select w.record_id, e.id, c.id, (w.body ->> 'assigned')::date, (w.body ->> 'due')::date,
      (w.body ->> 'completed')::date, (w.body ->> 'expires')::date, (w.body ->> 'outcome')::training_outcome
    from work_record w join employee e on e.key = (w.body ->> 'personKey')::uuid
    join course c on c.slug = w.body ->> 'course'
    where w.kind = 'training'`);
  await tx.execute(sql`
    insert into engagement_answer (record_id, employee_id, item, day, question, score)
    select distinct on (w.record_id, a.value ->> 'item') w.record_id, e.id, a.value ->> 'item',
      (w.body ->> 'day')::date, (a.value ->> 'question')::question_type, (a.value ->> 'score')::smallint
    from work_record w join employee e on e.key = (w.body ->> 'personKey')::uuid
    cross join lateral jsonb_array_elements(w.body -> 'answers') with ordinality a (value, nth)
    where w.kind = 'engagement'
    order by w.record_id, a.value ->> 'item', a.nth desc`);
  await tx.execute(sql`
    update ledger l set record_id = w.record_id, run_id = w.run_id, hash = w.hash, payload = w.body
    from work_record w where w.was_run_id is not null and l.key = w.key`);
  await tx.execute(sql`
    insert into ledger (key, kind, record_id, customer_id, run_id, hash, payload)
    select key, kind, record_id, case when kind = 'customer' then record_id end, run_id, hash, body
    from work_record where was_run_id is null order by key`);
  await notePeople(tx, sql`select kind, record_id from work_record`);
  await settlePeople(tx);
}

/** Takes the records of these kinds in work_gone away, with their ledger rows. */
export async function removePeople(tx: Tx): Promise<void> {
  const gone = sql`select kind, record_id from work_gone where kind not in ('interaction', 'submission')`;
  await notePeople(tx, gone);
  await removeFacts(tx, gone);
  await tx.execute(sql`
    delete from ledger l using work_gone g where g.kind not in ('interaction', 'submission') and l.key = g.key`);
  await settlePeople(tx);
}

async function removeFacts(tx: Tx, records: SQL): Promise<void> {
  await tx.execute(
    sql`delete from training_record t using (${records}) r where r.kind = 'training' and t.id = r.record_id`,
  );
  await tx.execute(
    sql`delete from engagement_answer a using (${records}) r where r.kind = 'engagement' and a.record_id = r.record_id`,
  );
}

/** Remembers the customers and employees that `records` (kind, record_id) are of, as their facts stand now. */
async function notePeople(tx: Tx, records: SQL): Promise<void> {
  await tx.execute(sql`
    insert into work_person
    select kind, record_id from (${records}) r where kind in ('customer', 'employee')
    union select 'employee', t.employee_id from (${records}) r join training_record t on t.id = r.record_id
    where r.kind = 'training'
    union select 'employee', a.employee_id from (${records}) r join engagement_answer a on a.record_id = r.record_id
    where r.kind = 'engagement'`);
}

/** Makes customers and employees what their records in force say; an employee without any record goes. */
async function settlePeople(tx: Tx): Promise<void> {
  const touched = sql`select distinct id from work_person where kind = 'employee'`;
  const payloads = sql`select p.id, l.payload, l.payload ->> 'departmentSince' since
    from (${touched}) p join ledger l on l.kind = 'employee' and l.record_id = p.id`;
  const newest = (field: "hired" | "left") =>
    sql.raw(`(array_agg(payload ->> '${field}' order by since desc nulls last)
      filter (where payload ->> '${field}' is not null))[1]::date`);
  await tx.execute(sql`
    update employee e set hired = n.hired, left_on = n.left_on
    from (select t.id, v.hired, v.left_on from (${touched}) t
          left join (select id, ${newest("hired")} hired, ${newest("left")} left_on from (${payloads}) v group by id) v
            on v.id = t.id) n
    where e.id = n.id and (e.hired, e.left_on) is distinct from (n.hired, n.left_on)`);
  await tx.execute(sql`delete from employee_department d using (${touched}) t where d.employee_id = t.id`);
  await tx.execute(sql`
    insert into employee_department (employee_id, valid_from, department_id)
    select distinct on (v.id, day) v.id, coalesce(v.since::date, e.hired, ${SINCE_EVER}::date) as day,
      coalesce(d.merged_into_id, d.id)
    from (${payloads}) v join employee e on e.id = v.id join department d on d.slug = v.payload ->> 'department'
    order by v.id, day, v.since nulls last`);
  await tx.execute(sql`
    delete from employee e using (${touched}) t
    where e.id = t.id
      and not exists (select 1 from ledger l where l.kind = 'employee' and l.record_id = e.id)
      and not exists (select 1 from training_record r where r.employee_id = e.id)
      and not exists (select 1 from engagement_answer a where a.employee_id = e.id)`);
  await settleSegments(tx);
  await tx.execute(sql`insert into work_left select id from work_person where kind = 'customer'`);
  await tx.execute(sql`truncate work_person, work_record`);
}

/** A customer whose segment changed: all that the sources gave no segment follows. */
async function settleSegments(tx: Tx): Promise<void> {
  await tx.execute(sql`drop table if exists work_moved`);
  const { rowCount } = await tx.execute(sql`
    create temporary table work_moved on commit drop as
    select c.id, n.segment_id
    from (select p.id,
            coalesce((select coalesce(m.merged_into_id, m.id) from segment m where m.id = max(s.id)), 0) segment_id
          from (select distinct id from work_person where kind = 'customer') p
          left join ledger l on l.kind = 'customer' and l.record_id = p.id
          left join segment s on s.slug = l.payload ->> 'segment'
          group by p.id) n
    join customer c on c.id = n.id
    where c.segment_id <> n.segment_id`);
  if (!rowCount) return;
  await tx.execute(sql`
    update customer c set segment_id = m.segment_id from work_moved m where c.id = m.id`);
  await tx.execute(sql`
    update interaction i set segment_id = m.segment_id from work_moved m
    where i.customer_id = m.id and not i.segment_stated`);
  await tx.execute(sql`
    create temporary table work_answer on commit drop as
    select a.*, s.interaction_key, m.segment_id new_segment_id
    from work_moved m join submission s on s.customer_id = m.id and not s.segment_stated
    join answer a on a.submission_id = s.id and a.customer_id = s.customer_id`);
  await deleteAnswers(tx, sql`select distinct submission_id, customer_id from work_answer`);
  await tx.execute(sql`
    update submission s set segment_id = m.segment_id from work_moved m
    where s.customer_id = m.id and not s.segment_stated`);
  await insertAnswers(
    tx,
    sql`select submission_id, customer_id, touchpoint_id, channel_id, new_segment_id, at, question, score, usage,
          interaction_key, excluded from work_answer`,
  );
  await tx.execute(sql`drop table work_answer`);
}
