import { expect, type Page } from "@playwright/test";
import { answer, importRows, interaction, submission } from "../../../packages/db/test/importing.ts";
import { pressOn, tabTo } from "./keyboard.ts";
import { type OwnServer, test } from "./own-server.ts";
import { onDatabase } from "./people.ts";
import { signedRequests } from "./sessions.ts";
import { expectAccessible, signInAs } from "./signed-in.ts";

// Whoever shares the company would find a channel that departs in it.
test.use({ purpose: "consistency" });

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Satisfaction with the check-in by channel; the call centre departs. */
const SATISFIED = { "front-desk": [4, 5, 4, 3], app: [5, 4, 4, 3], "call-centre": [2, 4, 3, 2] } as const;
const EACH = 120;
const CONTACTS = 60;

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** A check-in that is worse by phone, a room on one channel only, and contacts of which every fourth goes on by e-mail. */
async function fill(own: OwnServer): Promise<void> {
  await onDatabase(own.databaseUrl, async ({ db }) => {
    const now = new Date();
    const at = now.getTime() - 40 * DAY_MS;
    const answers = Object.entries(SATISFIED).flatMap(([channel, scores]) =>
      Array.from({ length: EACH }, (_, person) =>
        submission(`${channel}-${person}`, [answer("check-in", scores[person % 4] ?? 4, { channel })], {
          at,
        }),
      ),
    );
    const rooms = Array.from({ length: EACH }, (_, person) =>
      submission(`room-${person}`, [answer("room", 4, { channel: "front-desk" })], { at }),
    );
    const contacts = Array.from({ length: CONTACTS }, (_, contact) => {
      const asked = { at, openedAt: at, firstReplyAt: at + 5 * MINUTE_MS, customer: `guest-${contact}` };
      const first = interaction(`call-${contact}`, "concierge", {
        ...asked,
        channel: "call-centre",
        resolvedAtFirstContact: contact % 4 !== 0,
      });
      const later = { at: at + DAY_MS, openedAt: at + DAY_MS, firstReplyAt: at + DAY_MS + 90 * MINUTE_MS };
      const next = interaction(`mail-${contact}`, "concierge", {
        ...later,
        customer: `guest-${contact}`,
        channel: "e-mail",
        continues: `call-${contact}`,
      });
      return contact % 4 === 0 ? [first, next] : [first];
    });
    await importRows(db, [...answers, ...rooms], { fileName: "answers.csv", now });
    await importRows(db, contacts, { fileName: "contacts.csv", now, source: { slug: "desk", name: "Desk" } });
  });
}

test.describe.configure({ timeout: 120_000 });

test.beforeAll(async ({ own }) => {
  await fill(own);
});

test("the channel that departs is named with its direction, and leads to its answers", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Consistency" }).click();
  await expect(
    page.getByText(/Call centre departs most: of 100 customers, \d+ fewer are satisfied with Check-in there/),
  ).toBeVisible();
  const departing = region(page, "Where a channel departs");
  const row = departing.getByRole("row", { name: /^Call centre/ });
  await expect(row).toContainText("below the others");
  await expect(departing.getByText("below the others")).toHaveCount(1);
  await expect(page.getByText(/Nothing to compare at 1 touchpoint.*Room \(Front desk\)/)).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.setViewportSize({ width: 1_280, height: 800 });
  await row.getByRole("link").click();
  await expect(page).toHaveURL(/\/records\?.*channel=call-centre.*touchpoint=check-in/);
  await expect(page.getByText(`${EACH} answers`, { exact: true }).first()).toBeVisible();
});

