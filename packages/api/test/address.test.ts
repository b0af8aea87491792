import { createServer, request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addressGroup, addressOf, markPeers, PEER_HEADER } from "../src/address.ts";

const heard = (list: string) => new Headers({ "x-forwarded-for": list });

describe("addressOf", () => {
  test.each([
    ["no proxy: the header is a stranger's claim", "1.1.1.1", "9.9.9.9", 0, "9.9.9.9"],
    ["a negative count is none", "1.1.1.1", "9.9.9.9", -1, "9.9.9.9"],
    ["one proxy: the last entry is its own", "6.6.6.6, 1.1.1.1", "10.0.0.1", 1, "1.1.1.1"],
    ["two proxies: the last but one", "6.6.6.6, 1.1.1.1, 10.0.0.2", "10.0.0.1", 2, "1.1.1.1"],
    [
      "a client that sends a list of its own gains nothing",
      "a, b, , 6.6.6.6,1.1.1.1",
      "10.0.0.1",
      1,
      "1.1.1.1",
    ],
    ["fewer entries than proxies: it came past them", "1.1.1.1", "10.0.0.1", 2, "10.0.0.1"],
    ["no header behind a proxy", "", "10.0.0.1", 1, "10.0.0.1"],
    ["no address in the trusted entry", "1.1.1.1, unknown", "10.0.0.1", 1, "10.0.0.1"],
    ["a port", "1.1.1.1:4711", "10.0.0.1", 1, "1.1.1.1"],
    ["IPv6 in brackets with a port", "[2001:DB8::1]:443", "10.0.0.1", 1, "2001:db8::1"],
    ["IPv4 in IPv6's clothes", "", "::ffff:10.0.0.7", 0, "10.0.0.7"],
    ["a zone", "", "fe80::1%eth0", 0, "fe80::1"],
    ["script in the header", "<script>alert(1)</script>", "10.0.0.1", 1, "10.0.0.1"],
    ["nobody can tell", "1.1.1.1", null, 0, null],
  ])("%s", (_, list, socket, hops, expected) => {
    expect(addressOf(heard(list), socket, hops)).toBe(expected);
  });
});

test("one customer's IPv6 network is counted as one", () => {
  expect(addressGroup("10.0.0.1")).toBe("10.0.0.1");
  const group = addressGroup("2001:db8:1:2:3:4:5:6");
  expect(group).toBe("2001:db8:1:2::/64");
  expect(addressGroup("2001:0db8:1:2::9")).toBe(group);
  expect(addressGroup("2001:db8:1:2::")).toBe(group);
  expect(addressGroup("2001:db8:1:3::9")).not.toBe(group);
  expect(addressGroup("::1")).toBe("0:0:0:0::/64");
});

describe("markPeers", () => {
  const server = createServer((asked, answer) => answer.end(String(asked.headers[PEER_HEADER])));
  beforeAll(async () => {
    markPeers();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => server.close());

  test("the connection's other end is told, whatever the client claims", async () => {
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const said = await new Promise<string>((resolve) => {
      request({ port, host: "127.0.0.1", headers: { [PEER_HEADER]: "6.6.6.6" } }, (answer) => {
        answer.on("data", (chunk: Buffer) => resolve(chunk.toString()));
      }).end();
    });
    expect(said).toBe("127.0.0.1");
  });
});
