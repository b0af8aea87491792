/// <reference path="../../../packages/db/test/server.ts" />
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../../../packages/db/test/database.ts";
import { AIRPORT_TOUCHPOINTS, type Reference, reference } from "../../../packages/ingest/test/counting.ts";
import { realData, realPath } from "../../../packages/ingest/test/reading.ts";
import { allTime, close, company, days, entries, executive, matches, year } from "./real.ts";

company("the airport's five surveys", async ({ load, ask }) => {
  const expected = reference("sfo/reference.2013-2017-only.json");
  for (const [which, figures] of entries(expected["years"])) {
    const result = await load("sfo", `sfo/${which}_SFO_Customer_Survey.csv`);
    expect([which, result.accepted, result.rejected]).toEqual([which, figures["rows"], 0]);
  }
  for (const [which, figures] of entries(expected["years"])) {
    const rows = await ask.ratings.breakdown({ ...year(which), by: "touchpoint" });
    const rated = rows.filter((row) => row.question === "csat_1_5");
    expect(rated).toHaveLength(Object.keys(figures["items"] ?? {}).length);
    for (const [item, of] of entries(figures["items"])) {
      const row = rated.find((each) => each.key === AIRPORT_TOUCHPOINTS[item]);
      matches(row, of, `${which} ${item}`);
    }
    for (const slug of ["wi-fi", "restaurants", "shops"]) {
      const row = rated.find((each) => each.key === slug);
      const { used, not_used, unknown } = row?.evidence ?? {};
      expect((used?.n ?? 0) + (not_used?.n ?? 0) + (unknown?.n ?? 0)).toBe(row?.n);
    }
    const wifi = rated.find((row) => row.key === "wi-fi")?.guesses;
    expect([which, wifi?.difference.verdict]).toEqual([which, "better"]);
    expect(wifi?.effect).toBeLessThan(-0.02);
  }
  const nps = expected["years"]?.["2017"]?.["nps"];
  const [whole] = await ask.ratings.breakdown({ ...year(2017), by: "question", touchpoint: "overall" });
  expect([whole?.question, whole?.n]).toEqual(["nps_0_10", nps?.["n"]]);
  close(whole?.headline.statistic.value, nps?.["nps"], "NPS 2017");
  const top = whole?.distribution.slice(9).reduce((sum, n) => sum + n, 0);
  const low = whole?.distribution.slice(0, 7).reduce((sum, n) => sum + n, 0);
  expect([top, low]).toEqual([nps?.["promoters"], nps?.["detractors"]]);
  const strata = {
    "1": "departure-before-11-am",
    "2": "departure-11-am-to-5-pm",
    "3": "departure-after-5-pm",
  };
  for (const [code, segment] of Object.entries(strata)) {
    const [row] = await ask.ratings.breakdown({
      ...year(2017),
      by: "question",
      touchpoint: "overall",
      segment,
    });
    const of = nps?.["by_strata_1AM_2MID_3PM"]?.[code];
    expect(row?.n).toBe(of?.["n"]);
    close(row?.headline.statistic.value, of?.["nps"], `NPS 2017 ${segment}`);
  }

  const [wifi] = await ask.ratings.breakdown({ ...year(2017), by: "question", touchpoint: "wi-fi" });
  const { used, not_used } = wifi?.evidence ?? {};
  const percent = (share: number | null | undefined) => (100 * (share ?? Number.NaN)).toFixed(1);
  const neutral = (row: typeof used) => percent((row?.distribution[3] ?? 0) / (row?.n ?? 0));
  expect([used?.n, percent(used?.topBox.value), neutral(used)]).toEqual([1403, "82.7", "13.2"]);
  expect([not_used?.n, percent(not_used?.topBox.value), neutral(not_used)]).toEqual([559, "55.8", "29.5"]);
  expect(wifi?.guesses?.taint.value).toBeGreaterThan(80);
  // Of those who rated the food, it makes hardly a difference whether they had eaten.
  const [food] = await ask.ratings.breakdown({ ...year(2017), by: "question", touchpoint: "restaurants" });
  expect(food?.guesses?.difference.verdict).toBe("no-change");
  // The touchpoint's page says the same, and by how many points of its score the guesses would lower it.
  const { questions } = await ask.touchpoints.get({ ...year(2017), slug: "wi-fi" });
  const [primary] = questions;
  expect(primary).toMatchObject({ primary: true, guesses: { difference: { verdict: "better" } } });
  const { scoreEffect } = primary?.guesses ?? {};
  expect(scoreEffect?.n).toBe(559);
  expect(scoreEffect?.value).toBeLessThan(-1);
  expect(scoreEffect?.high).toBeLessThan(0);
});

const AIRLINE: Readonly<Record<string, string>> = {
  "Inflight wifi service": "inflight-wi-fi",
  "Departure/Arrival time convenient": "flight-times",
  "Ease of Online booking": "online-booking",
  "Gate location": "gate-location",
  "Food and drink": "food-and-drink",
  "Online boarding": "online-boarding",
  "Seat comfort": "seat-comfort",
  "Inflight entertainment": "inflight-entertainment",
  "On-board service": "on-board-service",
  "Leg room service": "leg-room",
  "Baggage handling": "baggage-handling",
  "Checkin service": "check-in",
  "Inflight service": "inflight-service",
  Cleanliness: "cleanliness",
};

