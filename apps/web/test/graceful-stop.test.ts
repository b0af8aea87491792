import { once } from "node:events";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { REQUEST_ID, watchRequests } from "../src/every-request.ts";
import { drain } from "../src/graceful-stop.ts";
import { createLogger } from "../src/log.ts";

const lines: string[] = [];
const logger = createLogger({ write: (line) => lines.push(line) });
const { traffic } = watchRequests(logger, { https: true, development: false });

async function serve(answerMs: number) {
  const seen: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    seen.push({ ...request.headers });
    await sleep(answerMs);
    response.end("done");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { server, seen, base: `http://127.0.0.1:${port}` };
}

test("every request has an id of its own and one nonce, the same in its request and its answer", async () => {
  const { server, seen, base } = await serve(0);
  const policies = new Set<string>();
  for (let turn = 0; turn < 20; turn += 1) {
    const answer = await fetch(`${base}/a?secret=1`);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/]{22}=='/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(seen.at(-1)?.["content-security-policy"]).toBe(policy);
    expect(answer.headers.get(REQUEST_ID)).toBe(seen.at(-1)?.[REQUEST_ID]);
    expect(answer.headers.get("strict-transport-security")).toBe("max-age=63072000");
    policies.add(policy);
  }
  expect(policies.size).toBe(20);
  expect(JSON.parse(lines.at(-1) ?? "{}")).toMatchObject({ method: "GET", path: "/a", status: 200 });
  expect(lines.join("")).not.toContain("secret");
  server.close();
});

test("an id from a load balancer is kept where it is one", async () => {
  const { server, base } = await serve(0);
  const asked = async (id: string) =>
    (await fetch(base, { headers: { [REQUEST_ID]: id } })).headers.get(REQUEST_ID);
  expect(await asked("lb-01234567")).toBe("lb-01234567");
  expect(await asked('"><script>')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await asked("a".repeat(100))).toMatch(/^[0-9a-f-]{36}$/);
  server.close();
});

test("draining waits for what is under way, and gives up on what does not end", async () => {
  const { server, base } = await serve(600);
  traffic.servers.clear();
  const slow = new Promise<string>((resolve, reject) => {
    get(base, (response) => response.on("data", (chunk) => resolve(String(chunk)))).on("error", reject);
  });
  while (traffic.open.size === 0) await sleep(5);
  expect(await drain(traffic, 2_000)).toBe(0);
  expect(await slow).toBe("done");
  expect(server.listening).toBe(false);

  const stuck = await serve(60_000);
  traffic.servers.clear();
  const never = get(stuck.base).on("error", () => undefined);
  while (traffic.open.size === 0) await sleep(5);
  expect(await drain(traffic, 100)).toBe(1);
  never.destroy();
});
