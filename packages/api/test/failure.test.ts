import { updateSettings } from "@touchline/db/commands/settings";
import { readOrganisation } from "@touchline/db/queries/structure";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, interaction, submission } from "../../db/test/importing.ts";
import { callerOf, FEBRUARY, mintCompany, scope } from "./company.ts";

const t = testDatabase();
const at = Date.UTC(2026, 1, 12, 10);
const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "phone-help", role: "service", department: "care" },
      { slug: "delivery", role: "operations", department: "logistics" },
      { slug: "invoice", role: "operations", department: "billing" },
    ],
    [],
  );
  const contact = (id: string, more: Parameters<typeof interaction>[2] = {}) =>
    interaction(id, "phone-help", { at, openedAt: at, channel: "phone", ...more });
  await importRows(t.db, [
    ...times(200, (i) => interaction(`v${i}`, "delivery", { at, channel: "door" })),
    ...times(40, (i) => contact(`d${i}`, { cause: "delivery", reason: "Late" })),
    ...times(20, (i) => contact(`i${i}`, { reason: i % 2 ? " Wrong Amount" : "wrong amount " })),
    ...times(20, (i) => contact(`o${i}`, { cause: "phone-help", reason: "Not called back" })),
    ...times(10, (i) => contact(`u${i}`, { comment: `words ${i}`, customer: `c${i}` })),
    ...times(9, (i) => contact(`again${i}`, { continues: `d${i}` })),
    ...times(6, (i) => contact(`chat${i}`, { continues: `i${i}`, channel: "chat" })),
    submission("said", [answer("phone-help", 2)], { at, interaction: "d0", comment: "It came a week late" }),
  ]);
});

const admin = () => callerOf(t.db, "admin");

test("what caused the contacts, and how much is not known", async () => {
  const call = await callerOf(t.db, "executive");
  const found = await call.failure.summary(FEBRUARY);
  expect(found.contacts).toBe(105);
  // 40 of 60 with a known cause; those that phone help itself made necessary are no failure of another.
  expect(found.failure.statistic).toMatchObject({ value: 40 / 60, n: 60 });
  expect(found.unknown.statistic).toMatchObject({ value: 45 / 105, n: 105 });
  expect(found.repeated.statistic).toMatchObject({ value: 0.1, n: 90 });
  expect(found.escalated.statistic.value).toBeCloseTo(6 / 90, 10);
  expect(found).toMatchObject({ costPerContact: null, cost: null });
  const { rows, known } = await call.failure.breakdown({ ...FEBRUARY, by: "touchpoint" });
  expect(known).toBe(60);
  expect(rows).toMatchObject([
    {
      slug: "delivery",
      contacts: 40,
      share: { value: 40 / 60 },
      rate: { value: 200, n: 40 },
      bases: [{ basis: "import", contacts: 40 }],
    },
  ]);
  const chat = await call.failure.summary({ ...FEBRUARY, channel: "chat" });
  expect(chat.contacts).toBe(6);
});

test("a rule gives a cause to all contacts of a reason, however it is written, and yields to what is imported", async () => {
  const call = await admin();
  await call.causes.setRule({ reason: "Wrong amount", touchpoint: "invoice" });
  await call.causes.setRule({ reason: "LATE", touchpoint: "invoice" });
  const { rows } = await call.failure.breakdown({ ...FEBRUARY, by: "department" });
  expect(rows.map(({ slug, contacts, bases }) => [slug, contacts, bases])).toEqual([
    ["logistics", 40, [{ basis: "import", contacts: 40 }]],
    ["billing", 20, [{ basis: "rule", contacts: 20 }]],
  ]);
  const reasons = await call.causes.reasons(FEBRUARY);
  expect(
    reasons.slice(0, 3).map((row) => [row.reason.toLowerCase(), row.contacts, row.otherwise, row.rule]),
  ).toEqual([
    ["late", 40, 40, "invoice"],
    ["not called back", 20, 20, null],
    ["wrong amount", 20, 0, "invoice"],
  ]);
  await call.causes.deleteRule({ reason: "late" });
  await expect(call.causes.deleteRule({ reason: "late" })).rejects.toThrow("no rule");
  await expect(call.causes.setRule({ reason: "x", touchpoint: "none" })).rejects.toThrow(
    "no such touchpoint",
  );
  expect((await call.contacts.summary(FEBRUARY)).causeKnown.value).toBeCloseTo(80 / 105, 10);
});

