import { beforeAll, expect, test } from "vitest";

let requireSameOrigin: (request: Request) => void;

beforeAll(async () => {
  process.env["DATABASE_URL"] = "postgresql://nobody@localhost/none";
  process.env["NEXTAUTH_URL"] = "https://touchline.example/";
  process.env["NEXTAUTH_SECRET"] = "0123456789abcdefghijklmnopqrstuv";
  ({ requireSameOrigin } = await import("../src/origin.ts"));
});

const from = (origin: string | null) =>
  new Request("https://touchline.example/api/x", {
    method: "POST",
    headers: origin === null ? {} : { origin },
  });

test("a change is taken from Touchline's own pages", () => {
  expect(() => requireSameOrigin(from("https://touchline.example"))).not.toThrow();
});

test.each([
  null,
  "",
  "null",
  "http://touchline.example",
  "https://touchline.example:8443",
  "https://touchline.example.evil.example",
  "https://eviltouchline.example",
  "https://touchline.example@evil.example",
  "https://evil.example, https://touchline.example",
  "https://TOUCHLINE.example.",
])("a change from elsewhere is refused: %j", (origin) => {
  expect(() => requireSameOrigin(from(origin))).toThrow("own pages");
});
