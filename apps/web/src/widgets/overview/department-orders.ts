import type { RouterOutputs } from "@touchline/api/root";

type Department = RouterOutputs["departments"]["list"][number];

/** What a table of departments can be sorted by. */
export const DEPARTMENT_ORDERS = {
  name: (row: Department) => row.name,
  score: (row: Department) => row.score.value,
  change: (row: Department) => row.change?.difference ?? null,
  training: (row: Department) => row.training.value,
  answers: (row: Department) => row.answers.value,
} as const;
