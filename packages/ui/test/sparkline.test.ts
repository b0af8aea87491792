import { expect, test } from "vitest";
import { drawSparkline } from "../src/sparkline.tsx";

test("a course fills its field, parts at gaps and marks its last point", () => {
  const { lines, last } = drawSparkline([70, 72, null, 71, 74]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBe("3.0,21.0 25.5,12.0");
  expect(last).toEqual({ x: 93, y: 3 });
});

test("the last point is the last one known, and a level course lies in the middle", () => {
  expect(drawSparkline([5, 5, null])).toEqual({ lines: ["3.0,12.0 48.0,12.0"], last: { x: 48, y: 12 } });
});

test("one point is no course", () => {
  expect(drawSparkline([70, null])).toEqual({ lines: [], last: null });
  expect(drawSparkline([])).toEqual({ lines: [], last: null });
});
