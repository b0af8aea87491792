import { describe, expect, it } from "vitest";
import { parseMapping } from "../src/mapping.ts";
import { readRows } from "../src/read.ts";

const interactions = parseMapping({
  schemaVersion: 1,
  name: "Interaction log",
  source: "interaction-log",
  format: { kind: "csv", delimiter: ",", encoding: "utf-8" },
  records: [
    {
      kind: "interaction",
      externalId: { column: "id" },
      customer: { column: "customer" },
      at: { column: "at" },
      touchpoint: { column: "touchpoint" },
      channel: { column: "channel" },
      segment: { column: "segment" },
      openedAt: { column: "opened" },
      resolvedAt: { column: "resolved" },
      resolvedAtFirstContact: { column: "first" },
      reopened: { column: "reopened" },
    },
  ],
});
const HEADER = "id,customer,at,touchpoint,channel,segment,opened,resolved,first,reopened\n";

/** About `bytes` of log in chunks of 64 KiB, never held as a whole. */
async function* log(bytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(HEADER);
  const channels = ["Web site", "Call centre", "App", "E-mail"];
  let row = 0;
  for (let sent = 0; sent < bytes; ) {
    const lines: string[] = [];
    for (let size = 0; size < 65_536; row += 1) {
      const at = new Date(Date.UTC(2024, 0, 1) + row * 61_000).toISOString().replace(".000", "");
      const line = `I-${String(row).padStart(9, "0")},C-${row % 99_991},${at},Touchpoint ${row % 45},${channels[row % 4]},Segment ${row % 6},${at},${at},yes,no\n`;
      size += line.length;
      lines.push(line);
    }
    const chunk = Buffer.from(lines.join(""));
    sent += chunk.length;
    yield chunk;
  }
}

describe("a large file", () => {
  it("streams 200 MB within a bounded memory, at a useful speed", async () => {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    let peak = before;
    let rows = 0;
    const reader = readRows(log(200_000_000), interactions, { fileName: "log.csv", zone: "UTC" });
    for await (const batch of reader.batches) {
      rows += batch.length;
      if (rows % 100_000 === 0) peak = Math.max(peak, process.memoryUsage().rss);
    }
    const speed = rows / ((performance.now() - started) / 1000);
    expect(rows).toBeGreaterThan(1_400_000);
    expect(reader.names().touchpoints).toHaveLength(45);
    expect((peak - before) / 1_048_576).toBeLessThan(150);
    // Generating the log costs as much as reading it; the floor only tells a collapse from a slow machine.
    expect(speed).toBeGreaterThan(20_000);
    if (process.env["SHOW_SPEED"])
      console.warn(`${Math.round(speed)} rows/s, +${Math.round((peak - before) / 1_048_576)} MiB`);
  }, 120_000);
});
