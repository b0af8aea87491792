import { seeded } from "@touchline/domain/seeded";
import { expect, test } from "vitest";
import { type Box, type Labelled, leaderOf, placeLabels, widthOf } from "../src/label-placement.ts";

const point = (x: number, y: number, width = 60): Labelled => ({ x, y, radius: 4, width, height: 14 });
const over = (a: Box, b: Box) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;
const field = { width: 900, height: 400 };

test("a label alone stands right of its point, and left of it at the right edge", () => {
  expect(placeLabels([point(100, 100)], field)).toEqual([{ left: 107, top: 93, width: 60, height: 14 }]);
  expect(placeLabels([point(890, 100)], field)[0]?.left).toBe(823);
});

test("labels lie on no other, on no point, on nothing that is taken, and inside the field, however crowded", () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const random = seeded(seed);
    const crowd = Array.from({ length: 40 }, () =>
      point(random() * 900, 200 + random() * 200, 30 + random() * 90),
    );
    const corner = { left: 0, top: 380, width: 80, height: 20 };
    const boxes = placeLabels(crowd, field, [corner]).filter((box) => box !== null);
    expect(boxes.length).toBeGreaterThan(20);
    boxes.forEach((box, at) => {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.top + box.height).toBeLessThanOrEqual(field.height);
      expect(box.left + box.width).toBeLessThanOrEqual(field.width);
      expect(boxes.slice(at + 1).some((other) => over(box, other))).toBe(false);
      expect(over(box, corner)).toBe(false);
      for (const { x, y, radius } of crowd)
        expect(over(box, { left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius })).toBe(
          false,
        );
    });
  }
});

test("who comes first chooses first; where nothing is left there is no label", () => {
  const tight = { width: 80, height: 20 };
  const [first, second] = placeLabels([point(8, 10), point(8, 10)], tight);
  expect(first).not.toBeNull();
  expect(second).toBeNull();
});

test("a label away from its point gets a line to its nearest edge, one beside it none", () => {
  expect(leaderOf(point(10, 10), { left: 17, top: 3, width: 60, height: 14 })).toBeNull();
  expect(leaderOf(point(10, 10), { left: 40, top: 30, width: 60, height: 14 })).toEqual({ x: 40, y: 30 });
});

test("a text is taken for at least as wide as it comes out", () => {
  // Measured in Inter at 12 px.
  expect(widthOf("Product quality", 12)).toBeGreaterThanOrEqual(86);
  expect(widthOf("Cleanliness", 12)).toBeGreaterThanOrEqual(66);
  expect(widthOf("Web", 12)).toBeLessThan(40);
});
