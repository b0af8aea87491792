import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** Carries the address of the connection's other end; a header of this name from outside is overwritten. */
export const PEER_HEADER = "x-touchline-peer";

/** Puts the other end's address into each request that this process takes. Call it once, before the first request. */
export function markPeers(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  });
}

/** A plain address from what proxies write: "1.2.3.4", "1.2.3.4:80", "[::1]:80", "::ffff:1.2.3.4"; null: none. */
function plainAddress(text: string | null | undefined): string | null {
  const given = (text ?? "").trim();
  const inner = /^\[([^\]]+)\](:\d+)?$/.exec(given)?.[1] ?? /^([\d.]+):\d+$/.exec(given)?.[1] ?? given;
  const address = inner
    .replace(/%.*$/, "")
    .replace(/^::ffff:(?=[\d.]+$)/i, "")
    .toLowerCase();
  return isIP(address) === 0 ? null : address;
}

/**
 * Where a request came from. hops: how many proxies of ours stand before the server. Each appends whom it heard to
 * X-Forwarded-For, so only the last `hops` entries are ours to trust: the first of them is the client, whatever stands
 * before it. With no hops, or fewer entries than hops, it is the connection's other end. null: nobody can tell.
 */
export function addressOf(
  headers: { get(name: string): string | null },
  socketAddress: string | null,
  hops: number,
): string | null {
  const peer = plainAddress(socketAddress);
  if (hops < 1) return peer;
  const heard = (headers.get("x-forwarded-for") ?? "").split(",").filter((entry) => entry.trim() !== "");
  return plainAddress(heard[heard.length - hops]) ?? peer;
}

/** What tries are counted by: an IPv4 address, or the /64 of an IPv6 one, all of which is one customer's. */
export function addressGroup(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - first.length - last.length }, () => "0");
  const groups = [...first, ...zeros, ...last].slice(0, 4).map((group) => Number.parseInt(group, 16));
  return `${groups.map((group) => group.toString(16)).join(":")}::/64`;
}
