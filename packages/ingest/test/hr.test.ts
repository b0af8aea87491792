import { expect, it } from "vitest";
import { inspect } from "../src/inspect.ts";
import { findPreset, suggestPreset } from "../src/presets.ts";
import { once } from "./reading.ts";

const HEADERS = {
  Employees: "EmployeeID,FirstName,StartDate,ExitDate,DepartmentType",
  "Training records": "EmployeeID,TrainingDate,TrainingProgramName,TrainingOutcome",
  "Employee engagement": "EmployeeID,SurveyDate,EngagementScore,SatisfactionScore,WorkLifeBalanceScore",
};

it("one name stands for the three files of human resources, which speak of the same people", async () => {
  for (const [name, header] of Object.entries(HEADERS)) {
    const inspection = await inspect(once(`${header}\n`), "people.csv");
    const { mapping } = findPreset("hr_all_in_one").propose(inspection);
    expect([mapping.name, mapping.source]).toEqual([name, "people"]);
    expect(suggestPreset(inspection.columns)?.preset.propose(inspection).mapping.name).toBe(name);
  }
});
