import { describe, expect, test } from "vitest";
import { checkPassword } from "../src/password-policy.ts";

const refusal = (password: string, about: string[] = []) => {
  try {
    checkPassword(password, about);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

describe("checkPassword", () => {
  test.each([
    ["seven characters", "xK9#mQ2", /at least 8/],
    [
      "seven characters of two code units each",
      "\u{1F600}\u{1F64A}\u{1F355}\u{1F680}\u{1F984}\u{1F33B}\u{1F41F}",
      /at least 8/,
    ],
    ["a common one", "password1", /common|guessed/],
    ["a common one in capitals", "PASSWORD", /most common/],
    ["a common one made to satisfy rules", "P@ssw0rd!", /guessed/],
    ["a row of keys", "qwertyuiop", /common|guessed/],
    ["one letter 128 times", "a".repeat(128), /guessed/],
    ["the product's name and a year", "touchline2026", /little more than a name/],
    ["a season, a year and a sign", "Summer2026!", /guessed/],
  ])("refuses %s", (_, password, reason) => {
    expect(refusal(password)).toMatch(reason);
  });

  test("refuses what says whose it is", () => {
    const about = ["maria.lindqvist@example.com", "Maria Lindqvist"];
    expect(refusal("MariaLindqvist1")).toBeNull();
    expect(refusal("MariaLindqvist1", about)).toMatch(/little more than a name/);
    expect(refusal("maria.lindqvist@example.com", about)).toMatch(/little more than a name/);
    expect(refusal("maria plays seven green trombones", about)).toBeNull();
  });

  test("asks for no kinds of characters", () => {
    for (const plain of ["plum otter lantern gravel", "92736401857264", "correcthorsebatterystaplegravel"])
      expect(refusal(plain)).toBeNull();
  });

  test("advises 15 characters and takes 8", () => {
    expect(checkPassword("xK9#mQ2v", [])).toMatch(/15 characters or more are better/);
    expect(checkPassword("plum otter lantern", [])).toBeNull();
  });

  test.each([128, 256, 1_000])("takes %i characters", (length) => {
    const words = "plum otter lantern gravel window sparrow ";
    expect(refusal(words.repeat(40).slice(0, length))).toBeNull();
  });

  /** The median of nine: what it takes beside something else in the same run, whatever the machine is doing. */
  const took = (work: () => unknown) => {
    const times = Array.from({ length: 9 }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    });
    return times.sort((a, b) => a - b)[4] ?? Number.NaN;
  };
  const ordinary = "plum otter lantern gravel window sparrow";

  test("refuses 1,001, and 50,000 in less than an ordinary one takes to be judged", () => {
    expect(refusal("x".repeat(1_001))).toMatch(/at most 1,000/);
    const long = "plum otter ".repeat(5_000);
    expect(refusal(long)).toMatch(/at most 1,000/);
    expect(took(() => refusal(long))).toBeLessThan(took(() => refusal(ordinary)));
  });

  test("judges the longest, and the nastiest, in no more than fifty times what an ordinary one takes", () => {
    const usual = took(() => refusal(ordinary));
    for (const nasty of [
      "aA1!".repeat(250),
      "password".repeat(125),
      "1234567890".repeat(100),
      "(".repeat(1_000),
    ])
      expect(took(() => refusal(nasty, ["a".repeat(120), "a@".repeat(150)])) / usual, nasty).toBeLessThan(50);
  });
});
