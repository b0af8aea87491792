import type { RouterOutputs } from "@touchline/api/root";

type Session = Pick<RouterOutputs["session"]["get"], "role" | "departments">;

/** Whether a viewer may look at the answers about a department's touchpoints: heads at those of their own alone. */
export function mayOpenAnswers({ role, departments }: Session): (department: string | null) => boolean {
  const own = departments.map(({ slug }) => slug);
  return (department) => role !== "department_head" || (department !== null && own.includes(department));
}
