/// <reference path="../../../packages/db/test/server.ts" />
import { verifyRollups } from "@touchline/db/commands/rollups";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../../../packages/db/test/database.ts";
import { type Reference, reference } from "../../../packages/ingest/test/counting.ts";
import { realData } from "../../../packages/ingest/test/reading.ts";
import { type Ask, checksums, close, days, executive, importReal, matches, year } from "./real.ts";

type Work = (given: {
  readonly load: (preset: string, path: string) => ReturnType<typeof importReal>;
  readonly ask: Ask;
  readonly count: (query: string) => Promise<number>;
}) => Promise<void>;

/**
 * A company that imports real files and asks the product about them. Afterwards the same files once more change
 * nothing, and every counter equals the raw answers.
 */
function company(name: string, work: Work): void {
  describe(name, () => {
    const handle = testDatabase();
    test("gives the reference's figures through the product's own questions; twice the same changes nothing", async () => {
      if (!realData) return;
      const { db } = handle;
      const loaded: [string, string][] = [];
      const load = async (preset: string, path: string) => {
        loaded.push([preset, path]);
        const result = await importReal(db, preset, path);
        expect(result.status, path).toBe("published");
        return result;
      };
      const count = async (query: string) =>
        Number((await db.$client.query<{ count: string }>(query)).rows[0]?.count);
      await work({ load, ask: await executive(db), count });
      const before = await checksums(db);
      for (const [preset, path] of loaded) {
        const again = await importReal(db, preset, path);
        expect(again, path).toMatchObject({ status: "published", created: 0, corrected: 0 });
      }
      expect(await checksums(db)).toEqual(before);
      expect(await verifyRollups(db)).toEqual([]);
    }, 300_000);
  });
}

const entries = (of: Reference | undefined): [string, Reference][] => Object.entries(of ?? {});

const SFO: Readonly<Record<string, string>> = {
  RATE_ART: "artwork",
  RATE_FOOD: "restaurants",
  RATE_STORE: "shops",
  RATE_SIGN: "signs",
  RATE_WALKWAYS: "walkways",
  RATE_SCREENS: "screens",
  RATE_INFODOWN: "booths-arrival",
  RATE_INFOUP: "booths-departure",
  RATE_WIFI: "wi-fi",
  RATE_ROADS: "roads",
  RATE_PARK: "parking",
  RATE_AIRTRAIN: "airtrain",
  RATE_LTPARKING: "parking-shuttle",
  RATE_RENTAL: "car-rental",
  RATE_ALL: "overall",
  CLEAN_BOARDING: "clean-boarding",
  CLEAN_AIRTRAIN: "clean-airtrain",
  CLEAN_RENTAL: "clean-rental",
  CLEAN_FOOD: "clean-restaurants",
  CLEAN_RESTROOM: "clean-restrooms",
  CLEAN_ALL: "clean-airport",
  SAFE: "safety",
  GETTO: "getting-there",
  FIND: "finding-the-way",
  SECURITY: "security",
};

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
      const row = rated.find((each) => each.key === SFO[item]);
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
  const today = days("2026-11-20", "2026-11-20");
  const rows = await ask.ratings.breakdown({ ...today, by: "touchpoint" });
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

  const groups = await ask.ratings.breakdown({ ...today, by: "segment", touchpoint: "overall" });
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
      const segments = await ask.ratings.breakdown({ ...today, by: "segment", touchpoint });
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

