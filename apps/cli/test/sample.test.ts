/// <reference path="../../../packages/db/test/server.ts" />
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemScope } from "@touchline/domain/access";
import { parseMapping } from "@touchline/ingest/mapping";
import { readRows } from "@touchline/ingest/read";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../../../packages/db/test/database.ts";
import { run } from "../src/commands/sample.ts";
import { loadSample } from "../src/sample.ts";
import { findsItsTruths } from "./sample-truths.ts";

const NOW = new Date("2026-11-22T08:00:00Z");
const scope = systemScope("test");

describe("the sample company", () => {
  const handle = testDatabase();
  const one = async (query: string) => (await handle.db.$client.query(query)).rows[0];

  test("comes in through the import whole, and a second time nothing happens", async () => {
    const shares: number[] = [];
    const onProgress = (done: number) => shares.push(done);
    const imported = await loadSample(handle.db, scope, { now: NOW, onProgress });
    expect(imported).toHaveLength(8);
    expect(shares.every((share, at) => share >= (shares[at - 1] ?? 0))).toBe(true);
    expect(shares.at(-1)).toBeCloseTo(1);

    const runs = await one(
      "select count(*)::int files, sum(rejected)::int rejected, count(*) filter (where status = 'published')::int published from import_run",
    );
    expect(runs).toEqual({ files: 8, rejected: 0, published: 8 });
    const answers =
      await one(`select count(*)::int total, count(*) filter (where evidence = 'used')::int used,
      count(*) filter (where evidence = 'not_used')::int not_used from answer`);
    expect(answers.total).toBeGreaterThan(290_000);
    expect(answers.used / answers.total).toBeGreaterThan(0.6);
    expect(answers.not_used / answers.total).toBeGreaterThan(0.04);
    const interactions = await one("select count(*)::int total from interaction");
    expect(interactions.total).toBeGreaterThan(970_000);
    const staff = await one(
      "select (select count(*) from employee)::int employees, (select count(*) from course)::int courses",
    );
    expect(staff).toEqual({ employees: 900, courses: 25 });
    const structure = await one(`select (select count(*) from department)::int departments,
      (select count(*) from channel where id <> 0)::int channels, (select count(*) from segment where id <> 0)::int segments,
      (select count(*) from touchpoint where id <> 0)::int touchpoints`);
    expect(structure).toEqual({ departments: 12, channels: 20, segments: 6, touchpoints: 49 });

    const later = new Date("2027-02-01T08:00:00Z");
    expect(await loadSample(handle.db, scope, { now: later })).toEqual([]);
    expect(await one("select count(*)::int total from answer")).toEqual({ total: answers.total });
  }, 400_000);

  findsItsTruths(handle, NOW);
});

test("the files can be written to a folder and imported like anybody's", async () => {
  const folder = await mkdtemp(join(tmpdir(), "touchline-sample-"));
  await run(["--size", "0.001", "--out", folder]);
  expect((await readdir(folder)).sort()).toEqual(["large-survey-1000.csv", "large-survey-1000.mapping.json"]);
  const mapping = parseMapping(
    JSON.parse(await readFile(join(folder, "large-survey-1000.mapping.json"), "utf8")),
  );
  const reader = readRows(createReadStream(join(folder, "large-survey-1000.csv")), mapping, {
    fileName: "large-survey-1000.csv",
    zone: "UTC",
  });
  const statuses: string[] = [];
  for await (const batch of reader.batches) statuses.push(...batch.map(({ status }) => status));
  expect(statuses).toEqual(Array(500).fill("accepted"));
  await expect(run(["--size", "none"])).rejects.toThrow("Usage: touchline sample");
  await rm(folder, { recursive: true });
});

describe("a large file in its place", () => {
  const handle = testDatabase();
  const size = 60_000;

  test("goes on with its own months after it was cut off", async () => {
    const stop = new AbortController();
    const cut = await loadSample(handle.db, scope, {
      now: NOW,
      size,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(cut).toEqual([]);
    const later = new Date("2026-12-15T08:00:00Z");
    expect(await loadSample(handle.db, scope, { now: later, size })).toHaveLength(1);
    const { rows } = await handle.db.$client.query("select count(*)::int total, max(at) as last from answer");
    expect(rows[0].total).toBe(size);
    expect(rows[0].last.getTime()).toBeLessThan(Date.UTC(2026, 10, 1));
  });
});
