import { expect, test } from "vitest";
import { placedAt, rowsAfter, type Slot } from "../src/widgets/structure/order.ts";

const place = (id: number): Slot => ({ kind: "place", id, name: `place ${id}` });
const row = (id: number): Slot => ({ kind: "row", id, name: `row ${id}` });
const slots = [place(1), row(11), row(12), place(2), place(3), row(31)];

test("a row is put before the one that follows, in the place of the heading above", () => {
  expect(placedAt(slots, 2, 1, null)).toEqual({ id: 12, place: 1, before: 11 });
  expect(placedAt(slots, 1, 2, null)).toEqual({ id: 11, place: 1, before: null });
  // Past one heading into an empty place, and past two in front of a row.
  expect(placedAt(slots, 2, 3, null)).toEqual({ id: 12, place: 2, before: null });
  expect(placedAt(slots, 2, 4, null)).toEqual({ id: 12, place: 3, before: 31 });
  expect(placedAt(slots, 5, 4, null)).toEqual({ id: 31, place: 2, before: null });
});

test("nothing stands above the first heading, and headings themselves don't move", () => {
  expect(placedAt(slots, 5, 0, null)).toEqual({ id: 31, place: 1, before: 11 });
  expect(placedAt(slots, 1, 0, null)).toBeNull();
  expect(placedAt(slots, 0, 3, null)).toBeNull();
  expect(placedAt(slots, 5, 6, null)).toBeNull();
});

test("a list without headings keeps its rows in the place that it is", () => {
  expect(placedAt([row(1), row(2), row(3)], 0, 2, 7)).toEqual({ id: 1, place: 7, before: null });
});

test("rows stand as the move leaves them until the server has said so", () => {
  const rows = [
    { id: 1, stage: 1 },
    { id: 2, stage: 1 },
    { id: 3, stage: 2 },
  ];
  const moved = (one: { id: number; stage: number }) => ({ ...one, stage: 2 });
  expect(rowsAfter(rows, { id: 1, place: 2, before: 3 }, moved)).toEqual([
    { id: 2, stage: 1 },
    { id: 1, stage: 2 },
    { id: 3, stage: 2 },
  ]);
  expect(rowsAfter(rows, { id: 1, place: 2, before: null }, moved).at(-1)).toEqual({ id: 1, stage: 2 });
  expect(rowsAfter(rows, { id: 9, place: 2, before: null }, moved)).toEqual(rows);
});
