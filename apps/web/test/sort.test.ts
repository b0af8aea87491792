import { expect, test } from "vitest";
import { readSort, sortRows, writeSort } from "../src/widgets/table/sort.ts";

const rows = [
  { name: "Rooms", score: 70 },
  { name: "Bar", score: null },
  { name: "Shop", score: 81 },
];
const of = {
  name: (row: (typeof rows)[number]) => row.name,
  score: (row: (typeof rows)[number]) => row.score,
};
const names = (text: string) =>
  sortRows(rows, readSort(text, Object.keys(of), { key: "name", down: false }), of).map((row) => row.name);

test("an address sorts, and what has no figure comes last whichever way", () => {
  expect(names("-score")).toEqual(["Shop", "Rooms", "Bar"]);
  expect(names("score")).toEqual(["Rooms", "Shop", "Bar"]);
  expect(names("-name")).toEqual(["Shop", "Rooms", "Bar"]);
});

test("what is no column falls back to the usual order", () => {
  expect(names("password")).toEqual(["Bar", "Rooms", "Shop"]);
  expect(readSort(null, ["score"], { key: "score", down: true })).toEqual({ key: "score", down: true });
  expect(writeSort(readSort("-score", ["score"], { key: "name", down: false }))).toBe("-score");
});
