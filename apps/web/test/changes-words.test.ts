import { expect, test } from "vitest";
import {
  type Changed,
  type Changes,
  changesSentence,
  notCompared,
  reallyMoved,
  whyChanged,
} from "../src/widgets/changes/words.ts";

const moved = (difference: number, real = true) => ({
  difference,
  low: difference - 1,
  high: difference + 1,
  n: 500,
  nBefore: 500,
  pValue: real ? 0.001 : 0.5,
  verdict: real ? (difference > 0 ? ("better" as const) : ("worse" as const)) : ("no-change" as const),
});
const score = { value: 70, n: 500, low: 69, high: 71 };
const changed = (
  name: string,
  change: Changed["change"],
  rate: Changed["rate"],
  mix: Changed["mix"],
  shift: Changed["shift"] = { grew: null, shrank: null },
): Changed => ({
  slug: name.toLowerCase(),
  name,
  stage: null,
  weight: 2,
  score,
  before: score,
  change,
  effect: -0.1,
  rate,
  mix,
  shift,
});
const CHANNEL = { one: "channel", many: "channels" };
const whole = (change: Changes["whole"]["change"]): Changes["whole"] => ({
  change,
  rate: -0.7,
  mix: 0,
  entered: [],
  left: [],
  notComparable: [],
});

test("how the whole changed, and what pulled it which way", () => {
  const rows = [
    changed("App", moved(10.3), moved(10.3), moved(0, false)),
    changed("Bar", moved(-9.4), moved(-9.4), moved(0, false)),
    changed("Booking", moved(-3.8, false), moved(1.1, false), moved(-4.9)),
  ];
  expect(changesSentence({ whole: whole(moved(-0.7)), touchpoints: rows }, "previous_period")).toBe(
    "The experience fell by 0.7 points against the period before. Bar (−9.4) pulled it down, App (+10.3) pulled it up.",
  );
  expect(
    changesSentence({ whole: whole(moved(-0.1, false)), touchpoints: rows.slice(2) }, "previous_period"),
  ).toBe(
    "The experience did not really change against the period before. No touchpoint really changed as a whole.",
  );
});

test("a real part that matters is worth a row, one too small to matter is not", () => {
  expect(reallyMoved(changed("Booking", moved(-3.8, false), moved(1, false), moved(-4.9)))).toBe(true);
  expect(reallyMoved(changed("Online", moved(0.1, false), moved(-0.4, false), moved(0.5)))).toBe(false);
  expect(reallyMoved(changed("Quiet", moved(-3, false), moved(-3, false), moved(0, false)))).toBe(false);
  expect(reallyMoved(changed("Few", null, null, null))).toBe(false);
});

test("a change that is all mix names what moved, one that is all rate says so", () => {
  const shift = {
    grew: { slug: "phone", name: "Phone", share: 0.52, shareBefore: 0.23 },
    shrank: { slug: "web", name: "Website", share: 0.2, shareBefore: 0.49 },
  };
  expect(
    whyChanged(changed("Booking", moved(-3.8, false), moved(1, false), moved(-4.9), shift), CHANNEL),
  ).toBe(
    "All mix: answers moved between channels: Phone from 23 % to 52 % of its answers, Website from 49 % to 20 %, and it is rated lower where there are more now. On each channel by itself it did not really change.",
  );
  expect(whyChanged(changed("Bar", moved(-9), moved(-9), moved(0, false)), CHANNEL)).toBe(
    "All rate: on the same channels it fell by 9.0 points; where answers come from made no real difference.",
  );
  expect(whyChanged(changed("Both", moved(-9), moved(-5), moved(-4)), CHANNEL)).toContain(
    "Both: on the same channels",
  );
  expect(whyChanged(changed("Few", moved(-9), null, null), CHANNEL)).toContain("can't be split");
});

test("what came, went, or can't be compared is named", () => {
  expect(notCompared(whole(moved(1)))).toEqual([]);
  expect(
    notCompared({ ...whole(moved(1)), entered: ["App", "Bar"], left: ["Fax"], notComparable: ["Desk"] }),
  ).toEqual([
    "New since then, so not counted as a change: App, Bar.",
    "No longer measured: Fax.",
    "Not comparable, as another question was asked then or answers rested on other evidence: Desk.",
  ]);
});
