import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  type DayRange,
  dayAt,
  daysIn,
  parseDay,
  startOfDay,
  startOfWeek,
} from "../src/day.ts";
import { AppError } from "../src/errors.ts";
import {
  type Calendar,
  COMPARISONS,
  comparisonRange,
  instantsOf,
  PERIOD_LABELS,
  PERIOD_PRESETS,
  type PeriodChoice,
  type PeriodPreset,
  resolvePeriod,
  splitRange,
  TREND_GRAINS,
  trendRanges,
} from "../src/period.ts";

const HOUR = 3_600_000;

function calendarOn(day: string, settings: Partial<Calendar> = {}): Calendar {
  return {
    now: Date.parse(`${day}T12:00:00Z`),
    timeZone: "UTC",
    financialYearStartMonth: 4,
    firstDay: "2020-02-10",
    ...settings,
  };
}

function days(preset: PeriodPreset, today: string): [string, string, boolean] {
  const { from, to, partial } = resolvePeriod({ preset }, calendarOn(today));
  return [from, to, partial];
}

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays("1990-01-01", n));
const anyRange = fc
  .tuple(anyDay, fc.integer({ min: 1, max: 1200 }))
  .map(([from, length]) => ({ from, to: addDays(from, length) }));

function daysOf(ranges: readonly DayRange[]): string[] {
  return ranges.flatMap((range) => Array.from({ length: daysIn(range) }, (_, i) => addDays(range.from, i)));
}

describe("days", () => {
  it("are those of the calendar", () => {
    expect(parseDay("2024-02-29")).toBe("2024-02-29");
    for (const text of [
      "2025-02-29",
      "2025-02-30",
      "2025-13-01",
      "2025-00-10",
      "2025-1-1",
      "",
      "yesterday",
    ]) {
      expect(() => parseDay(text), text).toThrow(AppError);
    }
  });

  it("step over leap days and the ends of months", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2025-02-28", 1)).toBe("2025-03-01");
    expect(addDays("2025-01-01", -1)).toBe("2024-12-31");
    expect(addMonths("2025-01-31", 1)).toBe("2025-02-28");
    expect(addMonths("2024-02-29", -12)).toBe("2023-02-28");
    expect(addMonths("2025-01-15", -13)).toBe("2023-12-15");
    expect(startOfWeek("2026-03-01")).toBe("2026-02-23");
    expect(startOfWeek("2026-02-23")).toBe("2026-02-23");
  });

  it("are decided by the zone", () => {
    const evening = Date.parse("2026-03-31T22:30:00Z");
    expect(dayAt(evening, "UTC")).toBe("2026-03-31");
    expect(dayAt(evening, "Europe/Berlin")).toBe("2026-04-01");
    expect(dayAt(evening, "America/Los_Angeles")).toBe("2026-03-31");
  });

  it("have 23 or 25 hours when clocks change, and start late where they change at midnight", () => {
    const hours = (day: string, zone: string) =>
      (startOfDay(addDays(day, 1), zone) - startOfDay(day, zone)) / HOUR;
    expect(hours("2026-03-29", "Europe/Berlin")).toBe(23);
    expect(hours("2026-10-25", "Europe/Berlin")).toBe(25);
    expect(hours("2026-06-01", "Europe/Berlin")).toBe(24);
    expect(new Date(startOfDay("2018-11-04", "America/Sao_Paulo")).toISOString()).toBe(
      "2018-11-04T03:00:00.000Z",
    );
  });

  it("begin at their first instant in every zone", () => {
    const zones = [
      "UTC",
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kolkata",
      "Pacific/Auckland",
      "America/Sao_Paulo",
    ];
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...zones), (day, zone) => {
        const start = startOfDay(day, zone);
        expect(dayAt(start, zone)).toBe(day);
        expect(dayAt(start - 1, zone)).toBe(addDays(day, -1));
      }),
    );
  });
});

