import { readFile, stat } from "node:fs/promises";
import { expect, test } from "vitest";
import { spoolUpload } from "../src/upload.ts";
import { readEvents } from "../src/widgets/imports/read-events.ts";

const HEAD = { fileName: "a.csv", dryRun: true, constants: {}, mapping: { fitting: true } };
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
