import { expect, test } from "vitest";
import { isOutage } from "../src/outage.ts";

const coded = (code: string, message = "x") => Object.assign(new Error(message), { code });

test.each([
  coded("ECONNREFUSED"),
  coded("57P01", "terminating connection due to administrator command"),
  coded("57P03", "the database system is starting up"),
  coded("08006"),
  new Error("Connection terminated unexpectedly"),
  new Error("Failed query", { cause: coded("ECONNRESET") }),
])("a database that can't be reached is an outage: %s", (cause) => {
  expect(isOutage(cause)).toBe(true);
});

test.each([coded("42P01"), coded("23505"), new Error("undefined is not a function"), "ECONNREFUSED", null])(
  "a fault of our own is none: %s",
  (cause) => {
    expect(isOutage(cause)).toBe(false);
  },
);
