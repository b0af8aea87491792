import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { fresh } from "./empty-server.ts";
import { chooseFile, figureOf, outcomeOf } from "./import-steps.ts";
import { test } from "./own-server.ts";
import { expect, expectAccessible } from "./signed-in.ts";

const PASSWORDS = {
  admin: "four-lazy-accordions",
  head: "seven-green-trombones",
  executive: "nine-blue-umbrellas",
};
const title = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

/** A year of ratings about two touchpoints; every customer has an address of their own. */
function survey(): string {
  const now = new Date();
  const lines = [
    "answer_id,answered,customer,channel,How satisfied were you with the sauna?,How satisfied were you with the tea room?,remarks",
  ];
  for (let month = 1; month <= 12; month += 1)
    for (let person = 0; person < 20; person += 1) {
      const id = `${month}-${person}`;
      const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - month, 1 + person));
      const customer = createHash("sha256").update(id).digest("hex").slice(0, 12);
      const sauna = 2 + (person % 3);
      const tea = 3 + (person % 3);
      lines.push(
        `a${id},${day.toISOString().slice(0, 10)},guest-${customer},Front desk,${sauna},${tea},The bench was ${id} warm and we stayed for long`,
      );
    }
  return `${lines.join("\n")}\n`;
}

async function addDepartment(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a department" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText(`${name} was added.`)).toBeVisible();
}

/** Invites by the form and returns the link that the admin hands over. */
async function invite(page: Page, who: { name: string; email: string; role: string; department?: string }) {
  await page.goto("/users");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByLabel("E-mail").fill(who.email);
  await dialog.getByLabel("Name").fill(who.name);
  await dialog.getByLabel("Role").selectOption({ label: who.role });
  if (who.department) await dialog.getByLabel(who.department).check();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  const link = await page.getByLabel(`Link for ${who.name}`).inputValue();
  await page.keyboard.press("Escape");
  return link;
}

async function comeIn(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
}

test("an admin sets up, a head sees the own department and no other's records, an executive sees the whole, and a disabled head is out", async ({
  own,
  browser,
}) => {
  test.setTimeout(120_000);
  const { base, server, link } = await fresh(own, "stories");

  // The admin: in by the link, names the company, makes two departments, imports a survey.
  const admins = await browser.newContext({ baseURL: base });
  const page = await admins.newPage();
  await page.goto(link);
  await page.getByLabel("Your name").fill("Ada Admin");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORDS.admin);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Ada Admin" })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/settings");
  await page.getByLabel("Name", { exact: true }).fill("Harbour Baths");
  await page.getByRole("button", { name: "Save the settings" }).click();
  await page.goto("/structure?show=departments");
  await addDepartment(page, "Wellness");
  await addDepartment(page, "Kitchen");

  await page.goto("/imports/new");
  await chooseFile(page, "survey.csv", survey());
  for (const [place, name, owner] of [
    ["sauna", "Sauna", "Wellness"],
    ["tea-room", "Tea room", "Kitchen"],
  ] as const) {
    await page
      .getByRole("button", { name: /^Take it as “Satisfaction, 1 to 5”/ })
      .first()
      .click();
    const field = page.getByLabel(`Name of touchpoint how-satisfied-were-you-with-the-${place}`);
    await field.fill(name);
    await field.press("Enter");
    await page.getByLabel(`Owner of ${name}`).selectOption({ label: owner });
  }
  await page.getByLabel("Name of this mapping").fill("Survey");
  await page.getByLabel("Name of this mapping").press("Enter");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(outcomeOf(page).getByRole("heading")).toHaveText(/^Imported as run \d+$/);
  await expect(figureOf(page, "Rows accepted")).toHaveText("240");
  const headLink = await invite(page, {
    name: "Hanna Head",
    email: "hanna@example.com",
    role: "Department head",
    department: "Wellness",
  });
  const executiveLink = await invite(page, {
    name: "Erik Exec",
    email: "erik@example.com",
    role: "Executive",
  });

  // The head: the own department down to the record, peers in aggregate alone.
  const heads = await browser.newContext({ baseURL: base });
  const head = await heads.newPage();
  await comeIn(head, headLink, PASSWORDS.head);
  await expect(title(head, "Wellness")).toBeVisible();
  await expectAccessible(head);
  await head.goto("/records?department=wellness");
  await head.getByRole("row").nth(1).getByRole("link").click();
  await expect(head).toHaveURL(/\/records\/\d+$/);
  await expect(head.getByText(/guest-[0-9a-f]{12}/).first()).toBeVisible();
  await head.goto("/departments/kitchen");
  await expect(title(head, "Kitchen")).toBeVisible();
  const refused = await head.goto("/records?department=kitchen");
  expect(await head.content()).not.toMatch(/guest-[0-9a-f]{12}/);
  expect(await head.content()).not.toContain("The bench was");
  expect(refused?.status()).toBe(403);
  const asked = await heads.request.post("/api/trpc/records.list", {
    headers: { origin: base },
    data: { json: { ...VIEW, department: "kitchen" } },
  });
  expect(await asked.text()).toContain("FORBIDDEN");
  expect((await head.goto("/users"))?.status()).toBe(403);

  // The executive: the whole, the words, and nobody's identity.
  const executives = await browser.newContext({ baseURL: base });
  const executive = await executives.newPage();
  await comeIn(executive, executiveLink, PASSWORDS.executive);
  await expect(title(executive, "Overview")).toBeVisible();
  await expect(executive.getByText("Harbour Baths").first()).toBeVisible();
  await executive.goto("/records?department=kitchen");
  await executive.getByRole("row").nth(1).getByRole("link").click();
  await expect(executive).toHaveURL(/\/records\/\d+$/);
  await expect(executive.getByText(/The bench was .* warm/)).toBeVisible();
  expect(await executive.content()).not.toMatch(/guest-[0-9a-f]{12}/);
  expect((await executive.goto("/settings"))?.status()).toBe(403);
  expect((await executive.goto("/imports/new"))?.status()).toBe(403);

  // The admin disables the head, whose next click ends at the sign-in.
  await head.goto("/departments/wellness");
  await page.goto("/users");
  await page.getByRole("link", { name: "Hanna Head" }).click();
  await page.getByRole("button", { name: "Disable" }).click();
  await page
    .getByRole("dialog", { name: "Disable?" })
    .getByRole("button", { name: /^Disable/ })
    .click();
  await expect(page.getByText(/disabled/i).first()).toBeVisible();
  await head.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Overview" }).click();
  await expect(head).toHaveURL(/\/sign-in/);
  for (const context of [admins, heads, executives]) await context.close();
  server.kill("SIGKILL");
});

/** The question of a page that nobody narrowed. */
const VIEW = {
  period: "last_12_full_months",
  from: null,
  to: null,
  compare: "previous_period",
  evidence: "headline",
  segment: null,
  channel: null,
};
