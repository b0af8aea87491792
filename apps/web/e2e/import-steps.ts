import type { Locator, Page } from "@playwright/test";
import { expect } from "./signed-in.ts";

/** Chooses a file in the wizard and waits until the engine has looked at it. */
export async function chooseFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  const buffer = typeof content === "string" ? Buffer.from(content) : content;
  await page
    .getByLabel(/^(Drop a file here|Another file)/)
    .setInputFiles({ name, mimeType: "text/csv", buffer });
}

/** Reads the chosen file by a mapping as JSON. */
export async function readBy(page: Page, mapping: unknown): Promise<void> {
  await page.getByLabel("How to read it").selectOption({ label: "A mapping of your own" });
  await page.getByLabel("Mapping", { exact: true }).setInputFiles({
    name: "mapping.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(mapping)),
  });
  await expect(page.getByText("It is read by the mapping that you gave.")).toBeVisible();
}

/** The part of the wizard that says what came of a check or an import. */
export function outcomeOf(page: Page): Locator {
  return page.locator("section", { has: page.locator("#outcome") }).last();
}

/** A figure of the outcome. */
export function figureOf(page: Page, label: string): Locator {
  return outcomeOf(page).getByText(label).locator("xpath=following-sibling::dd");
}
