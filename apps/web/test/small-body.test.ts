import { expect, test } from "vitest";
import { requireSmallBody } from "../src/small-body.ts";

const post = (headers: Record<string, string>) =>
  new Request("https://touchline.example/api/x", { method: "POST", headers });

test("a body as our pages send it is taken, or none", () => {
  for (const headers of [{}, { "content-length": "0" }, { "content-length": "1000000" }])
    expect(() => requireSmallBody(post(headers))).not.toThrow();
});

test("a large body is refused, and one that hides its size", () => {
  const hidden: Record<string, string> = { "transfer-encoding": "chunked" };
  for (const headers of [{ "content-length": "1000001" }, hidden])
    expect(() => requireSmallBody(post(headers))).toThrow("too large");
});
