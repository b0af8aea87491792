import { slugify } from "@touchline/domain/structure";
import { dateOf } from "../calendar.ts";
import {
  COURSES,
  DEPARTMENTS,
  type DepartmentSlug,
  ENGAGEMENT_ITEMS,
  STAFF_SHARE,
} from "../company/structure.ts";
import { csvBytes, type DemoFile } from "../csv.ts";
import { hash2, Random, Weighted } from "../random.ts";
import { TRUTHS } from "../truths.ts";
import type { World } from "../world.ts";
import { column, mappingOf } from "./mapping.ts";

export const EMPLOYEES = 900;
/** Share of the staff that joined within the 24 months, and that left within them. */
const JOINED = 0.24;
const LEFT = 0.22;
const MOVED = 0.06;
const ENGAGEMENT_WAVES = [2, 8, 14, 20];

/** Days are counted from the start of the period; null = still there. */
interface Employee {
  readonly id: string;
  readonly department: DepartmentSlug;
  readonly hired: number;
  readonly left: number | null;
  readonly moved: { readonly to: DepartmentSlug; readonly day: number } | null;
}

/** The 900 people, always the same for a seed. */
function employees(world: World): Employee[] {
  const draw = new Weighted(DEPARTMENTS.map(([slug]) => STAFF_SHARE[slug]));
  const { days } = world.calendar;
  return Array.from({ length: EMPLOYEES }, (_, at) => {
    const random = new Random(hash2(world.seed ^ 0xe3b, at));
    const department = DEPARTMENTS[draw.draw(random)]?.[0] ?? "rooms";
    const hired = random.chance(JOINED)
      ? random.below(days - 20)
      : -1 - Math.floor(random.next() ** 2 * 5200);
    const from = Math.max(0, hired + 15);
    const left = random.chance(LEFT) ? random.between(from, days - 1) : null;
    const day = random.between(from, days - 1);
    const to = DEPARTMENTS[draw.draw(random)]?.[0] ?? "rooms";
    const moves = random.chance(MOVED) && to !== department && (left === null || day < left);
    return { id: `P${1001 + at}`, department, hired, left, moved: moves ? { to, day } : null };
  });
}

export function employeesFile(world: World): DemoFile {
  const record = {
    kind: "employee",
    externalId: column("employee"),
    department: column("department"),
    departmentSince: column("since"),
    hired: column("hired"),
    left: column("left"),
  };
  return {
    name: "employees.csv",
    mapping: mappingOf("employees", [record], "staff"),
    expectedRows: EMPLOYEES * (1 + MOVED),
    read: () => csvBytes("employee,department,since,hired,left", employeeLines(world)),
  };
}

function* employeeLines(world: World): Generator<string> {
  const on = (day: number | null) => (day === null ? "" : dateOf(world.calendar, day));
  for (const person of employees(world)) {
    yield `${person.id},${person.department},${on(person.hired)},${on(person.hired)},${on(person.left)}`;
    if (person.moved)
      yield `${person.id},${person.moved.to},${on(person.moved.day)},${on(person.hired)},${on(person.left)}`;
  }
}

export function trainingFile(world: World): DemoFile {
  const record = {
    kind: "training",
    externalId: column("id"),
    employee: column("employee"),
    course: column("course"),
    assigned: column("assigned"),
    due: column("due"),
    completed: column("completed"),
    expires: column("expires"),
    outcome: column("outcome"),
  };
  return {
    name: "training.csv",
    mapping: mappingOf("training", [record], "staff"),
    expectedRows: EMPLOYEES * 9,
    read: () => csvBytes("id,employee,course,assigned,due,completed,expires,outcome", trainingLines(world)),
  };
}

function* trainingLines(world: World): Generator<string> {
  const { days } = world.calendar;
  const on = (day: number) => dateOf(world.calendar, day);
  const behind = TRUTHS.trainingBehind;
  const lines: (readonly [number, string])[] = [];
  for (const [at, person] of employees(world).entries()) {
    const random = new Random(hash2(world.seed ^ 0x7a1, at));
    const done = person.department === behind.department ? behind.completed : behind.others;
    const end = person.left ?? days;
    for (const [course, [title, whose, months]] of COURSES.entries()) {
      if (whose !== "all" && !whose.includes(person.department)) continue;
      if (title === "Leading a shift" && !random.chance(0.15)) continue;
      const every = months === 0 ? Number.POSITIVE_INFINITY : Math.max(365, months * 30);
      for (let assigned = Math.max(0, person.hired) + random.below(240); assigned < end; assigned += every) {
        const due = assigned + 45;
        const taken = assigned + random.between(2, 44);
        const completed = random.chance(done) && taken < Math.min(end, days);
        const failed = !completed && taken < Math.min(end, days) && random.chance(0.15);
        const cells = [`T${at}-${course}-${assigned}`, person.id, title, on(assigned), on(due)];
        // Only a certificate that is still in force has a last day: one that was renewed did not run out.
        const lasts = completed && months > 0 && due + every > days;
        cells.push(completed ? on(taken) : "", lasts ? on(due + every) : "");
        cells.push(completed ? "passed" : failed ? "failed" : "incomplete");
        lines.push([assigned, cells.join(",")]);
      }
    }
  }
  lines.sort((a, b) => a[0] - b[0]);
  for (const [, line] of lines) yield line;
}

export function engagementFile(world: World): DemoFile {
  const items = ENGAGEMENT_ITEMS.map((title) => ({ item: slugify(title), title }));
  const record = {
    kind: "engagement",
    externalId: column("id"),
    employee: column("employee"),
    day: column("day"),
    answers: items.map(({ item, title }) => ({ item, question: "csat_1_5", score: column(title) })),
  };
  return {
    name: "engagement.csv",
    mapping: mappingOf("engagement", [record], "staff"),
    expectedRows: ENGAGEMENT_WAVES.length * EMPLOYEES * 0.6,
    read: () => csvBytes(`id,employee,day,${ENGAGEMENT_ITEMS.join(",")}`, engagementLines(world)),
  };
}

function* engagementLines(world: World): Generator<string> {
  for (const [wave, month] of ENGAGEMENT_WAVES.entries()) {
    const first = world.calendar.monthStarts[month] ?? 0;
    const lines: (readonly [number, string])[] = [];
    for (const [at, person] of employees(world).entries()) {
      const random = new Random(hash2(world.seed ^ 0xe6a, at * 8 + wave));
      const day = first + random.below(21);
      const there = person.hired < day && (person.left === null || person.left > day);
      if (!there || !random.chance(0.74)) continue;
      const mood = random.normal();
      const leaving = person.left === null ? 0 : 0.5;
      const answers = ENGAGEMENT_ITEMS.map((_, item) => {
        const score = Math.round(3.9 - item * 0.07 - leaving + 0.6 * mood + 0.7 * random.normal());
        return Math.min(5, Math.max(1, score));
      });
      lines.push([day, `G${wave}-${at},${person.id},${dateOf(world.calendar, day)},${answers.join(",")}`]);
    }
    lines.sort((a, b) => a[0] - b[0]);
    for (const [, line] of lines) yield line;
  }
}
