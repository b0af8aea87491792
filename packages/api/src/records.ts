import type { Words } from "@touchline/db/queries/comment-words";
import { listCustomerRecords } from "@touchline/db/queries/customer-records";
import {
  type AskedAnswers,
  countComments,
  listRecords,
  type RecordQuery,
  readRecord,
} from "@touchline/db/queries/records";
import { listDepartments } from "@touchline/db/queries/structure";
import { recordView, type Scope } from "@touchline/domain/access";
import { CUSTOMER_SETS, countIn } from "@touchline/domain/customer-sets";
import { AppError } from "@touchline/domain/errors";
import { EVIDENCE, type Evidence } from "@touchline/domain/evidence";
import { evidenceOn } from "@touchline/domain/metrics/evidence-basis";
import { volume } from "@touchline/domain/metrics/volume";
import { discloseStatistic } from "@touchline/domain/privacy";
import { QUESTION_TYPES, QUESTIONS } from "@touchline/domain/question";
import { addCounts, countAnswers, countBetween } from "@touchline/domain/score-counts";
import { OVERALL_TOUCHPOINT } from "@touchline/domain/structure";
import { placesOf } from "@touchline/domain/word-places";
import { z } from "zod";
import { evidenceCounts, groupBy, readAnswers } from "./answers.ts";
import { journeyQuery, readCustomers } from "./customers.ts";
import { basesOf } from "./headline.ts";
import { idOf } from "./keys.ts";
import type { Reads, View } from "./view.ts";
import { viewInput } from "./view-input.ts";

const slug = z.string().max(200).nullable().default(null);
const score = z.int().min(0).max(10);

/**
 * The answers behind a number. touchpoint ("overall" = the company as a whole), department, stage and part (service or
 * all others) narrow as the number was narrowed; question: the one that makes the score ("primary"), "any", or one of
 * them; use: one kind of evidence instead of the view's; scoreFrom and scoreThrough: a bar of the distribution;
 * customers: only of those behind a figure about customers, from answers that make the figure.
 */
export const recordsInput = viewInput.extend({
  touchpoint: slug,
  department: slug,
  stage: slug,
  part: z.enum(["service", "rest"]).nullable().default(null),
  question: z.enum(["primary", "any", ...QUESTION_TYPES]).default("primary"),
  use: z.enum(EVIDENCE).nullable().default(null),
  scoreFrom: score.default(0),
  scoreThrough: score.default(10),
  customers: z.enum(CUSTOMER_SETS).nullable().default(null),
  cursor: z
    .object({ at: z.iso.datetime({ precision: 6 }), id: z.int().min(0) })
    .nullable()
    .default(null),
  limit: z.int().min(1).max(200).default(50),
});
type RecordsInput = z.output<typeof recordsInput>;

/** Departments whose records are asked for; undefined = all, whoever owns them or nobody. Throws "forbidden", "not_found". */
async function departmentsOf(
  reads: Reads,
  { department }: RecordsInput,
): Promise<readonly number[] | undefined> {
  const { scope } = reads;
  const own = scope.recordsOf === "all" ? undefined : scope.recordsOf;
  if (department === null) return own;
  const id = idOf(await listDepartments(reads.db, scope), department, "department");
  if (recordView(scope, id) === "none")
    throw new AppError("forbidden", "You see the records of your own departments only.");
  return [id];
}

type Read = Awaited<ReturnType<typeof readAnswers>>;

/** The cells that the number was made of. Throws "not_found", and "forbidden" for a touchpoint of other departments. */
function cellsOf(read: Read, input: RecordsInput, departments: readonly number[] | undefined, scope: Scope) {
  const known = new Map(read.touchpoints.map((row) => [row.id, row]));
  const all = [...read.cells, ...read.overall].filter(
    ({ departmentId }) =>
      departments === undefined || (departmentId !== null && departments.includes(departmentId)),
  );
  if (input.touchpoint !== null) {
    const id = idOf([OVERALL_TOUCHPOINT, ...read.touchpoints], input.touchpoint, "touchpoint");
    const owner = known.get(id)?.departmentId ?? null;
    const found = all.filter((cell) => cell.touchpointId === id);
    if (found.length === 0 && recordView(scope, owner) === "none")
      throw new AppError("forbidden", "You see the records of your own departments only.");
    return found;
  }
  return all.filter(({ touchpointId }) => {
    const row = known.get(touchpointId);
    const stage = input.stage === null || row?.stage?.slug === input.stage;
    const part =
      input.part === null || (row !== undefined && (row.role === "service") === (input.part === "service"));
    return stage && part;
  });
}

/** Which answers to show, and how many there are; groups too small to be shown are left out. */
function askedOf(read: Read, cells: Read["cells"], input: RecordsInput, settings: View["settings"]) {
  const primary = new Map(read.touchpoints.map((row) => [row.id, row.primaryQuestion]));
  const bases = basesOf(cells, settings.basis);
  const one = input.touchpoint !== null;
  // The score of a whole is made of the touchpoints that count; one touchpoint's answers are there before it counts.
  const least = !one && input.question === "primary" ? settings.minAnswers : settings.leastPeople;
  const asked: AskedAnswers[] = [];
  let total = 0;
  let hidden = 0;
  for (const own of groupBy(cells, (cell) => `${cell.touchpointId} ${cell.question}`).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const { touchpointId, question } = first;
    const overall = touchpointId === OVERALL_TOUCHPOINT.id;
    if (input.question === "primary" && !(overall && one) && primary.get(touchpointId) !== question) continue;
    if (input.question !== "primary" && input.question !== "any" && input.question !== question) continue;
    const basis = bases.get(`${touchpointId} ${question}`) ?? "all";
    const evidence: readonly Evidence[] = input.use === null ? evidenceOn(basis) : [input.use];
    const byEvidence = evidenceCounts(own, question);
    const counts = addCounts(...evidence.map((each) => byEvidence[each]));
    const n = countAnswers(counts, question);
    if (n < least) {
      hidden += n;
      continue;
    }
    asked.push({ touchpointId, question, evidence });
    total += countBetween(counts, input.scoreFrom, input.scoreThrough);
  }
  const statistic =
    total === 0 && one ? discloseStatistic(volume(hidden), settings.leastPeople) : volume(total);
  return { asked, total: statistic };
}

