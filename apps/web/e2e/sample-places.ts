import type { APIRequestContext } from "@playwright/test";
import type { Foreign } from "./page-rights.ts";

/** What dynamic pages can be opened with on the server of the set-up, asked as an admin. */
export async function sampleOf(admin: APIRequestContext): Promise<Foreign> {
  const places = await (await admin.get("/api/trpc/places.list")).json();
  const { departments, touchpoints } = places.result.data.json;
  const [department, touchpoint] = [departments[0].slug, touchpoints[0].slug];
  return { department, touchpoint, userId: 1, runId: 1, recordId: 1, mapping: "Fixture" };
}
