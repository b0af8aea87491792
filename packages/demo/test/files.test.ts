import { createHash } from "node:crypto";
import { parseMapping } from "@touchline/ingest/mapping";
import { readRows } from "@touchline/ingest/read";
import { describe, expect, test } from "vitest";
import { CHANNELS, COURSES, DEPARTMENTS, SEGMENTS } from "../src/company/structure.ts";
import { TOUCHPOINTS } from "../src/company/touchpoints.ts";
import type { DemoFile } from "../src/csv.ts";
import { EMPLOYEES } from "../src/files/people.ts";
import { LARGE, largeFile } from "../src/large.ts";
import { sampleFiles } from "../src/sample.ts";
import { NOW, rowsOf } from "./tally.ts";

async function digest(file: DemoFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of file.read()) hash.update(chunk);
  return hash.digest("hex");
}

/** Reads a file as the import does. */
async function readAll(file: DemoFile) {
  const mapping = parseMapping(file.mapping);
  const reader = readRows(file.read(), mapping, { fileName: file.name, zone: "UTC" });
  const seen = {
    accepted: 0,
    faulty: [] as unknown[],
    answers: 0,
    interactions: 0,
    first: 0,
    last: 0,
    unordered: 0,
  };
  for await (const batch of reader.batches)
    for (const outcome of batch) {
      if (outcome.status !== "accepted" || outcome.dropped.length > 0) {
        seen.faulty.push(outcome);
        continue;
      }
      seen.accepted++;
      for (const record of outcome.records) {
        if (record.kind === "submission") seen.answers += record.answers.length;
        if (record.kind === "interaction") seen.interactions++;
        if (record.kind !== "submission" && record.kind !== "interaction") continue;
        const at = record.at ?? 0;
        seen.first ||= at;
        // Seconds are decoration: the order is by minute.
        if (at < seen.last - 60_000) seen.unordered++;
        seen.last = Math.max(seen.last, at);
      }
    }
  return { ...seen, names: reader.names() };
}

describe("the files of the sample company", () => {
  const files = sampleFiles({ now: NOW });

  test("every row is read by the import's own reader, in order of time, and the sizes are as said", async () => {
    let answers = 0;
    let interactions = 0;
    for (const file of files) {
      const read = await readAll(file);
      expect(read.faulty, file.name).toEqual([]);
      expect(read.accepted / file.expectedRows, file.name).toBeGreaterThan(0.93);
      expect(read.accepted / file.expectedRows, file.name).toBeLessThan(1.07);
      expect(read.unordered, file.name).toBe(0);
      const { courses, ...others } = read.names;
      expect(Object.values(others).flat(), file.name).toEqual([]);
      if (file.name === "training.csv") expect(courses).toHaveLength(COURSES.length);
      if (read.last > 0) {
        expect(read.first, file.name).toBeGreaterThanOrEqual(Date.UTC(2024, 10, 1));
        expect(read.last, file.name).toBeLessThan(Date.UTC(2026, 10, 1));
      }
      answers += read.answers;
      interactions += read.interactions;
    }
    expect(answers).toBeGreaterThan(290_000);
    expect(answers).toBeLessThan(320_000);
    expect(interactions).toBeGreaterThan(970_000);
    expect(interactions).toBeLessThan(1_030_000);
  });

  test("the structure has the stated size", () => {
    expect(DEPARTMENTS).toHaveLength(12);
    expect(CHANNELS).toHaveLength(20);
    expect(SEGMENTS).toHaveLength(6);
    expect(COURSES).toHaveLength(25);
    expect(EMPLOYEES).toBe(900);
    expect(TOUCHPOINTS.length).toBeGreaterThanOrEqual(45);
    expect(TOUCHPOINTS.length).toBeLessThanOrEqual(50);
    expect(new Set(TOUCHPOINTS.map((touchpoint) => touchpoint.stage)).size).toBe(9);
    expect(new Set(TOUCHPOINTS.map((touchpoint) => touchpoint.department)).size).toBe(12);
    const channels = new Set<string>(CHANNELS.map(([slug]) => slug));
    for (const touchpoint of TOUCHPOINTS)
      for (const [channel] of touchpoint.channels) expect(channels).toContain(channel);
  });

  test("the same seed and month give the same bytes, another seed or month other ones", async () => {
    const small = (list: readonly DemoFile[]) =>
      Promise.all(list.filter((file) => /relationship|training/.test(file.name)).map(digest));
    const here = await small(files);
    expect(await small(sampleFiles({ now: Date.UTC(2026, 10, 1) }))).toEqual(here);
    for (const other of [sampleFiles({ now: NOW, seed: 7 }), sampleFiles({ now: Date.UTC(2026, 11, 1) })]) {
      const there = await small(other);
      expect(there.filter((one) => here.includes(one))).toEqual([]);
    }
  });

  test("surveys and contacts refer only to interactions that are in the log", async () => {
    const named = async (name: string) => {
      const file = files.find((one) => one.name === name);
      return file === undefined ? [] : rowsOf(file);
    };
    const contacts = await named("contacts.csv");
    const known = new Set([...(await named("visits.csv")), ...contacts].map((row) => row["id"]));
    const survey = await named("after-use-survey.csv");
    expect(survey.filter((row) => !known.has(row["about"]))).toHaveLength(0);
    const goingOn = contacts.filter((row) => row["continues"] !== "");
    expect(goingOn.length).toBeGreaterThan(5_000);
    expect(goingOn.filter((row) => !known.has(row["continues"]))).toHaveLength(0);
  });

  test("comments differ, do not shout and name no other company", async () => {
    const survey = files.find((file) => file.name === "after-use-survey.csv");
    const comments = survey === undefined ? [] : (await rowsOf(survey)).map((row) => row["comment"] ?? "");
    const written = comments.filter((comment) => comment !== "");
    expect(written.length).toBeGreaterThan(25_000);
    const counts = new Map<string, number>();
    for (const comment of written) counts.set(comment, (counts.get(comment) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(15);
    expect(counts.size / written.length).toBeGreaterThan(0.85);
    expect(written.filter((comment) => comment.includes("{"))).toEqual([]);
    expect(written.filter((comment) => comment.length > 12 && comment === comment.toUpperCase())).toEqual([]);
    const brands =
      /\b(ikea|hilton|marriott|accor|ibis|amazon|booking\.com|airbnb|google|dhl|ups|visa|paypal|netflix)\b/i;
    expect(written.filter((comment) => brands.test(comment))).toEqual([]);
    const others = written.filter((comment) =>
      /\b(und|wurde|muy|nous|très|nicht|los)\b/.test(comment),
    ).length;
    expect(others / written.length).toBeGreaterThan(0.01);
  });
});

test("the large file is read without a fault and spreads over all dimensions", async () => {
  const file = largeFile({ answers: 40_000, now: NOW, seed: 1 });
  const read = await readAll(file);
  expect(read.faulty).toEqual([]);
  expect(read.unordered).toBe(0);
  expect(read.answers).toBe(40_000);
  const rows = await rowsOf(file);
  const different = (name: string) => new Set(rows.map((row) => row[name])).size;
  expect(different("touchpoint")).toBe(LARGE.touchpoints);
  expect(different("channel")).toBe(LARGE.channels);
  expect(different("segment")).toBe(LARGE.segments);
  expect(new Set(rows.map((row) => row["time"]?.slice(0, 7))).size).toBe(LARGE.months);
});