company("the airline's passengers", async ({ load, ask }) => {
  const expected = reference("airline/reference.train-only.json")["train"];
  const result = await load("airline", "airline/train.csv.gz");
  expect([result.accepted, result.rejected]).toEqual([expected?.["overall"]?.["n"], 0]);
  // The file has no dates: its rows are counted on the day of the import.
  const rows = await ask.ratings.breakdown({ ...allTime, by: "touchpoint" });
  for (const [item, of] of entries(expected?.["items"])) {
    const row = rows.find((each) => each.key === AIRLINE[item]);
    matches(row, of, item);
    close(row?.median.value, of["median"], `${item}: median`);
    expect(row?.distribution.slice(1, 6)).toEqual(of["counts_1_to_5"]);
    const bottom = (row?.distribution[1] ?? 0) + (row?.distribution[2] ?? 0);
    close((100 * bottom) / (row?.n ?? 0), of["bottom2_pct"], `${item}: bottom two`);
  }
  const satisfied = (row: (typeof rows)[number] | undefined, of: Reference | undefined, what: string) => {
    expect([what, row?.n, row?.distribution[1]]).toEqual([what, of?.["n"], of?.["satisfied_n"]]);
    close(100 * (row?.topBox.value ?? 0), of?.["satisfied_pct"], what);
  };
  satisfied(
    rows.find((row) => row.key === "overall"),
    expected?.["overall"],
    "satisfied",
  );

  const groups = await ask.ratings.breakdown({ ...allTime, by: "segment", touchpoint: "overall" });
  for (const [group, of] of entries(expected?.["by_class_and_travel_type"])) {
    const [flightClass, travel] = group.split(" | ");
    satisfied(
      groups.find((row) => row.name === `${travel} · ${flightClass}`),
      of,
      group,
    );
  }
  // A class is two segments: their answers by score add up.
  for (const [flightClass, items] of entries(expected?.["items_by_class"])) {
    for (const [item, of] of entries(items)) {
      const touchpoint = AIRLINE[item] ?? "";
      const segments = await ask.ratings.breakdown({ ...allTime, by: "segment", touchpoint });
      const own = segments.filter((row) => row.name.endsWith(` · ${flightClass}`));
      const counts = [0, 1, 2, 3, 4, 5].map((score) =>
        own.reduce((sum, row) => sum + (row.distribution[score] ?? 0), 0),
      );
      const n = counts.reduce((sum, count) => sum + count, 0);
      const mean = counts.reduce((sum, count, score) => sum + score * count, 0) / n;
      const top = ((counts[4] ?? 0) + (counts[5] ?? 0)) / n;
      matches({ n, mean: { value: mean }, topBox: { value: top } }, of, `${flightClass} ${item}`);
    }
  }
});

company("lounge reviews", async ({ load, ask }) => {
  const expected = reference("skytrax/reference.json");
  const result = await load("skytrax-lounge", "skytrax/lounge.csv");
  expect([result.accepted, result.rejected]).toEqual([expected["n"], 0]);
  const items = {
    comfort_rating: "lounge-comfort",
    cleanliness_rating: "lounge-cleanliness",
    bar_beverages_rating: "lounge-bar",
    catering_rating: "lounge-catering",
    washrooms_rating: "lounge-washrooms",
    wifi_connectivity_rating: "lounge-wi-fi",
    staff_service_rating: "lounge-staff",
  };
  const rows = await ask.ratings.breakdown({ ...days("2005-01-01", "2015-12-31"), by: "touchpoint" });
  for (const [item, slug] of Object.entries(items))
    matches(
      rows.find((row) => row.key === slug),
      expected["items"]?.[item],
      item,
    );
  const recommended = rows.find((row) => row.key === "overall" && row.question === "csat_0_1");
  expect(recommended?.n).toBe(expected["n"]);
  close(100 * (recommended?.topBox.value ?? 0), expected["recommended_pct"], "recommended");
  const overall = rows.find((row) => row.key === "overall" && row.question === "csat_1_5");
  const counts = expected["overall_rating_counts"];
  expect(overall?.distribution.slice(1, 6)).toEqual([1, 2, 3, 4, 5].map((score) => counts?.[`${score}.0`]));
  for (const [which, n] of entries(expected["by_year"])) {
    const own = await ask.ratings.breakdown({ ...year(which), by: "touchpoint", touchpoint: "overall" });
    expect([which, own.find((row) => row.question === "csat_0_1")?.n]).toEqual([which, n]);
  }
});

describe("the command itself", () => {
  const handle = testDatabase();
  test("imports a year's survey from the shell, which the product then knows, and its counters are right", async () => {
    if (!realData) return;
    const cli = fileURLToPath(new URL("../src/touchline.ts", import.meta.url));
    const touchline = (...args: string[]) =>
      promisify(execFile)(process.execPath, ["--import", import.meta.resolve("tsx"), cli, ...args], {
        env: { ...process.env, DATABASE_URL: handle.url },
      });
    const said = await touchline("import", realPath("sfo/2017_SFO_Customer_Survey.csv"), "--mapping", "sfo");
    expect(said.stdout).toContain("2,831 rows accepted, 0 rejected");
    const ask = await executive(handle.db);
    const [wifi] = await ask.ratings.breakdown({ ...year(2017), by: "question", touchpoint: "wi-fi" });
    expect([wifi?.evidence.used.n, wifi?.evidence.not_used.n]).toEqual([1403, 559]);
    await expect(touchline("rollups", "verify")).resolves.toMatchObject({ stderr: "" });
  });
});
