import { listDepartments } from "@touchline/db/queries/structure";
import { answer, importRows, scope, submission } from "../../../packages/db/test/importing.ts";
import { type OwnServer, test } from "./own-server.ts";
import { PAGES } from "./page-rights.ts";
import { onDatabase } from "./people.ts";
import { expect, expectAccessible, signInAs } from "./signed-in.ts";

test.use({ purpose: "voice" });
// Pages with many comments take axe long on a busy machine.
test.describe.configure({ timeout: 120_000 });

const WRITER = "guest-5e70aa81";
let ours = { slug: "", name: "" };
let theirs = { slug: "", name: "" };

/** Words about a touchpoint of the head's department, words about another's, and words that no machine here reads. */
async function fill({ databaseUrl }: OwnServer): Promise<void> {
  await onDatabase(databaseUrl, async ({ db, pool }) => {
    const first = (await listDepartments(db, scope)).find((row) => !row.archived);
    const { rows } = await pool.query<{ slug: string; name: string; owner: number | null }>(
      `select distinct on (t.id) t.slug, t.name, o.department_id "owner" from touchpoint t
         join touchpoint_owner o on o.touchpoint_id = t.id
       where t.id <> 0 order by t.id, o.valid_from desc`,
    );
    const owned = (own: boolean) => rows.find(({ owner }) => (owner === first?.id) === own);
    const [mine, other] = [owned(true), owned(false)];
    if (!mine || !other) throw new Error("The template has owners.");
    [ours, theirs] = [mine, other];
    const now = new Date();
    const at = now.getTime() - 40 * 86_400_000;
    const said = (slug: string, count: number, recommend: number, comment: string, customer: string | null) =>
      Array.from({ length: count }, (_, i) =>
        submission(
          `${comment} ${i}`,
          [answer(slug, 3), answer("overall", recommend, { question: "nps_0_10" })],
          {
            at: at + (customer === null ? 60 + i : i) * 60_000,
            comment: `${comment} ${i}`,
            customer: customer && `${customer}-${i}`,
          },
        ),
      );
    await importRows(
      db,
      [
        ...said(mine.slug, 60, 2, "The queue was awful and they were late again", WRITER),
        ...said(other.slug, 60, 10, "Lovely towels, thank you very much", WRITER),
        ...said(mine.slug, 10, 7, "Leider war es in der ganzen Nacht viel zu laut", null),
      ],
      { now },
    );
  });
}

test.beforeAll(async ({ own }) => fill(own));

