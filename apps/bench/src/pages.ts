import type { Db } from "@touchline/db/client";
import autocannon from "autocannon";
import { measure, ms, type Timing, table } from "./measure.ts";
import { type Paint, paintOfPages } from "./paint.ts";
import { benchRights } from "./rights.ts";
import { startWebServer, type WebServer } from "./web-server.ts";

/** A full year against the year before; the bench's answers end with 2025. */
const YEAR = "period=custom&from=2025-01-01&to=2025-12-31";
/** The emptiest page that is made anew for each request: it reads nothing, and nobody is signed in. */
const EMPTY = "/no/such/page";
/** The frame of every page: signed in, with the menu, the company's name and nothing to read. */
const FRAME = "/records/999999999";
const OVERVIEW = `/?${YEAR}`;
const PAGES: Readonly<Record<string, string>> = {
  "Empty page": EMPTY,
  "Frame alone": FRAME,
  Overview: OVERVIEW,
  Department: `/departments/department-1?${YEAR}`,
  Touchpoint: `/touchpoints/touchpoint-7?${YEAR}`,
  Channel: `/channels/channel-7?${YEAR}`,
};
const missing = (path: string) => path === EMPTY || path === FRAME;

const CALLS = 100;
const NEW_VIEWS = 30;
const CONNECTIONS = 10;
const SECONDS = 5;
const ROUNDS = 3;

async function get({ base, cookie }: WebServer, path: string): Promise<number> {
  const headers = path === EMPTY ? {} : { cookie };
  const answer = await fetch(base + path, { headers, redirect: "manual" });
  const { byteLength } = await answer.arrayBuffer();
  if (answer.status !== (missing(path) ? 404 : 200)) throw new Error(`${path} answered ${answer.status}`);
  return byteLength;
}

/** Whole months of their own each time, so that nothing of them was answered before. */
function* neverAsked(): Generator<string> {
  for (let from = 1; from <= 12; from += 1)
    for (let to = 1; to <= 12; to += 1) {
      const last = new Date(Date.UTC(2025, to, 0)).toISOString().slice(0, 10);
      yield `/?period=custom&from=2024-${String(from).padStart(2, "0")}-01&to=${last}`;
    }
}

/** Requests a second: rounds of all paths in turn, so that a noisy neighbour slows all alike; the median round. */
async function ratesOf(server: WebServer, paths: readonly string[]): Promise<Map<string, number>> {
  const rates = new Map<string, number[]>(paths.map((path) => [path, []]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const path of paths) {
      const { requests, errors, timeouts } = await autocannon({
        url: server.base + path,
        ...(path !== EMPTY && { headers: { cookie: server.cookie } }),
        connections: CONNECTIONS,
        duration: SECONDS,
      });
      if (errors + timeouts > 0) throw new Error(`${path}: ${errors + timeouts} requests failed`);
      rates.get(path)?.push(requests.average);
    }
  const middle = Math.floor(ROUNDS / 2);
  return new Map([...rates].map(([path, rounds]) => [path, rounds.sort((a, b) => a - b)[middle] ?? 0]));
}

const paintWords = (paint: Paint | undefined) =>
  paint ? [ms(paint.largest), paint.shift.toFixed(3)] : ["", ""];

/**
 * The built product on a filled database, over HTTP and in Chromium, as a table; and what deciding about rights costs.
 * Throws when the product is not built, or a page is not there.
 */
export async function benchPages(db: Db, databaseUrl: string): Promise<string> {
  const server = await startWebServer(db, databaseUrl);
  try {
    const timings = new Map<string, Timing & { bytes: number }>();
    for (const path of Object.values(PAGES)) {
      const begun = performance.now();
      const bytes = await get(server, path);
      // A page that takes seconds tells as much by fewer calls.
      const calls = Math.min(CALLS, Math.ceil(20_000 / (performance.now() - begun)));
      timings.set(path, { ...(await measure(() => get(server, path), calls)), bytes });
    }
    const views = neverAsked();
    const first = await measure(() => get(server, views.next().value ?? OVERVIEW), NEW_VIEWS);
    const rates = await ratesOf(server, Object.values(PAGES));
    const shown = Object.values(PAGES).filter((path) => !missing(path));
    const paints = await paintOfPages(server, shown);
    const empty = rates.get(EMPTY) ?? Number.NaN;
    const rows = Object.entries(PAGES).map(([name, path]) => {
      const timing = timings.get(path);
      const rate = rates.get(path) ?? Number.NaN;
      return [
        name,
        timing ? `${ms(timing.median)} / ${ms(timing.p95)}` : "",
        rate.toFixed(0),
        (rate / empty).toFixed(2),
        timing ? `${Math.round(timing.bytes / 1_024)} KB` : "",
        ...paintWords(paints?.get(path)),
      ];
    });
    rows.splice(3, 0, [
      "Overview, a view that nobody asked for before",
      `${ms(first.median)} / ${ms(first.p95)}`,
      "",
      "",
      "",
      "",
      "",
    ]);
    const head = ["Page", "Server, median / p95 (ms)", "Requests a second", "Of the empty page", "HTML"];
    const { rights, nothing } = await benchRights(db, CALLS);
    return [
      table([[...head, "Largest paint (ms)", "Layout shift"], ...rows]),
      paints ? "" : "\nNo Chromium here: nothing was painted.",
      `Deciding about rights and minting the Scope: ${ms(rights.median)} ms median, ${(rights.median / nothing.median).toFixed(1)} times \`SELECT 1\` (${ms(nothing.median)} ms).`,
    ].join("\n");
  } finally {
    server.stop();
  }
}
