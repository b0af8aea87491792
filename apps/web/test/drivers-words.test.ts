import { expect, test } from "vitest";
import { drawMap } from "../src/widgets/drivers/map-drawing.ts";
import {
  type Driver,
  type Drivers,
  driversSentence,
  explainedWords,
  kindsSentence,
  whyNoImportance,
} from "../src/widgets/drivers/words.ts";

const figure = (value: number | null, reach: number, n = 400) => ({
  value,
  n,
  low: value === null ? null : value - reach,
  high: value === null ? null : value + reach,
});
const driver = (name: string, importance: number | null, more: Partial<Driver> = {}): Driver => ({
  slug: name.toLowerCase(),
  name,
  stage: null,
  department: null,
  departmentSlug: null,
  score: figure(70, 1),
  change: null,
  counted: true,
  importance: figure(importance, 0.02),
  weight: importance,
  gap: importance === null ? "too-few-pairs" : null,
  kind: importance === null ? null : "performance",
  penalty: null,
  reward: null,
  quadrant: importance === null ? null : "keep",
  ...more,
});
const found = (drivers: Driver[], more: Partial<Drivers> = {}): Drivers => ({
  outcome: { question: "csat_1_5", label: "Satisfaction, 1 to 5", people: 4_912 },
  outcomes: [],
  people: 4_912,
  explained: figure(0.809, 0.01),
  singular: false,
  lines: { importance: 0.1, score: 70 },
  drivers,
  ...more,
});

test("what counts most, and what to fix first, or that nothing surely is", () => {
  const list = [driver("Room", 0.4), driver("Delivery", 0.3, { quadrant: "fix-first" }), driver("Bar", null)];
  expect(driversSentence(found(list))).toBe(
    "The overall answer hangs most on Room (40.0 %) and Delivery (30.0 %). Fix first: Delivery, which counts much and is rated low.",
  );
  expect(driversSentence(found([driver("Room", 0.4), driver("Bar", 0.1)]))).toContain(
    "None surely counts much and is rated low.",
  );
  // Nothing clears the lines: nothing is said of what to fix.
  const unclear = { quadrant: "unclear" } as const;
  expect(driversSentence(found([driver("Room", 0.4, unclear), driver("Bar", 0.1, unclear)]))).not.toContain(
    "rated low",
  );
  expect(driversSentence(found([driver("Room", 1, unclear)]))).toBe(
    "Room alone can be weighed, so nothing can be set against it.",
  );
});

test("why nothing can be told", () => {
  expect(driversSentence(found([], { outcome: null }))).toContain("asked about the company as a whole");
  expect(driversSentence(found([driver("Room", null)], { singular: true }))).toContain(
    "contradict one another",
  );
  expect(driversSentence(found([driver("Room", null)]))).toContain("100 are needed for each touchpoint");
  expect(whyNoImportance(driver("Bar", null, { importance: figure(null, 0, 62) }))).toBe(
    "Not enough data: 62 of 100 people rated it with the whole",
  );
  expect(whyNoImportance(driver("Bar", null, { importance: figure(null, 0, 0) }))).toContain(
    "nobody, or too few",
  );
  expect(whyNoImportance(driver("Bar", null, { gap: "all-alike" }))).toContain("the same score");
  expect(whyNoImportance(driver("Bar", 0.1))).toBeNull();
  expect(explainedWords(found([]))).toContain("80.9 % of the differences");
});

test("what is taken for granted and what delights", () => {
  const list = [
    driver("Cleanliness", 0.2, { kind: "basic" }),
    driver("Breakfast", 0.2, { kind: "delighter" }),
    driver("Room", 0.2),
  ];
  expect(kindsSentence(list)).toBe(
    "Cleanliness is taken for granted: getting it right wins little, getting it wrong costs much. Breakfast delights: very good there wins people, and bad costs little.",
  );
  expect(kindsSentence([driver("Room", 0.2)])).toBe("None of them only disappoints or only delights.");
  expect(kindsSentence([driver("Room", null)])).toContain("Too few rated");
});

test("the map has all dots and their intervals inside, names beside them, and numbers where names have no room", () => {
  const crowd = Array.from({ length: 30 }, (_, at) => ({
    name: `A touchpoint with a long name ${at}`,
    importance: figure(0.03 + 0.001 * at, 0.01),
    score: figure(70 + 0.1 * at, 1),
  }));
  const size = { width: 900, height: 460 };
  const lines = { importance: 0.044, score: 71.5 };
  const taken = [{ left: 0, top: 0, width: 60, height: 15 }];
  const wide = drawMap(crowd, lines, size, { numbered: false, taken });
  expect(wide.cross).not.toBeNull();
  for (const { across, down } of wide.dots) {
    expect(Math.min(across[0], down[0])).toBeGreaterThanOrEqual(0);
    expect(across[1]).toBeLessThanOrEqual(size.width);
    expect(down[1]).toBeLessThanOrEqual(size.height);
  }
  const texts = wide.dots.flatMap(({ label }) => (label ? [label.text] : []));
  expect(texts.some((text) => text.startsWith("A touchpoint"))).toBe(true);
  expect(texts.some((text) => /^\d+$/.test(text))).toBe(true);
  const boxes = [...taken, ...wide.dots.flatMap(({ label }) => (label ? [label] : []))];
  boxes.forEach((a, at) => {
    for (const b of boxes.slice(at + 1))
      expect(
        a.left < b.left + b.width &&
          b.left < a.left + a.width &&
          a.top < b.top + b.height &&
          b.top < a.top + a.height,
      ).toBe(false);
  });
  const narrow = drawMap(
    crowd.slice(0, 14),
    lines,
    { width: 272, height: 320 },
    { numbered: true, taken: [] },
  );
  expect(narrow.dots.every(({ label }) => label === null || /^\d+$/.test(label.text))).toBe(true);
});
