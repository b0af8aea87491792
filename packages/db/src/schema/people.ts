import { bigint, date, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { questionType, trainingOutcome } from "./enums.ts";
import { department } from "./structure.ts";

const big = (name: string) => bigint(name, { mode: "number" });
const day = (name: string) => date(name, { mode: "string" });

/**
 * key = md5 of (source, external id). An employee whom only a training record names is known by key alone until
 * the employee file comes. Names are not kept.
 */
export const employee = pgTable("employee", {
  id: big("id").primaryKey().generatedByDefaultAsIdentity(),
  key: uuid("key").notNull().unique(),
  externalId: text("external_id").notNull(),
  hired: day("hired"),
  left: day("left_on"),
});

/** From which day on an employee belongs to a department (until the next row). */
export const employeeDepartment = pgTable(
  "employee_department",
  {
    employeeId: big("employee_id")
      .notNull()
      .references(() => employee.id, { onDelete: "cascade" }),
    validFrom: day("valid_from").notNull(),
    departmentId: integer("department_id")
      .notNull()
      .references(() => department.id),
  },
  (t) => [
    primaryKey({ columns: [t.employeeId, t.validFrom] }),
    index("employee_department_department").on(t.departmentId),
  ],
);

export const course = pgTable("course", {
  id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
});

export const trainingRecord = pgTable(
  "training_record",
  {
    id: big("id").primaryKey(),
    employeeId: big("employee_id")
      .notNull()
      .references(() => employee.id),
    courseId: integer("course_id")
      .notNull()
      .references(() => course.id),
    assigned: day("assigned"),
    due: day("due"),
    completed: day("completed"),
    expires: day("expires"),
    outcome: trainingOutcome("outcome"),
  },
  (t) => [index("training_record_employee").on(t.employeeId), index("training_record_due").on(t.due)],
);

export const engagementAnswer = pgTable(
  "engagement_answer",
  {
    recordId: big("record_id").notNull(),
    employeeId: big("employee_id")
      .notNull()
      .references(() => employee.id),
    item: text("item").notNull(),
    day: day("day"),
    question: questionType("question").notNull(),
    score: smallint("score").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.recordId, t.item] }),
    index("engagement_answer_employee").on(t.employeeId),
  ],
);
