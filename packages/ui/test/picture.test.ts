import { expect, test } from "vitest";
import { drawPicture } from "../src/picture.ts";

const words = {
  title: "Food & <drinks>",
  own: "Score",
  before: "The year before",
  question: "1 Jan 2026 to 31 Mar 2026, verified only",
};
const point = (label: string, value: number) => ({
  label,
  score: { value, n: 50, low: value - 1, high: value + 1 },
  before: value - 2,
});

test("a picture carries title, question and date with it, and text can't break it", () => {
  const svg = drawPicture(words, [point("Jan", 70), point("Feb", 72)], "score", "2026-04-01");
  expect(svg).toContain("Food &amp; &lt;drinks&gt;");
  expect(svg).toContain("1 Jan 2026 to 31 Mar 2026, verified only");
  expect(svg).toContain("grey: the year before; axis: 65 to 75 of 0 to 100. Touchline, 1 Apr 2026.");
  expect(svg.match(/<polyline/g)).toHaveLength(2);
  expect(svg).not.toContain("NaN");
});
