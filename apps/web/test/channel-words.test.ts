import { expect, test } from "vitest";
import {
  contactsSentence,
  matrixSentence,
  ownPathsSentence,
  pathsSentence,
} from "../src/widgets/channel/contact-words.ts";
import { pathsOf, pathTable } from "../src/widgets/channel/paths.ts";
import { tintOf } from "../src/widgets/table/heat.ts";

const figure = (value: number | null, n = 100, reach = 0.01) => ({
  value,
  n,
  low: value === null ? null : value - reach,
  high: value === null ? null : value + reach,
});
const channel = (
  name: string,
  contacts: number | null,
  minutes: number,
  escalated: number,
  nested = false,
) => ({
  name,
  nested,
  contacts,
  response: { median: figure(minutes), p90: figure(2 * minutes) },
  escalated: figure(escalated),
});
const place = (slug: string) => ({ slug, name: slug.toUpperCase() });
const path = (from: string, to: string, contacts: number | null) => ({
  from: place(from),
  to: place(to),
  contacts,
  band: contacts === null ? "<5" : null,
});
const PATHS = [path("a", "a", 90), path("a", "b", 60), path("b", "a", 20), path("b", "c", null)];

test("contacts: where most come in, the longest wait, and only a clear lead in escalations", () => {
  const rows = [
    channel("Phone", 900, 3, 0.2),
    channel("Mail", 100, 400, 0.1),
    channel("Post", 50, 900, 0.3, true),
  ];
  expect(contactsSentence(rows)).toBe(
    "Phone takes the most contacts (900 of 1,000). Half of those on Mail wait longer than 6.7 h, on Phone than 3.0 min. Phone escalates the most: 20.0 % of what begins there goes on elsewhere.",
  );
  expect(contactsSentence([channel("Phone", 900, 3, 0.11), channel("Mail", 100, 400, 0.1)])).toContain(
    "No channel escalates clearly more than the others.",
  );
  expect(contactsSentence([channel("Phone", null, 3, 0.1)])).toContain("Too few contacts");
});

test("paths: the busiest way between channels, and those of one family", () => {
  const change = null;
  const paths = {
    issues: 1_000,
    escalated: { statistic: figure(0.137), change },
    repeated: { statistic: figure(0.06), change },
    channels: PATHS,
    departments: [],
  };
  expect(pathsSentence(paths)).toBe(
    "Of 100 issues, 14 go on at another channel or department, and 6 are asked again where they were. Between channels the busiest way is from A to B (60 contacts).",
  );
  expect(pathsSentence({ ...paths, issues: null })).toContain("Too few");
  expect(pathsSentence({ ...paths, channels: [] })).toContain(
    "No contact says which earlier one it continues",
  );
  const family = { slug: "b", name: "B", children: [place("c")] };
  const own = pathsOf({ channels: PATHS }, family);
  expect(own).toHaveLength(3);
  // From B to its own member C does not leave the family.
  expect(ownPathsSentence(family, own)).toBe(
    "What B does not settle goes on most at A (20 contacts). It takes over most from A (60 contacts).",
  );
  // What two members take over is the family's.
  const both = [path("a", "b", 60), path("a", "c", 30), path("d", "b", 70)];
  expect(ownPathsSentence(family, both)).toBe("It takes over most from A (90 contacts).");
  expect(ownPathsSentence({ ...family, children: [] }, [])).toContain("No issue is known");
});

test("a table of paths: the busiest first, a hidden cell as its band without a tint", () => {
  const { rows, columns, cells } = pathTable(
    PATHS,
    (slug) => `/channels/${slug}`,
    (from, to) => `/contacts/${from}/${to}`,
  );
  expect(rows.map(({ key }) => key)).toEqual(["a", "b"]);
  expect(columns.map(({ key }) => key)).toEqual(["a", "b", "c"]);
  expect(cells.find(({ column }) => column === "c")).toMatchObject({ figure: "<5", heat: null });
  // Each leads to its contacts, but what is hidden leads nowhere.
  expect(cells.map(({ href }) => href)).toEqual([
    "/contacts/a/a",
    "/contacts/a/b",
    "/contacts/b/a",
    undefined,
  ]);
});

test("the lowest and the highest of all scores, and the pairs that can't be judged", () => {
  const cell = (on: string, score: number, counted = true) => ({
    channel: on,
    score: figure(score),
    counted,
  });
  const touchpoint = (name: string, cells: ReturnType<typeof cell>[]) => ({
    slug: name,
    name,
    stage: null,
    question: "",
    cells,
  });
  const channels = ["web", "app"].map((slug) => ({ ...place(slug), parent: null, stated: true }));
  const touchpoints = [
    touchpoint("Search", [cell("web", 70), cell("app", 40, false)]),
    touchpoint("Pay", [cell("web", 50), cell("app", 80)]),
  ];
  expect(matrixSentence({ channels, touchpoints })).toBe(
    "Lowest: Pay on WEB (50.0). Highest: Pay on APP (80.0). 1 of 4 pairs have too few answers to judge.",
  );
  expect(matrixSentence({ channels, touchpoints: [] })).toContain("Nowhere are there enough answers");
});

test("a tint tells the lowest from nothing, grows with the figure, and leaves text readable", () => {
  const tints = [10, 20, 30].map((value) => tintOf(value, [10, 20, 30]));
  expect(tints).toEqual([4, 19, 34]);
  expect(tintOf(5, [5])).toBeGreaterThan(0);
});