company("the call centre", async ({ load, ask }) => {
  const expected = reference("call_center/reference.json");
  const result = await load("call_center", "call_center/Call_Center.csv");
  expect([result.accepted, result.rejected, result.blank]).toEqual([
    expected["overall"]?.["contacts"],
    0,
    expected["blank_rows"],
  ]);
  const view = days("2020-10-01", "2020-10-31");
  type Contacts = Pick<
    Awaited<ReturnType<Ask["contacts"]["breakdown"]>>[number],
    "contacts" | "promisesKept" | "ratings"
  >;
  const same = (row: Contacts | undefined, of: Reference | undefined, what: string) => {
    expect([what, row?.contacts]).toEqual([what, of?.["contacts"]]);
    close(100 - 100 * (row?.promisesKept.value ?? Number.NaN), of?.["above_sla_pct"], `${what}: above SLA`);
    const [rated] = row?.ratings ?? [];
    expect([what, rated?.n]).toEqual([what, of?.["rated_n"]]);
    const n = rated?.n ?? Number.NaN;
    const through = (from: number, to: number) =>
      (100 * (rated?.distribution.slice(from, to + 1).reduce((sum, each) => sum + each, 0) ?? Number.NaN)) /
      n;
    close((100 * n) / (row?.contacts ?? 0), of?.["response_rate_pct"], `${what}: rated`);
    close(rated?.mean.value, of?.["csat_mean"], `${what}: mean`);
    close(rated?.median.value, of?.["csat_median"], `${what}: median`);
    close(100 * (rated?.topBox.value ?? Number.NaN), of?.["top2_9_10_pct"], `${what}: top box`);
    close(through(8, 10), of?.["top3_8_10_pct"], `${what}: 8 to 10`);
    close(through(1, 4), of?.["low_1_4_pct"], `${what}: 1 to 4`);
    close(through(9, 10) - through(1, 6), of?.["nps_style"], `${what}: 9 to 10 less 1 to 6`);
  };
  same(await ask.contacts.summary(view), expected["overall"], "overall");
  const channels = await ask.contacts.breakdown({ ...view, by: "channel" });
  expect(channels).toHaveLength(entries(expected["by_channel"]).length);
  const rated = await ask.ratings.breakdown({ ...view, by: "channel", touchpoint: "customer-service" });
  for (const [channel, of] of entries(expected["by_channel"])) {
    const row = channels.find((each) => each.name === channel);
    same(row, of, channel);
    // The rollups say the same of the channel's answers as the contacts do.
    const answers = rated.find((each) => each.key === row?.slug);
    expect([channel, answers?.n, answers?.distribution]).toEqual([
      channel,
      of["rated_n"],
      row?.ratings[0]?.distribution,
    ]);
  }
  const reasons = await ask.contacts.breakdown({ ...view, by: "reason" });
  for (const [reason, of] of entries(expected["by_reason"]))
    same(
      reasons.find((each) => each.name === reason),
      of,
      reason,
    );
  for (const channel of channels) {
    const own = await ask.contacts.breakdown({ ...view, by: "reason", channel: channel.slug });
    for (const { name, ...row } of own)
      same(
        row,
        expected["by_channel_and_reason"]?.[`${channel.name} | ${name}`],
        `${channel.name} | ${name}`,
      );
  }
  for (const [day, contacts] of entries(expected["daily_contacts"]))
    expect([day, (await ask.contacts.summary(days(day, day))).contacts]).toEqual([day, contacts]);
});

