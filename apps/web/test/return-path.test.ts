import { expect, test } from "vitest";
import { returnPath } from "../src/return-path.ts";
import { HOSTILE, OWN } from "./return-vectors.ts";

const ORIGIN = "https://cx.example.com";

test.each(HOSTILE.map((given) => [JSON.stringify(given.slice(0, 60)), given]))(
  "%s leads to the overview",
  (_, given) => {
    expect(returnPath(given)).toBe("/");
  },
);

test.each(OWN)("%s is a page of ours", (given) => {
  expect(returnPath(given)).toBe(given);
});

test("what is no text leads to the overview", () => {
  for (const given of [undefined, null, 1, {}, ["/imports"], ["//evil.example", "/"]])
    expect(returnPath(given)).toBe("/");
});

test("the answer stays on the origin for whatever strange path is made of these signs", () => {
  const signs = ["/", "\\", ".", "..", "@", ":", "%2f", "%5c", "%2e", "\t", "\n", "?", "#", "evil.example"];
  for (const a of signs)
    for (const b of signs)
      for (const c of signs)
        for (const d of signs) {
          const answer = returnPath(`/${a}${b}${c}${d}`);
          expect(answer).toMatch(/^\/(?![/\\])/);
          expect(new URL(answer, ORIGIN).origin).toBe(ORIGIN);
        }
});

test("Next's own mark is taken off", () => {
  expect(returnPath("/imports?_rsc=1x2y")).toBe("/imports");
  expect(returnPath("/?period=all&_rsc=1x2y")).toBe("/?period=all");
});
