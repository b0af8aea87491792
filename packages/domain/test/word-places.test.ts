import { expect, test } from "vitest";
import { placesOf } from "../src/word-places.ts";

const marked = (text: string, words: readonly string[]) =>
  placesOf(text, words).map(([from, to]) => text.slice(from, to));

test("words are found whole, as they are written, and wherever they stand", () => {
  expect(placesOf("Late again, and so late", ["late"])).toEqual([[19, 23]]);
  expect(marked("Late again, and so late", ["late", "Late"])).toEqual(["Late", "late"]);
  expect(marked("The latest plate", ["late"])).toEqual([]);
  expect(marked("check-in and the check", ["check", "check-in"])).toEqual(["check-in", "check"]);
  expect(marked("Zu spät, spätestens", ["spät"])).toEqual(["spät"]);
  // Places count as JavaScript does, also behind what takes two units.
  expect(placesOf("😀 late", ["late"])).toEqual([[3, 7]]);
});

test("what is no word is taken as it stands, and no words mark nothing", () => {
  expect(marked("a.b and aXb (c)", ["a.b", "(c)"])).toEqual(["a.b", "(c)"]);
  expect(marked("<b>late</b>", ["late"])).toEqual(["late"]);
  expect(placesOf("anything", [])).toEqual([]);
  expect(placesOf("anything", [""])).toEqual([]);
});