/**
 * The same of a set of customers: the answers that its figure is made of, and how many customers there are in all. Of too
 * few, none.
 */
async function narrowedToCustomers(
  reads: Reads,
  view: View,
  { customers }: RecordsInput,
  read: Read,
  { asked, total }: ReturnType<typeof askedOf>,
) {
  if (customers === null) return { asked, total };
  const query = journeyQuery(view, view.period, read);
  const of = discloseStatistic(
    volume(countIn(customers, await readCustomers(reads, query))),
    view.settings.leastPeople,
  );
  const known = new Set(asked.map((row) => row.touchpointId));
  return {
    asked: !of.value ? [] : query.touchpoints.filter((row) => known.has(row.touchpointId)),
    total: of,
  };
}

/** What is asked of the database for a list of records, and how many stand behind the number. Throws "forbidden", "not_found". */
async function queryOf(reads: Reads, view: View, input: RecordsInput, commented: boolean, words?: Words) {
  const departments = await departmentsOf(reads, input);
  const read = await readAnswers(reads, view, view.period);
  const cells = cellsOf(read, input, departments, reads.scope);
  const { asked, total } = await narrowedToCustomers(
    reads,
    view,
    input,
    read,
    askedOf(read, cells, input, view.settings),
  );
  const query: RecordQuery = {
    ...view.filters,
    range: view.period,
    timeZone: view.organisation.timeZone,
    asked,
    departments,
    scores: [input.scoreFrom, input.scoreThrough],
    commented,
    words,
    before: input.cursor,
    limit: input.limit + 1,
  };
  return { query, total, among: journeyQuery(view, view.period, read) };
}

/** So many comments are counted one by one; beyond them it is only said that there are more. */
const MOST_COUNTED = 1_000;

/** How many comments match, in all pages together; more: there are more than that. Throws "forbidden", "not_found". */
export async function countFound(reads: Reads, view: View, input: RecordsInput, words: Words) {
  const { query } = await queryOf(reads, view, input, true, words);
  const found = await countComments(reads.db, reads.scope, { ...query, most: MOST_COUNTED });
  return { comments: Math.min(found, MOST_COUNTED), more: found > MOST_COUNTED };
}

/** A page of the records behind a number, or of those among them with a comment. Throws "forbidden", "not_found". */
export async function readRecords(
  reads: Reads,
  view: View,
  input: RecordsInput,
  commented: boolean,
  words?: Words,
) {
  const { query, total, among } = await queryOf(reads, view, input, commented, words);
  const { customers: set } = input;
  const found = await (set === null
    ? listRecords(reads.db, reads.scope, query)
    : listCustomerRecords(reads.db, reads.scope, { ...query, set, among }));
  const rows = found.slice(0, input.limit);
  const last = found.length > input.limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map(({ exactly: _, found: spoken, answers, ...row }) => ({
      ...row,
      /** Where the words that were looked for stand in the comment. */
      found: placesOf(row.comment ?? "", spoken),
      answers: answers.map((answer) => ({ ...answer, label: QUESTIONS[answer.question].label })),
    })),
    next: last ? { at: last.exactly, id: last.id } : null,
    /** Answers behind the number, or customers where it is one of customers; a band, and no rows, where they are too few to be shown. */
    total,
    /** A department head's list holds the own departments alone. */
    ownOnly: reads.scope.recordsOf !== "all",
  };
}

/**
 * One submission as this viewer may see it: a head without what was said of others' touchpoints (hidden: how many answers
 * that is), others without who said it. Throws "not_found", and "forbidden" where nothing of it may be seen.
 */
export async function readOneRecord({ db, scope }: Pick<Reads, "db" | "scope">, id: number) {
  const record = await readRecord(db, scope, id);
  if (record === null) throw new AppError("not_found", "There is no such record.");
  const views = record.answers.map((answer) => recordView(scope, answer.departmentId));
  const seen = record.answers.filter((_, at) => views[at] !== "none");
  if (seen.length === 0) throw new AppError("forbidden", "You see the records of your own departments only.");
  const { customer, run, ...rest } = record;
  const names = new Map((await listDepartments(db, scope)).map((row) => [row.id, row]));
  return {
    ...rest,
    /** The customer's key in the source; null = not known, or not for this viewer. */
    customer: views.includes("full") ? customer : null,
    answers: seen.map(({ departmentId, usedAt, ...answer }) => ({
      ...answer,
      label: QUESTIONS[answer.question].label,
      department: names.get(departmentId ?? -1)?.name ?? null,
      usedAt: usedAt === null ? null : new Date(usedAt),
    })),
    hidden: record.answers.length - seen.length,
    /** Files have names of people in them at times: they are the admin's to see. */
    run: run && {
      id: run.id,
      source: run.source,
      finishedAt: run.finishedAt === null ? null : new Date(run.finishedAt),
      fileName: scope.role === "admin" || scope.role === "system" ? run.fileName : null,
    },
  };
}
