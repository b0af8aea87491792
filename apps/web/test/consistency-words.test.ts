import { expect, test } from "vitest";
import { auditsSentence, consistencySentence, singleSentence } from "../src/widgets/consistency/words.ts";

type Consistency = Parameters<typeof consistencySentence>[0];

const figure = (value: number | null, n = 100) => ({ value, n, low: value, high: value });
function touchpoint(name: string, departs: [string, number] | null): Consistency["rows"][number] {
  const difference = departs?.[1] ?? 0;
  return {
    slug: name,
    name,
    stage: null,
    weight: 2,
    index: figure(90),
    tau: 0.05,
    change: null,
    channels: [],
    departs: departs && {
      channel: { slug: departs[0], name: departs[0] },
      direction: difference > 0 ? "up" : "down",
      difference: {
        difference,
        low: difference,
        high: difference,
        n: 100,
        nBefore: 100,
        pValue: 0,
        verdict: difference > 0 ? "better" : "worse",
      },
    },
  };
}
const company = (rows: Consistency["rows"], overall: number | null = 96): Consistency => ({
  overall: figure(overall),
  change: null,
  rows,
  single: [],
});

test("the channel that departs most is named with its direction, then the others", () => {
  const rows = [touchpoint("Advice", ["Phone", -0.268]), touchpoint("Room", null)];
  expect(consistencySentence(company(rows))).toBe(
    "Channels are alike to 96.0 of 100. Phone departs most: of 100 customers, 27 fewer are satisfied with Advice there than on its other channels.",
  );
  const up = [...rows, touchpoint("Booking", ["App", 0.3])];
  expect(consistencySentence(company(up))).toBe(
    "Channels are alike to 96.0 of 100. App departs most: of 100 customers, 30 more are satisfied with Booking there than on its other channels. Also apart: Phone at Advice.",
  );
});

test("nothing departs, nothing to compare, and too few answers are told apart", () => {
  expect(consistencySentence(company([touchpoint("Room", null)]))).toContain("None really departs");
  const none = company([], null);
  expect(consistencySentence(none)).toBe("Too few answers to tell whether channels tell one story.");
  const single = [
    { slug: "tv", name: "Advert", channel: { slug: "tv", name: "TV" } },
    { slug: "van", name: "Delivery", channel: null },
  ];
  expect(consistencySentence({ ...none, single })).toContain("on one channel only");
  expect(singleSentence(single)).toBe(
    "Nothing to compare at 2 touchpoints, where only one channel has enough answers, or none: Advert (TV) and Delivery.",
  );
  expect(singleSentence([])).toBeNull();
});

test("audits: how many are met, how many nobody looked at, and the standard that is met least", () => {
  type Audits = Parameters<typeof auditsSentence>[0];
  const cell = (standard: "message" | "voice", finding: "met" | "not_met" | null) => ({
    standard,
    audit: finding && { id: 1, day: "2026-02-01", auditor: "A", finding, note: null, link: null },
  });
  const audits = (cells: Audits["rows"][number]["cells"], met: [number | null, number]): Audits => ({
    asOf: "2026-02-28",
    rows: [{ slug: "web", name: "Web", nested: false, parent: null, met: figure(met[0], met[1]), cells }],
    standards: [
      { standard: "message", met: figure(1, 1) },
      { standard: "voice", met: figure(0, 1) },
    ],
    met: figure(met[0], met[1]),
  });
  expect(auditsSentence(audits([cell("message", null)], [null, 0]))).toContain(
    "Nobody has audited a channel yet",
  );
  expect(auditsSentence(audits([cell("message", "met"), cell("voice", "not_met")], [0.5, 2]))).toBe(
    "1 of 2 audited standards are met; 0 of 2 were never looked at. Voice is met least (0.0 % of 1).",
  );
});
