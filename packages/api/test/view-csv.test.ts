/// <reference path="../../db/test/server.ts" />
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, submission } from "../../db/test/importing.ts";
import { barsOf, CSV_KINDS, viewCsv } from "../src/view-csv.ts";
import { callerOf, FEBRUARY, mintCompany, spread } from "./company.ts";

const t = testDatabase();
const lines = (csv: string) => csv.trimEnd().split("\r\n");
/** Cells of the line that begins with a name, by the headings. */
function row(csv: string, name: string): Record<string, string | undefined> {
  const [head = "", ...rest] = lines(csv.replaceAll('"Satisfaction, 1 to 5"', "1 to 5"));
  const cells = rest.find((line) => line.startsWith(`${name},`))?.split(",");
  return Object.fromEntries(head.split(",").map((heading, at) => [heading, cells?.[at]]));
}

beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "van", role: "operations", department: "=delivery()" },
      { slug: "few", role: "sales", department: "stores" },
    ],
    [
      {
        touchpoint: "van",
        channel: "road",
        before: spread({ 4: 100 }),
        now: spread({ 1: 60, 2: 60, 4: 10 }),
      },
      { touchpoint: "few", channel: "store", before: [], now: spread({ 1: 3 }) },
    ],
  );
  await importRows(t.db, [
    submission("w", [answer("van", 2)], { at: Date.UTC(2026, 1, 20), comment: '=HYPERLINK("x")' }),
  ]);
});

test("the file says just what the table says: numbers as numbers, negative ones too, bands as bands, formulas as text", async () => {
  const call = await callerOf(t.db, "executive");
  const departments = await call.departments.list(FEBRUARY);
  const csv = viewCsv("departments", departments);
  expect(lines(csv)).toHaveLength(departments.length + 1);
  const delivery = departments.find((each) => each.name === "=delivery()");
  const found = row(csv, "'=delivery()");
  expect(Number(found["Score (0 to 100)"])).toBeCloseTo(delivery?.score.value ?? 0, 5);
  expect(Number(found["Change"])).toBeCloseTo(delivery?.change?.difference ?? 0, 5);
  expect(found).toMatchObject({ "Score: n": "131", Verdict: "worse", Answers: "131" });
  expect(found["Change"]?.startsWith("-")).toBe(true);
  const touchpoints = viewCsv("touchpoints", await call.touchpoints.list(FEBRUARY));
  expect(row(touchpoints, "few")).toMatchObject({ "Score (0 to 100)": "", "Score: n": "<5" });
  const { rows } = await call.records.list({ ...FEBRUARY, touchpoint: "van" });
  expect(lines(viewCsv("records", rows))).toHaveLength(51);
  const words = await call.comments.list({ ...FEBRUARY, touchpoint: "van" });
  expect(viewCsv("records", words.rows)).toContain(`"'=HYPERLINK(""x"")"`);
});

test("every kind of table can be had, with no rows too, and a distribution has a bar for each score", async () => {
  const call = await callerOf(t.db, "executive");
  for (const kind of CSV_KINDS) expect(lines(viewCsv(kind, []))).toHaveLength(1);
  const van = await call.touchpoints.get({ ...FEBRUARY, slug: "van" });
  expect(lines(viewCsv("distribution", barsOf(van.questions)))).toEqual([
    "Question,Score,Answers,Share (%)",
    '"Satisfaction, 1 to 5",1,60,45.801527',
    '"Satisfaction, 1 to 5",2,61,46.564885',
    '"Satisfaction, 1 to 5",3,0,0',
    '"Satisfaction, 1 to 5",4,10,7.633588',
    '"Satisfaction, 1 to 5",5,0,0',
  ]);
  expect(row(viewCsv("questions", van.questions), "1 to 5")).toMatchObject({
    "Answers (verified)": "0",
    "Answers (not known)": "131",
  });
  const { figures } = await call.experience.summary(FEBRUARY);
  expect(lines(viewCsv("figures", Object.values(figures)))).toHaveLength(12);
  const channels = viewCsv("channels", await call.channels.list(FEBRUARY));
  expect(Number(row(channels, "Road")["Share of answers (%)"])).toBeCloseTo((100 * 130) / 134, 4);
});
