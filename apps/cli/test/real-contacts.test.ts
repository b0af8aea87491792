/// <reference path="../../../packages/db/test/server.ts" />
import { expect } from "vitest";
import { type Reference, reference } from "../../../packages/ingest/test/counting.ts";
import { type Ask, allTime, close, company, days, entries } from "./real.ts";

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
    row: Awaited<ReturnType<Ask["ratings"]["breakdown"]>>[number] | undefined,
    of: Reference | undefined,
    what: string,
  ) => {
    const n = Number(of?.["disputed_base_n"]);
    if (n > 0 && n < 5) return expect([what, row?.band, row?.topBox.value]).toEqual([what, "<5", null]);
    expect([what, row?.n]).toEqual([what, n]);
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

company("human resources", async ({ load, ask, count }) => {
  const expected = reference("hr_all_in_one/reference.json");
  for (const [preset, file] of [
    ["hr_all_in_one", "employee_data"],
    ["hr_all_in_one", "training_and_development_data"],
    ["hr_all_in_one", "employee_engagement_survey_data"],
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
    "qualtrics/Sample_Survey__Insights_.csv": ["qualtrics", 5],
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
  // Two of the ten tickets in the table were deleted.
  expect(await count("select count(*) from interaction")).toBe(208);
  const channels = await ask.contacts.breakdown({ ...days("2010-01-01", "2020-12-31"), by: "channel" });
  const contacts = Object.fromEntries(channels.map((row) => [row.slug, row.contacts]));
  expect(contacts).toMatchObject({ chat: 70, voice: 67 });
  expect(channels.reduce((sum, row) => sum + row.contacts, 0)).toBe(208);
  const rated = await ask.ratings.breakdown({ ...allTime, by: "touchpoint" });
  expect(rated).toHaveLength(14);
  const solo = rated.find((row) => row.key === "han-solo");
  expect(solo?.distribution.slice(1, 6)).toEqual([1, 8, 44, 151, 610]);
});