test("comments are searched by words, phrase and without, page by page, and lead to the answer", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.goto("/voice");
  await expect(page.getByText("130 comments", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/^Customers speak most of|^No topic's words/)).toBeVisible();
  const list = page.getByRole("region", { name: /comments/ });
  await list.getByRole("link", { name: "Older comments" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(list.getByRole("heading", { name: "Older comments" })).toBeVisible();

  const search = page.getByLabel("Search in customers' words");
  await search.fill('"late again" queue -towels');
  await search.press("Enter");
  await expect(page).toHaveURL(/search=/);
  await expect(page).not.toHaveURL(/after=/);
  await expect(list.getByText(/^The queue was awful/)).toHaveCount(50);
  await expect(list.getByText(/^Lovely/)).toHaveCount(0);
  await expect(list.getByText(/sounds displeased/).first()).toBeVisible();
  await expect(list.getByText("60 comments found")).toBeVisible();
  await expect(list.getByRole("listitem").first().locator("mark")).toHaveText(["queue", "late", "again"]);
  await page.reload();
  await expect(search).toHaveValue('"late again" queue -towels');
  expect(await page.content()).not.toContain(WRITER);
  await list.getByRole("listitem").first().getByRole("link").click();
  await expect(page).toHaveURL(/\/records\/\d+$/);
  expect(await page.content()).not.toContain(WRITER);

  await page.goto("/voice?search=gibberishword");
  await expect(page.getByText("No comment that you may see fits this in these days.")).toBeVisible();
  const file = await page.context().request.get(`${own.base}/api/export/comments?search=Leider`);
  expect((await file.text()).trim().split("\r\n")).toHaveLength(11);
  // The whole of what is found, not the first page alone.
  const whole = await page.context().request.get(`${own.base}/api/export/comments?search=queue`);
  expect((await whole.text()).trim().split("\r\n")).toHaveLength(61);
});

test("what a machine reads stands beside how often it is right, and other languages are unread", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.goto("/voice");
  const german = page.getByRole("table", { name: "Languages of the comments" }).getByRole("row", {
    name: /German/,
  });
  await expect(german).toContainText("10");
  await expect(german).toContainText("Unread");
  await expect(page.getByText(/agreed with them in 56\.4 % of all/)).toBeVisible();
  await expect(page.getByText("unread: German").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Edit the words/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
    .toBeLessThanOrEqual(0);
});

test("an administrator says by which words a topic is found, and sees what it does to the NPS", async ({
  page,
  own,
}) => {
  await signInAs(page, "admin", own.user("admin"));
  await page.goto("/voice?topics=all&period=all");
  await page.getByRole("button", { name: `Edit the words of ${theirs.name}`, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `Words of ${theirs.name}` });
  await dialog.getByLabel(/^Words and phrases/).fill("Towels, bath robe");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const row = page
    .getByRole("row")
    .filter({ has: page.getByRole("link", { name: theirs.name, exact: true }) });
  await expect(row).toContainText("bath robe, towels");
  await expect(row).toContainText("46.2 %");
  await expect(row).toContainText("Lifts it");
  await row.getByRole("link", { name: theirs.name, exact: true }).click();
  await expect(page).toHaveURL(/topic=/);
  await expect(page).toHaveURL(/period=all/);
  await expect(page.getByRole("heading", { name: `Newest comments on ${theirs.name}` })).toBeVisible();
  await expect(page.getByText(/^The queue was awful/)).toHaveCount(0);
});

test("a head finds the words about the own departments alone", async ({ page, own }) => {
  await signInAs(page, "department_head", own.user("department_head"));
  await page.goto("/voice");
  await expect(page.getByText(/You see the words about your own departments/)).toBeVisible();
  await expect(page.getByText(/^The queue was awful/).first()).toBeVisible();
  await page.goto("/voice?search=towels");
  await expect(page.getByText("No comment that you may see fits this in these days.")).toBeVisible();
  await page.goto("/voice?search=queue");
  await expect(page.getByText(/^The queue was awful/).first()).toBeVisible();
});

/** Pages without figures of answers. */
const NO_FIGURES = ["/start", "/profile", "/records/[id]"];

test("every page with figures says how far they can be trusted, and opens it by keyboard", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  const places = {
    department: "none",
    touchpoint: ours.slug,
    userId: 1,
    runId: 1,
    recordId: 1,
    mapping: "x",
  };
  const routes = Object.entries(PAGES).filter(
    ([route, { row }]) =>
      row.executive === "in" &&
      row.anonymous !== "in" &&
      !NO_FIGURES.includes(route) &&
      !/departments\/\[/.test(route),
  );
  for (const [route, { path }] of routes) {
    const answer = await page.context().request.get(`${own.base}${path?.(places) ?? route}`);
    expect(answer.status(), route).toBe(200);
    expect(await answer.text(), route).toMatch(/>Data trust: .*% verified/);
  }
  await page.goto("/");
  const badge = page.getByRole("button", { name: /^Data trust: \d+\.\d % verified · data up to / });
  await badge.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table", { name: "Answers by evidence of use" })).toBeVisible();
  await expect(page.getByText("Left out of the scores")).toBeVisible();
  await expect(page.getByText(/^Survey, data up to /)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByText("Left out of the scores")).toBeHidden();
  const file = await page.context().request.get(`${own.base}/api/export/trust`);
  expect(await file.text()).toContain("Coverage,Verified: known to have used it,");
});
