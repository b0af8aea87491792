import { expect, test } from "vitest";
import { dayByKey, monthWeeks } from "../src/month-grid.ts";

test("a month stands in weeks that begin as the organisation's do", () => {
  const monday = monthWeeks("2026-03-15", 1);
  expect(monday).toHaveLength(6);
  expect(monday[0]).toEqual([null, null, null, null, null, null, "2026-03-01"]);
  expect(monday.at(-1)?.[1]).toBe("2026-03-31");
  const sunday = monthWeeks("2026-03-15", 7);
  expect(sunday).toHaveLength(5);
  expect(sunday[0]?.[0]).toBe("2026-03-01");
  expect(monthWeeks("2026-03-15", 6)[0]?.slice(0, 2)).toEqual([null, "2026-03-01"]);
  expect(monthWeeks("2024-02-01", 1).flat().filter(Boolean)).toHaveLength(29);
});

test("keys go by days, weeks, ends of the week and months", () => {
  expect(dayByKey("2026-03-31", "ArrowRight", 1)).toBe("2026-04-01");
  expect(dayByKey("2026-03-04", "ArrowUp", 1)).toBe("2026-02-25");
  expect(dayByKey("2026-03-04", "Home", 1)).toBe("2026-03-02");
  expect(dayByKey("2026-03-04", "Home", 7)).toBe("2026-03-01");
  expect(dayByKey("2026-03-04", "End", 7)).toBe("2026-03-07");
  expect(dayByKey("2026-03-31", "PageUp", 1)).toBe("2026-02-28");
  expect(dayByKey("2026-03-31", "a", 1)).toBeNull();
});