company("consumer complaints", async ({ load, ask, count }) => {
  const expected = reference("cfpb/reference.json");
  const result = await load("cfpb", "cfpb/consumer_complaints.csv");
  expect([result.accepted, result.rejected]).toEqual([expected["overall"]?.["n"], 0]);
  const view = days("2013-01-01", "2017-12-31");
  type Contacts = Pick<
    Awaited<ReturnType<Ask["contacts"]["breakdown"]>>[number],
    "contacts" | "promisesKept" | "response" | "impossibleReplies"
  >;
  const timely = (row: Contacts | undefined, of: Reference | undefined, what: string) => {
    expect([what, row?.contacts, row?.impossibleReplies]).toEqual([what, of?.["n"], of?.["days_negative"]]);
    close(100 * (row?.promisesKept.value ?? Number.NaN), of?.["timely_pct"], `${what}: timely`);
    close((row?.response.median.value ?? Number.NaN) / 1440, of?.["days_to_forward_median"], `${what}: days`);
  };
  const disputed = (
    row: { readonly n: number; readonly topBox: { readonly value: number | null } } | undefined,
    of: Reference | undefined,
    what: string,
  ) => {
    expect([what, row?.n]).toEqual([what, of?.["disputed_base_n"]]);
    close(100 - 100 * (row?.topBox.value ?? Number.NaN), of?.["disputed_pct"], `${what}: disputed`);
  };
  timely(await ask.contacts.summary(view), expected["overall"], "overall");
  const [whole] = await ask.ratings.breakdown({ ...view, by: "question" });
  disputed(whole, expected["overall"], "overall");
  const channels = await ask.contacts.breakdown({ ...view, by: "channel" });
  const byChannel = await ask.ratings.breakdown({ ...view, by: "channel" });
  for (const [channel, of] of entries(expected["by_channel_submitted_via"])) {
    const row = channels.find((each) => each.name === channel);
    timely(row, of, channel);
    disputed(
      byChannel.find((each) => each.key === row?.slug),
      of,
      channel,
    );
  }
  const products = await ask.ratings.breakdown({ ...view, by: "segment" });
  for (const [product, of] of entries(expected["by_product"]))
    disputed(
      products.find((each) => each.name === product),
      of,
      product,
    );
  const issues = await ask.contacts.breakdown({ ...view, by: "reason" });
  for (const [issue, n] of Object.values(expected["top_issues"] ?? {}).map((each) => Object.values(each)))
    expect([issue, issues.find((each) => each.name === String(issue))?.contacts]).toEqual([issue, n]);
  for (const [month, n] of entries(expected["by_month_received"])) {
    const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
    const { contacts } = await ask.contacts.summary(days(`${month}-01`, `${month}-${last}`));
    expect([month, contacts]).toEqual([month, n]);
  }

  const more = await load("cfpb", "cfpb/cfpb_18col_2016.csv");
  expect([more.accepted, more.rejected]).toEqual([349, 0]);
  expect(await count("select count(*) from interaction")).toBe(Number(expected["overall"]?.["n"]) + 349);
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

company("human resources", async ({ load, ask, count }) => {
  const expected = reference("hr_all_in_one/reference.json");
  for (const [preset, file] of [
    ["hr-employees", "employee_data"],
    ["hr-training", "training_and_development_data"],
    ["hr-engagement", "employee_engagement_survey_data"],
  ] as const) {
    const result = await load(preset, `hr_all_in_one/${file}.csv`);
    expect([file, result.accepted, result.rejected]).toEqual([file, 3000, 0]);
  }
  const all = days("2018-01-01", "2026-11-20");
  expect(await count("select count(*) from employee")).toBe(expected["employees"]?.["n"]);

  type Training = Awaited<ReturnType<Ask["training"]["breakdown"]>>[number];
  const trained = (row: Pick<Training, "figures"> | undefined, of: Reference | undefined, what: string) => {
    expect([what, row?.figures?.completion.n]).toEqual([what, of?.["n"]]);
    close(100 * (row?.figures?.completion.value ?? Number.NaN), of?.["completed_or_passed_pct"], what);
    expect(row?.figures?.outcomes).toEqual({
      completed: of?.["Completed"],
      passed: of?.["Passed"],
      failed: of?.["Failed"],
      incomplete: of?.["Incomplete"],
      unknown: 0,
    });
  };
  trained(await ask.training.summary(all), expected["training_overall"], "training");
  const courses = await ask.training.breakdown({ ...all, by: "course" });
  for (const [course, of] of entries(expected["training_by_program"]))
    trained(
      courses.find((row) => row.name === course),
      of,
      course,
    );
  const trainedBy = await ask.training.breakdown({ ...all, by: "department" });
  for (const [department, of] of entries(expected["training_by_department"]))
    trained(
      trainedBy.find((row) => row.name === department),
      of,
      department,
    );

  type Engagement = Awaited<ReturnType<Ask["engagement"]["breakdown"]>>;
  const engaged = (rows: Engagement, of: Reference | undefined, what: string) => {
    const item = (name: string) => rows.find((row) => row.item === name)?.figures;
    expect([what, item("engagement")?.n]).toEqual([what, of?.["n"]]);
    close(item("engagement")?.mean.value, of?.["EngagementScore"], `${what}: engagement`);
    close(item("satisfaction")?.mean.value, of?.["SatisfactionScore"], `${what}: satisfaction`);
    close(item("work-life-balance")?.mean.value, of?.["WorkLifeBalanceScore"], `${what}: balance`);
    close(
      100 * (item("engagement")?.topBox.value ?? Number.NaN),
      of?.["engagement_top2_pct"],
      `${what}: top two`,
    );
  };
  engaged(
    await ask.engagement.breakdown({ ...all, by: "item" }),
    expected["engagement_overall"],
    "engagement",
  );
  const engagedBy = await ask.engagement.breakdown({ ...all, by: "department" });
  for (const [department, of] of entries(expected["engagement_by_department"]))
    engaged(
      engagedBy.filter((row) => row.department?.name === department),
      of,
      department,
    );

  const staff = await ask.turnover.breakdown(all);
  for (const [department, of] of entries(expected["employees"]?.["by_department_exit_pct"])) {
    const row = staff.find((each) => each.name === department);
    expect([department, row?.people, row?.figures?.leavers]).toEqual([
      department,
      { shown: true, count: of["n"] },
      of["exited"],
    ]);
  }
});

company("exports of survey and ticket tools", async ({ load, ask, count }) => {
  const rows: Readonly<Record<string, readonly [preset: string, dataRows: number]>> = {
    "qualtrics/sample.csv": ["qualtrics", 1],
    "qualtrics/sample_legacy.csv": ["qualtrics", 1],
    "qualtrics/Sample_Survey__Insights_.csv": ["qualtrics", 4],
    "surveymonkey/StarWars.csv": ["surveymonkey", 1186],
    "typeform/webhook_a.json": ["typeform", 1],
    "formbricks/2_responseFinished.json": ["formbricks", 1],
    "zendesk_challenge/tickets.json": ["zendesk-tickets", 200],
    "zendesk_fivetran/ticket_data.csv": ["zendesk-tickets", 10],
  };
  for (const [file, [preset, expected]] of Object.entries(rows)) {
    const { accepted, rejected } = await load(preset, `exports/${file}`);
    expect([file, accepted + rejected, rejected]).toEqual([file, expected, 0]);
  }
  expect(await count("select count(*) from interaction")).toBeGreaterThan(200);
  const rated = await ask.ratings.breakdown({ ...days("2000-01-01", "2026-11-20"), by: "touchpoint" });
  console.info(rated.map((row) => [row.key, row.question, row.n]));
});
