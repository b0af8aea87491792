import { redirect } from "next/navigation";
import { api, requireViewer } from "../../server.ts";

/** Where a signed-in user begins: a department head with the own department, everybody else with the overview. */
export default async function StartPage() {
  await requireViewer("session:read");
  const { role, departments } = await (await api()).session.get();
  const [own] = departments;
  redirect(role === "department_head" && own ? `/departments/${own.slug}` : "/");
}