describe("presets", () => {
  it("resolve to days, today included", () => {
    const today = "2026-05-14";
    expect(days("last_7_days", today)).toEqual(["2026-05-08", "2026-05-15", false]);
    expect(days("last_30_days", today)).toEqual(["2026-04-15", "2026-05-15", false]);
    expect(days("last_90_days", today)).toEqual(["2026-02-14", "2026-05-15", false]);
    expect(days("this_month", today)).toEqual(["2026-05-01", "2026-05-15", true]);
    expect(days("last_month", today)).toEqual(["2026-04-01", "2026-05-01", false]);
    expect(days("this_quarter", today)).toEqual(["2026-04-01", "2026-05-15", true]);
    expect(days("last_quarter", today)).toEqual(["2026-01-01", "2026-04-01", false]);
    expect(days("year_to_date", today)).toEqual(["2026-01-01", "2026-05-15", true]);
    expect(days("financial_year", today)).toEqual(["2026-04-01", "2026-05-15", true]);
    expect(days("financial_quarter", today)).toEqual(["2026-04-01", "2026-05-15", true]);
    expect(days("last_financial_quarter", today)).toEqual(["2026-01-01", "2026-04-01", false]);
    expect(days("last_financial_year", today)).toEqual(["2025-04-01", "2026-04-01", false]);
    expect(days("last_12_months", today)).toEqual(["2025-05-15", "2026-05-15", false]);
    expect(days("all", today)).toEqual(["2020-02-10", "2026-05-15", false]);
  });

  it("are whole on the last day", () => {
    expect(days("this_month", "2026-04-30")).toEqual(["2026-04-01", "2026-05-01", false]);
    expect(days("last_quarter", "2026-01-01")).toEqual(["2025-10-01", "2026-01-01", false]);
  });

  it("follow the organisation's financial year and zone", () => {
    const at = (month: number) =>
      resolvePeriod(
        { preset: "financial_year" },
        calendarOn("2026-02-10", { financialYearStartMonth: month }),
      ).from;
    expect([at(1), at(2), at(3), at(12)]).toEqual(["2026-01-01", "2026-02-01", "2025-03-01", "2025-12-01"]);
    const quarter = (month: number) =>
      resolvePeriod(
        { preset: "financial_quarter" },
        calendarOn("2026-02-10", { financialYearStartMonth: month }),
      ).from;
    expect([quarter(1), quarter(2), quarter(3), quarter(12)]).toEqual([
      "2026-01-01",
      "2026-02-01",
      "2025-12-01",
      "2025-12-01",
    ]);
    const now = Date.parse("2026-03-31T22:30:00Z");
    const berlin = resolvePeriod(
      { preset: "this_month" },
      calendarOn("2026-03-31", { now, timeZone: "Europe/Berlin" }),
    );
    expect([berlin.from, berlin.to]).toEqual(["2026-04-01", "2026-04-02"]);
  });

  it("have labels, and days also before there are data", () => {
    for (const preset of PERIOD_PRESETS) {
      expect(PERIOD_LABELS[preset]).not.toBe("");
      const { from, to } = resolvePeriod({ preset }, calendarOn("2026-05-14", { firstDay: null }));
      expect(from < to, preset).toBe(true);
    }
  });
});

describe("custom periods", () => {
  it("include their last day", () => {
    const period = resolvePeriod({ from: "2025-03-01", through: "2025-03-01" }, calendarOn("2026-05-14"));
    expect(period).toEqual({ preset: null, from: "2025-03-01", to: "2025-03-02", partial: false });
  });

  it("are cut off today, and partial then", () => {
    const period = resolvePeriod({ from: "2026-05-01", through: "2026-05-31" }, calendarOn("2026-05-14"));
    expect(period).toMatchObject({ to: "2026-05-15", partial: true });
  });

  it("refuse what is no period", () => {
    const wrong: PeriodChoice[] = [
      { from: "2026-05-02", through: "2026-05-01" },
      { from: "2026-02-30", through: "2026-05-01" },
      { from: "2026-02-01", through: "soon" },
    ];
    for (const choice of wrong)
      expect(() => resolvePeriod(choice, calendarOn("2026-05-14"))).toThrow(AppError);
  });
});

