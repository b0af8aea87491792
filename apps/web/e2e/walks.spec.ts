import type { Page } from "@playwright/test";
import { expect, signInAs, test } from "./signed-in.ts";

/** From the overview, each a click: a way that ends at a single answer. A head's is in journey-service.spec.ts, where one owns answers. */
const WALKS = {
  executive: [
    (page: Page) => page.getByRole("button", { name: /^Experience score/ }),
    (page: Page) => page.getByRole("link", { name: "The answers behind it" }).first(),
  ],
  admin: [
    (page: Page) => page.getByRole("link", { name: "The whole journey" }),
    (page: Page) =>
      page
        .getByRole("region", { name: "From first hearing to leaving" })
        .getByRole("link", { name: /answers/i })
        .first(),
  ],
} as const;

for (const [role, clicks] of Object.entries(WALKS))
  test(`${role}: from the overview to an answer in three clicks`, async ({ page }) => {
    await signInAs(page, role as keyof typeof WALKS);
    await expect(page).toHaveURL(/\/$/);
    expect(clicks).toHaveLength(2);
    for (const target of clicks) await target(page).click();
    await expect(page).toHaveURL(/\/records/);
    await page
      .getByRole("table", { name: /^Answers/ })
      .getByRole("rowheader")
      .getByRole("link")
      .first()
      .click();
    await expect(page).toHaveURL(/\/records\/\d+$/);
    await expect(page.getByRole("table", { name: "What was rated" })).toBeVisible();
  });
