import { readFile, stat } from "node:fs/promises";
import { expect, test } from "vitest";
import { readBeginning, spoolUpload } from "../src/upload.ts";
import { previewHead } from "../src/upload-head.ts";
import { readEvents } from "../src/widgets/imports/read-events.ts";

const HEAD = { fileName: "a.csv", dryRun: true, constants: {}, mapping: { fitting: true } };
const LOOK = {
  fileName: "a.csv",
  whole: true,
  mapping: { fitting: true },
  constants: {},
  format: {},
  columns: {},
  touchpoints: {},
  channels: {},
};
const upload = (...parts: BlobPart[]) =>
  new Request("http://localhost/api/imports", { method: "POST", body: new Blob(parts) });

test("the first line says what the file is; the rest is the file, byte for byte", async () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at % 256);
  const spooled = await spoolUpload(upload(JSON.stringify(HEAD), "\n", bytes), 200_000);
  expect(spooled.head).toEqual(HEAD);
  expect(Buffer.compare(await readFile(spooled.path), Buffer.from(bytes))).toBe(0);
  expect((await stat(spooled.path)).mode & 0o077).toBe(0);
  await spooled.remove();
  await expect(stat(spooled.path)).rejects.toThrow();
});

test("too large a file, no file and no head are refused in words", async () => {
  const cases = [
    upload(JSON.stringify(HEAD), "\n", "x".repeat(1_001)),
    upload("no json\n", "x"),
    upload(JSON.stringify({ ...HEAD, mapping: "sfo" }), "\n", "x"),
    upload(JSON.stringify(HEAD)),
    new Request("http://localhost/api/imports", { method: "POST" }),
  ];
  for (const request of cases)
    await expect(spoolUpload(request, 1_000)).rejects.toMatchObject({ code: "invalid" });
});

test("the beginning of a file is read into memory up to a megabyte, with what was said of it", async () => {
  const head = { ...LOOK, columns: { 2: { as: "date", formats: ["M/d/yyyy"] } } };
  const seen = await readBeginning(upload(JSON.stringify(head), "\n", "a,b\n"), previewHead);
  expect([seen.head, seen.bytes.toString()]).toEqual([head, "a,b\n"]);
  const wrong = [
    upload(JSON.stringify({ ...LOOK, columns: { x: { as: "date" } } }), "\n", "a"),
    upload(JSON.stringify({ ...LOOK, format: { headerCount: 99 } }), "\n", "a"),
    upload(JSON.stringify(LOOK), "\n", "x".repeat(1_000_001)),
    upload("{}\n"),
    new Request("http://localhost/api/imports/preview", { method: "POST" }),
  ];
  for (const request of wrong)
    await expect(readBeginning(request, previewHead)).rejects.toMatchObject({ code: "invalid" });
});

test("an upload may say what a survey's file does not", async () => {
  const survey = { questions: { Q1: "csat_1_5" }, definition: { fields: [] } };
  const spooled = await spoolUpload(upload(JSON.stringify({ ...HEAD, survey }), "\n", "x"), 1_000);
  expect(spooled.head.survey).toEqual(survey);
  await spooled.remove();
});

test("events are read however the answer is cut into pieces", async () => {
  const text = `${JSON.stringify({ kind: "failed", message: "Größe" })}\n`.repeat(2);
  const bytes = new TextEncoder().encode(text);
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += 3) yield bytes.slice(at, at + 3);
  };
  const events = [];
  for await (const event of readEvents(pieces())) events.push(event);
  expect(events).toEqual([
    { kind: "failed", message: "Größe" },
    { kind: "failed", message: "Größe" },
  ]);
});