describe("comparisons", () => {
  const compared = (choice: PeriodChoice, today: string) =>
    COMPARISONS.map((kind) => {
      const range = comparisonRange(resolvePeriod(choice, calendarOn(today)), kind);
      return range && [range.from, range.to];
    });

  it("set days against as many days before, and against the same days of last year", () => {
    expect(compared({ preset: "last_7_days" }, "2026-05-14")).toEqual([
      ["2026-05-01", "2026-05-08"],
      ["2025-05-08", "2025-05-15"],
    ]);
    expect(compared({ from: "2026-03-03", through: "2026-03-12" }, "2026-05-14")[0]).toEqual([
      "2026-02-21",
      "2026-03-03",
    ]);
  });

  it("set a partial month, quarter or year against the same part", () => {
    expect(compared({ preset: "this_month" }, "2026-05-14")).toEqual([
      ["2026-04-01", "2026-04-15"],
      ["2025-05-01", "2025-05-15"],
    ]);
    expect(compared({ preset: "this_quarter" }, "2026-05-14")[0]).toEqual(["2026-01-01", "2026-02-15"]);
    expect(compared({ preset: "year_to_date" }, "2026-05-14")[0]).toEqual(["2025-01-01", "2025-05-15"]);
    expect(compared({ preset: "financial_year" }, "2026-02-14")[0]).toEqual(["2024-04-01", "2025-02-15"]);
    expect(compared({ preset: "financial_quarter" }, "2026-02-14")).toEqual([
      ["2025-10-01", "2025-11-15"],
      ["2025-01-01", "2025-02-15"],
    ]);
    expect(compared({ preset: "last_financial_year" }, "2026-02-14")[0]).toEqual([
      "2023-04-01",
      "2024-04-01",
    ]);
  });

  it("set whole months against whole months, whatever their length", () => {
    expect(compared({ preset: "last_month" }, "2026-04-02")[0]).toEqual(["2026-02-01", "2026-03-01"]);
    expect(compared({ preset: "this_month" }, "2026-04-30")[0]).toEqual(["2026-03-01", "2026-04-01"]);
    expect(compared({ preset: "last_month" }, "2025-03-15")).toEqual([
      ["2025-01-01", "2025-02-01"],
      ["2024-02-01", "2024-03-01"],
    ]);
    expect(compared({ from: "2026-02-01", through: "2026-03-31" }, "2026-05-14")[0]).toEqual([
      "2025-12-01",
      "2026-02-01",
    ]);
  });

  it("end with the month where it is shorter, and hold the leap day", () => {
    expect(compared({ preset: "this_month" }, "2026-03-30")[0]).toEqual(["2026-02-01", "2026-03-01"]);
    expect(compared({ preset: "year_to_date" }, "2024-02-29")[0]).toEqual(["2023-01-01", "2023-03-01"]);
    expect(compared({ preset: "last_12_months" }, "2024-02-29")[0]).toEqual(["2022-03-01", "2023-03-01"]);
  });

  it("have nothing before all time", () => {
    expect(compared({ preset: "all" }, "2026-05-14")).toEqual([null, null]);
  });

  it("end before the period begins, or a year earlier, and are never empty", () => {
    const anyChoice: fc.Arbitrary<PeriodChoice> = fc.oneof(
      fc.constantFrom(...PERIOD_PRESETS).map((preset) => ({ preset })),
      anyRange.map(({ from, to }) => ({ from, through: addDays(to, -1) })),
    );
    fc.assert(
      fc.property(anyChoice, anyDay, fc.integer({ min: 1, max: 12 }), (choice, today, month) => {
        const period = resolvePeriod(choice, calendarOn(today, { financialYearStartMonth: month }));
        const before = comparisonRange(period, "previous_period");
        const lastYear = comparisonRange(period, "same_period_last_year");
        if (before === null || lastYear === null) {
          expect(period.preset).toBe("all");
          return;
        }
        expect(before.from < before.to && before.to <= period.from).toBe(true);
        expect(lastYear.from < lastYear.to && lastYear.to < period.to).toBe(true);
        expect(Math.abs(daysIn(lastYear) - daysIn(period))).toBeLessThanOrEqual(1);
        if (!period.partial && period.preset !== null) expect(before.to).toBe(period.from);
      }),
    );
  });
});

