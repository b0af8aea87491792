import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import type { FirstUser } from "@touchline/api/first-users";
import { test as base } from "./live-page.ts";

const { base: address, users } = JSON.parse(process.env["TOUCHLINE_E2E"] ?? '{"users":[]}') as {
  base: string;
  users: FirstUser[];
};

/** Tests that open addresses of the server that the set-up started. */
export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from the pattern
  baseURL: async ({}, use) => use(address),
});

export function userOf(role: FirstUser["role"]): FirstUser {
  const user = users.find((each) => each.role === role);
  if (!user) throw new Error(`There is no ${role} to sign in as.`);
  return user;
}

/** Signs in by the form; `user` where the server is not the one of the set-up. */
export async function signInAs(page: Page, role: FirstUser["role"], user = userOf(role)): Promise<void> {
  const { email, password } = user;
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(({ pathname }) => !/^\/(sign-in|start)/.test(pathname));
  // Heads begin with their own department.
  if (role === "department_head") await page.goto("/");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
}

/** No violation of WCAG 2.2 A and AA, nor of axe's best practices, in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  // After a link inside the page its title follows the content by a moment; it must come.
  await expect(page).toHaveTitle(/\S/);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`);
    expect(found).toEqual([]);
  }
}

/** The number of answers that the filters leave. */
export async function answersOn(page: Page): Promise<number> {
  const text = await page
    .getByText(/^[\d,]+ answers$/)
    .first()
    .textContent();
  return Number((text ?? "").replace(/[^\d]/g, ""));
}

export { expect };
