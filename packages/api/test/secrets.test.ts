import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { checkSecret } from "../src/secrets.ts";

describe("checkSecret", () => {
  test.each([
    ["nothing", undefined, "NEXTAUTH_SECRET is missing"],
    ["an empty text", "", "NEXTAUTH_SECRET is missing"],
    ["31 characters", "k7Zq2mXv9RtB4nWc8LpJ3sHd6FgY1aQ", "shorter than 32"],
    ["a sample text", "change-me-change-me-change-me-change-me", "looks like a sample"],
    ["one repeated letter", "a".repeat(64), "looks like a sample"],
  ])("refuses %s", (_, value, reason) => {
    expect(checkSecret("NEXTAUTH_SECRET", value)).toContain(reason);
  });

  test("never repeats the value", () => {
    const value = "change-me-0123456789-0123456789-abc";
    expect(checkSecret("NEXTAUTH_SECRET", value)).not.toContain(value);
  });

  test("takes random secrets as the hint makes them", () => {
    for (let i = 0; i < 1_000; i += 1) {
      expect(checkSecret("X", randomBytes(32).toString("hex"))).toBeNull();
      expect(checkSecret("X", randomBytes(32).toString("base64url"))).toBeNull();
    }
  });
});