test("an executive records an audit by keyboard, and finds it in the matrix and in its history", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.goto("/consistency");
  await expect(page.getByText("Nobody has audited a channel yet.")).toBeVisible();
  await pressOn(page, page.getByRole("button", { name: "Record an audit" }));
  const dialog = page.getByRole("dialog", { name: "Record an audit" });
  await expectAccessible(page);
  for (const [label, typed] of [
    ["Channel", "Call"],
    ["What was looked at", "Voice"],
    ["Is the standard met?", "Not"],
    ["Note", "Reads from a script"],
    ["Link to the evidence", "https://example.com/calls/7"],
  ] as const) {
    await tabTo(page, dialog.getByLabel(label));
    await page.keyboard.type(typed);
  }
  await page.keyboard.press("Enter");
  await expect(page.getByText("Recorded. The matrix and the history hold it.")).toBeVisible();
  await expect(page.getByText(/^0 of 1 audited standards are met/)).toBeVisible();
  const history = region(page, "Audits so far");
  await expect(history.getByRole("row").nth(1)).toContainText(
    /Call centre.*Voice.*Not met.*Reads from a script/,
  );
  await expect(history.getByRole("link", { name: /^Evidence/ })).toHaveAttribute(
    "href",
    "https://example.com/calls/7",
  );
  await region(page, "What audits found")
    .getByRole("link", { name: /^Voice on Call centre: Not met/ })
    .click();
  await expect(region(page, "Audits so far: Call centre, Voice").getByRole("row")).toHaveCount(2);
  await expectAccessible(page);

  // Who may not record sees what was found, and no way to record.
  const { email, password } = own.user("department_head");
  const head = await signedRequests(own.base, email, password);
  await page.context().clearCookies();
  await page.context().addCookies((await head.storageState()).cookies);
  await page.goto("/consistency");
  await expect(page.getByRole("link", { name: /^Voice on Call centre: Not met/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Record an audit" })).toHaveCount(0);
  const refused = await head.post("/api/trpc/consistency.record", {
    data: {
      json: {
        channel: "call-centre",
        standard: "voice",
        day: "2026-01-01",
        auditor: "H. Head",
        finding: "met",
        note: null,
        link: null,
      },
    },
  });
  expect(refused.status()).toBe(403);
});

test("channels: how contacts go, where issues go on, and every touchpoint on every channel", async ({
  page,
  own,
}) => {
  await signInAs(page, "executive", own.user("executive"));
  await page.goto("/channels?period=last_90_days");
  const contacts = region(page, "How contacts for help go");
  await expect(contacts.getByRole("row", { name: /^Call centre/ })).toContainText(
    /60.*5\.0 min.*75\.0 %.*25\.0 %/,
  );
  await expect(contacts.getByText(/^Call centre takes the most contacts \(60 of 75\)/)).toBeVisible();
  const paths = region(page, "Where issues go on");
  await expect(paths.getByText(/from Call centre to E-mail \(15 contacts\)/)).toBeVisible();
  const matrix = region(page, "Every touchpoint on every channel");
  const checkIn = matrix.getByRole("row", { name: /^Check-in/ });
  await expect(checkIn.getByRole("cell").filter({ hasText: `n ${EACH}` })).toHaveCount(3);
  await expectAccessible(page);
  for (const width of [360, 1_440]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  for (const file of await page.getByRole("link", { name: /^CSV/ }).all()) {
    const href = (await file.getAttribute("href")) ?? "";
    expect(href).toContain("period=last_90_days");
    expect((await page.context().request.get(href)).status(), href).toBe(200);
  }
  await contacts.getByRole("link", { name: "60 contacts on Call centre, one by one" }).click();
  await expect(page).toHaveURL(/\/failure-demand\/contacts\?.*channel=call-centre.*choice=all/);
  await expect(page.getByRole("table").getByRole("row").nth(1)).toBeVisible();

  await page.goto("/channels?period=last_90_days");
  await paths
    .getByRole("row", { name: /^Call centre/ })
    .getByRole("link", { name: "15" })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("from Call centre, on to E-mail");
  await expect(page.getByText("15 contacts", { exact: true })).toBeVisible();
  await page.goBack();
  await contacts.getByRole("link", { name: "Call centre", exact: true }).click();
  await expect(page).toHaveURL(/\/channels\/call-centre\?period=last_90_days/);
  await expect(region(page, "Where issues come from and go on")).toContainText(
    "What Call centre does not settle goes on most at E-mail (15 contacts).",
  );
});