describe("splitting a range by grain", () => {
  it("reads whole months by months and the edges by days", () => {
    expect(splitRange({ from: "2026-01-20", to: "2026-05-15" })).toEqual({
      months: [{ from: "2026-02-01", to: "2026-05-01" }],
      days: [
        { from: "2026-01-20", to: "2026-02-01" },
        { from: "2026-05-01", to: "2026-05-15" },
      ],
    });
    expect(splitRange({ from: "2026-01-05", to: "2026-01-20" }).months).toEqual([]);
    expect(splitRange({ from: "2026-01-05", to: "2026-01-05" })).toEqual({ months: [], days: [] });
  });

  it("reads a month by days when something changes within it, not when it changes on its first day", () => {
    expect(splitRange({ from: "2026-01-01", to: "2026-04-01" }, ["2026-02-10"])).toEqual({
      months: [
        { from: "2026-01-01", to: "2026-02-01" },
        { from: "2026-03-01", to: "2026-04-01" },
      ],
      days: [
        { from: "2026-02-01", to: "2026-02-10" },
        { from: "2026-02-10", to: "2026-03-01" },
      ],
    });
    expect(splitRange({ from: "2026-01-01", to: "2026-04-01" }, ["2026-02-01"])).toEqual({
      months: [
        { from: "2026-01-01", to: "2026-02-01" },
        { from: "2026-02-01", to: "2026-04-01" },
      ],
      days: [],
    });
  });

  it("covers every range exactly once, by months wherever it can, with no cut inside a piece", () => {
    const somewhere = anyRange.chain((range) =>
      fc.record({
        range: fc.constant(range),
        cuts: fc.array(
          fc.integer({ min: -40, max: 1240 }).map((n) => addDays(range.from, n)),
          { maxLength: 5 },
        ),
      }),
    );
    fc.assert(
      fc.property(somewhere, ({ range, cuts }) => {
        const { months, days: rest } = splitRange(range, cuts);
        expect(daysOf([...months, ...rest]).sort()).toEqual(daysOf([range]));
        for (const { from, to } of months) expect([from.slice(8), to.slice(8)]).toEqual(["01", "01"]);
        for (const { from, to } of [...months, ...rest]) {
          expect(cuts.some((cut) => cut > from && cut < to)).toBe(false);
        }
        const byDay = new Set(daysOf(rest));
        for (const day of byDay) {
          const [start, next] = [`${day.slice(0, 7)}-01`, addMonths(`${day.slice(0, 7)}-01`, 1)];
          const whole = start >= range.from && next <= range.to;
          expect(!whole || cuts.some((cut) => cut > start && cut < next)).toBe(true);
        }
      }),
    );
  });
});

describe("the points of a trend", () => {
  it("are days, weeks from Monday or months, cut at the ends", () => {
    const range = { from: "2026-02-25", to: "2026-03-10" };
    expect(trendRanges(range, "week")).toEqual([
      { from: "2026-02-25", to: "2026-03-02" },
      { from: "2026-03-02", to: "2026-03-09" },
      { from: "2026-03-09", to: "2026-03-10" },
    ]);
    expect(trendRanges(range, "month").map(({ from }) => from)).toEqual(["2026-02-25", "2026-03-01"]);
    expect(trendRanges(range, "day")).toHaveLength(13);
  });

  it("cover the range exactly once", () => {
    fc.assert(
      fc.property(anyRange, fc.constantFrom(...TREND_GRAINS), (range, grain) => {
        expect(daysOf(trendRanges(range, grain))).toEqual(daysOf([range]));
      }),
    );
  });
});

describe("the instants of a range", () => {
  it("begin and end with the zone's days", () => {
    expect(instantsOf({ from: "2026-03-01", to: "2026-04-01" }, "Europe/Berlin")).toEqual({
      from: Date.parse("2026-02-28T23:00:00Z"),
      to: Date.parse("2026-03-31T22:00:00Z"),
    });
  });
});
