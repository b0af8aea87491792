import { expect, test } from "vitest";
import { readRefusal, refusalWords, type SignInRefusal, writeRefusal } from "../src/sign-in-refusal.ts";

test("every refusal reaches the form as it was meant", () => {
  const all: SignInRefusal[] = [
    { outcome: "refused" },
    { outcome: "code_needed" },
    { outcome: "code_refused" },
    { outcome: "busy" },
    { outcome: "failed" },
    { outcome: "wait", seconds: 900 },
  ];
  for (const refusal of all) {
    expect(readRefusal(writeRefusal(refusal))).toEqual(refusal);
    expect(refusalWords(refusal) === "").toBe(refusal.outcome === "code_needed");
  }
});

test("what next-auth says itself, and what it never said, is a failure", () => {
  for (const said of [null, undefined, "", "Configuration", "wait-", "wait-1e9", "wait-x", "<script>"])
    expect(readRefusal(said)).toEqual({ outcome: "failed" });
});

test("waiting is said in words", () => {
  const words = (seconds: number) => refusalWords({ outcome: "wait", seconds });
  expect(words(1)).toContain("Wait one second,");
  expect(words(64)).toContain("Wait 64 seconds,");
  expect(words(128)).toContain("Wait 3 minutes,");
  expect(words(900)).toContain("Wait 15 minutes,");
});
