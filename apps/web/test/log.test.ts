import { expect, test } from "vitest";
import { captureConsole, createLogger } from "../src/log.ts";
import { safeText } from "../src/log-safety.ts";

const SESSION = "9f8e7d6c5b4a39281706f5e4d3c2b1a0ffeeddccbbaa99887766554433221100";
const SIGNED = "eyJhbGciOiJkaXIifQ..dG91Y2hsaW5l.c2VjcmV0LXNlc3Npb24.Zm9v0123456789abcdef";

/** What drizzle throws when a query fails: the message, and so the stack, quotes the values. */
function failedQuery(): Error {
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
  const message = `Failed query: select "id" from "session" where "id" = $1\nparams: ${SESSION},two\n    at lines`;
  return Object.assign(new Error(message, { cause: refused }), {
    query: "select",
    params: [SESSION, "hunter2hunter2"],
  });
}

function written(act: (logger: ReturnType<typeof createLogger>) => void) {
  const lines: string[] = [];
  act(createLogger({ write: (line) => lines.push(line) }));
  const text = lines.join("");
  return { text, entries: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test("one JSON line with time, level, message and the request's own id", () => {
  const requestId = "0f2f9a4c-7d5e-4e0d-9d0a-3a1f3b0d1c2e";
  const { entries } = written((logger) => logger.error({ requestId, path: "GET /" }, "it failed"));
  expect(entries).toEqual([
    {
      level: "error",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      requestId,
      path: "GET /",
      message: "it failed",
    },
  ]);
});

test("a failed query is logged with its statement and cause, and without its values", () => {
  const { text, entries } = written((logger) => logger.error({ cause: failedQuery() }, "it failed"));
  expect(text).not.toContain(SESSION);
  expect(text).not.toContain("hunter2");
  expect(entries[0]?.["cause"]).toMatchObject({
    message: 'Failed query: select "id" from "session" where "id" = $1',
    stack: expect.stringContaining("log.test.ts"),
    cause: { code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:5432" },
  });
});

test("secrets do not enter the log under any of their names, nor inside of text", () => {
  const { text } = written((logger) => {
    logger.error({ password: "pw-1", nested: { cookie: "pw-2", list: [{ apiToken: "pw-3" }] } }, "a");
    logger.error({ headers: { authorization: "pw-4", "set-cookie": "pw-5" }, NEXTAUTH_SECRET: "pw-6" }, "b");
    logger.error({ address: "postgresql://who:pw-7@db:5432/x", note: "Authorization: Bearer pw-8" }, "c");
    logger.error(
      { note: `next-auth.session-token=${SIGNED}; and ${SESSION}`, cause: new Error(SIGNED) },
      "d",
    );
    logger.error({ cause: Object.assign(new Error('invalid input: "pw-9"'), { code: "22P02" }) }, "e");
    logger.error({ map: new Map([["key", { deep: "pw-10" }]]), sessionId: "pw-11" }, "f");
  });
  for (const secret of [SESSION, SIGNED, /pw-\d/]) expect(text).not.toMatch(secret);
});

test("plain words, addresses and places in files stay readable", () => {
  const words = "connect ECONNREFUSED 127.0.0.1:5432 at /app/.next/server/chunks/_0abc.js (npm start)";
  expect(safeText(words)).toBe(words);
});

test("what libraries print goes through the same gate", () => {
  const console = { error() {}, warn() {}, info() {}, log() {}, debug() {} };
  const { text, entries } = written((logger) => {
    captureConsole(logger, console);
    Object.assign(console, console).error.apply(null, [] as never);
    (console.error as (...parts: unknown[]) => void)(" ⨯", failedQuery());
    (console.warn as (...parts: unknown[]) => void)("[next-auth][warn]", { token: "pw-1" });
  });
  expect(text).not.toMatch(/pw-1|hunter2/);
  expect(text).not.toContain(SESSION);
  expect(entries.map((entry) => entry["level"])).toEqual(["error", "error", "warn"]);
});

test("a circle in what is logged ends somewhere", () => {
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  expect(written((logger) => logger.error({ circle }, "round")).entries).toHaveLength(1);
});
