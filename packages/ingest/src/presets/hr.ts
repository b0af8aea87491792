import { fixedPreset, type Preset } from "./preset.ts";

/** Month first with slashes, day first with hyphens, or the month as a word: the separators tell them apart. */
const DATES = ["M/d/yyyy", "d-M-yyyy", "d-MMM-yy", "d-MMM-yyyy", "iso"];
const EMPLOYEE = { names: ["EmployeeID", "Employee ID", "EmpID"] };
/** One source for all three files: an employee's id means the same person in each of them. */
const SOURCE = { schemaVersion: 1 as const, source: "people", format: { kind: "csv" as const } };

/** People of the "all in one" human-resources files: department, hiring and leaving. */
export const hrEmployees = fixedPreset("hr-employees", "Employees with departments", {
  ...SOURCE,
  name: "Employees",
  columns: {
    employee: EMPLOYEE,
    department: { names: ["DepartmentType", "Department Type", "Department"] },
    hired: { names: ["StartDate", "Start Date"] },
    left: { names: ["ExitDate", "Exit Date"], optional: true },
  },
  records: [
    {
      kind: "employee",
      externalId: { column: "employee" },
      department: { column: "department" },
      hired: { column: "hired", formats: DATES },
      left: { column: "left", formats: DATES },
    },
  ],
});

const OUTCOMES = { completed: "completed", passed: "passed", failed: "failed", incomplete: "incomplete" };

/** Trainings of the same files. The one date is that of the training: assigned then, and completed then if it was. */
export const hrTraining = fixedPreset("hr-training", "Training records", {
  ...SOURCE,
  name: "Training records",
  columns: {
    employee: EMPLOYEE,
    day: { names: ["TrainingDate", "Training Date"] },
    program: { names: ["TrainingProgramName", "Training Program Name"] },
    outcome: { names: ["TrainingOutcome", "Training Outcome"] },
  },
  records: [
    {
      kind: "training",
      externalId: { template: "{employee}-{program}-{day}" },
      employee: { column: "employee" },
      course: { column: "program" },
      assigned: { column: "day", formats: DATES },
      completed: { column: "day", formats: DATES, when: { column: "outcome", in: ["Completed", "Passed"] } },
      outcome: { column: "outcome", values: OUTCOMES, otherwise: "reject" },
    },
  ],
});

/** The engagement survey of the same files: three questions from 1 to 5. */
export const hrEngagement = fixedPreset("hr-engagement", "Employee engagement survey", {
  ...SOURCE,
  name: "Employee engagement",
  columns: {
    employee: EMPLOYEE,
    day: { names: ["SurveyDate", "Survey Date"] },
    engagement: { names: ["EngagementScore", "Engagement Score"] },
    satisfaction: { names: ["SatisfactionScore", "Satisfaction Score"], optional: true },
    balance: { names: ["WorkLifeBalanceScore", "Work-Life Balance Score"], optional: true },
  },
  records: [
    {
      kind: "engagement",
      externalId: { template: "{employee}-{day}" },
      employee: { column: "employee" },
      day: { column: "day", formats: DATES },
      answers: [
        { item: "engagement", question: "csat_1_5", score: { column: "engagement" } },
        { item: "satisfaction", question: "csat_1_5", score: { column: "satisfaction" } },
        { item: "work-life-balance", question: "csat_1_5", score: { column: "balance" } },
      ],
    },
  ],
});

const FILES = [hrEmployees, hrTraining, hrEngagement];
const fitting = (columns: readonly string[]) =>
  FILES.map((preset) => ({ preset, found: preset.fit(columns)?.found ?? [] }))
    .filter(({ found }) => found.length > 0)
    .sort((a, b) => b.found.length - a.found.length)[0];

/** Any of the three files under one name: which one it is, its columns tell. */
export const hrAllInOne: Preset = {
  name: "hr_all_in_one",
  title: "Human resources: employees, training or engagement",
  fit(columns) {
    const best = fitting(columns);
    return best ? { found: best.found } : null;
  },
  propose: (inspection, options) =>
    (fitting(inspection.columns)?.preset ?? hrEmployees).propose(inspection, options),
};
