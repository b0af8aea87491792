import { expect, test } from "vitest";
import { askedBy } from "../src/widgets/palette/keys.ts";
import { matching } from "../src/widgets/palette/matching.ts";

const KEY = {
  key: "k",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  isComposing: false,
};
const free = { typing: false, singleKeys: true };

test("Ctrl-K and Cmd-K search, ? shows the keys, and nothing else is taken from the browser", () => {
  expect(askedBy({ ...KEY, ctrlKey: true }, free)).toBe("palette");
  expect(askedBy({ ...KEY, metaKey: true, key: "K" }, free)).toBe("palette");
  expect(askedBy({ ...KEY, key: "?" }, free)).toBe("keys");
  for (const other of [
    KEY,
    { ...KEY, ctrlKey: true, metaKey: true },
    { ...KEY, ctrlKey: true, altKey: true },
    { ...KEY, ctrlKey: true, key: "?" },
    { ...KEY, ctrlKey: true, key: "p" },
    { ...KEY, key: "/" },
  ])
    expect(askedBy(other, free)).toBeNull();
});

test("no key is taken from who types, nor a single one from who does not want it", () => {
  expect(askedBy({ ...KEY, ctrlKey: true }, { ...free, typing: true })).toBeNull();
  expect(askedBy({ ...KEY, key: "?" }, { ...free, typing: true })).toBeNull();
  expect(askedBy({ ...KEY, ctrlKey: true, isComposing: true }, free)).toBeNull();
  expect(askedBy({ ...KEY, ctrlKey: true, defaultPrevented: true }, free)).toBeNull();
  expect(askedBy({ ...KEY, key: "?" }, { ...free, singleKeys: false })).toBeNull();
  expect(askedBy({ ...KEY, ctrlKey: true }, { ...free, singleKeys: false })).toBe("palette");
});

test("a name is found by words in any order, without accents and case; the name goes before where it stands", () => {
  expect(matching("Café bar", "Food", "cafe")).toBe(1);
  expect(matching("Front desk", "Stay", "desk front")).toBe(0.8);
  expect(matching("Front desk", "Stay", "esk")).toBe(0.6);
  expect(matching("Front desk", "Stay", "stay desk")).toBe(0.4);
  expect(matching("Front desk", "Stay", "tay")).toBe(0.2);
  expect(matching("Front desk", "Stay", "front door")).toBe(0);
  expect(matching("Front desk", "Stay", "  ")).toBe(1);
});