test("who sends failure to whom", async () => {
  const { cells, total } = await (await callerOf(t.db, "executive")).failure.matrix(FEBRUARY);
  expect(cells.map(({ from, to, contacts }) => [from.slug, to.slug, contacts])).toEqual([
    ["logistics", "care", 40],
    ["billing", "care", 20],
  ]);
  expect(total).toBe(60);
});

test("reviewers read the same contacts; what they say beats an import, and their agreement is told", async () => {
  const [one, other] = [await admin(), await callerOf(t.db, "executive")];
  const toRead = await one.causes.sample({ ...FEBRUARY, limit: 50 });
  expect(toRead).toHaveLength(11);
  expect(toRead.map(({ words }) => words)).toContain("It came a week late");
  expect(await other.causes.sample({ ...FEBRUARY, limit: 50 })).toEqual(toRead);
  const late = toRead.find(({ words }) => words === "It came a week late");
  for (const { id } of toRead) {
    const touchpoint = id === late?.id ? "invoice" : "delivery";
    await one.causes.code({ contactId: id, touchpoint });
  }
  for (const { id } of toRead.slice(0, 6))
    await other.causes.code({ contactId: id, touchpoint: id === late?.id ? "invoice" : null });
  expect(await one.causes.sample({ ...FEBRUARY, limit: 50 })).toEqual([]);
  expect(await other.causes.sample({ ...FEBRUARY, limit: 50 })).toHaveLength(5);
  const { rows } = await one.failure.breakdown({ ...FEBRUARY, by: "touchpoint" });
  // One imported cause went to the invoice by hand; ten that nobody knew are delivery's.
  expect(rows.find(({ slug }) => slug === "delivery")).toMatchObject({
    contacts: 49,
    bases: [
      { basis: "import", contacts: 39 },
      { basis: "hand", contacts: 10 },
    ],
  });
  const { coded, pairs } = await one.causes.agreement();
  expect(coded).toBe(11);
  expect(pairs).toMatchObject([{ kappa: { n: 6 } }]);
  await expect(one.causes.code({ contactId: 999_999_999, touchpoint: null })).rejects.toThrow(
    "no such contact",
  );
});

test("costs what the settings say", async () => {
  const settings = await readOrganisation(t.db, scope);
  await updateSettings(t.db, scope, { settings: { ...settings, costPerContact: 4.5 }, zoneConfirmed: false });
  const found = await (await callerOf(t.db, "executive")).failure.summary(FEBRUARY);
  expect(found.cost).toBe((found.failure.statistic.value ?? 0) * found.failure.statistic.n * 4.5);
});

test("fewer than five contacts of one cause are banded, and a second cause with them", async () => {
  await importRows(
    t.db,
    times(3, (i) =>
      interaction(`few${i}`, "phone-help", { at: Date.UTC(2025, 5, 1), openedAt: at, cause: "invoice" }),
    ).concat(
      times(12, (i) =>
        interaction(`many${i}`, "phone-help", { at: Date.UTC(2025, 5, 1), openedAt: at, cause: "delivery" }),
      ),
    ),
    { fileName: "june.csv" },
  );
  const call = await callerOf(t.db, "executive");
  const june = { ...FEBRUARY, from: "2025-06-01", to: "2025-06-30" };
  const { rows } = await call.failure.breakdown({ ...june, by: "touchpoint" });
  expect(rows.map(({ slug, contacts, band }) => [slug, contacts, band])).toEqual([
    ["delivery", null, "5 or more"],
    ["invoice", null, "<5"],
  ]);
  const { cells } = await call.failure.matrix(june);
  expect(cells.every(({ contacts }) => contacts === null)).toBe(true);
});
