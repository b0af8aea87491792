import { describe, expect, it } from "vitest";
import { inspect } from "../src/inspect.ts";
import { suggestPreset } from "../src/presets.ts";
import { answersBy, interactions, readReal, reference, round4, submissions, summary } from "./counting.ts";
import { realData, realFile } from "./reading.ts";

const share = <T>(rows: readonly T[], is: (row: T) => boolean) =>
  round4((100 * rows.filter(is).length) / rows.length);
function grouped<T>(rows: readonly T[], by: (row: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(by(row) ?? "", [...(groups.get(by(row) ?? "") ?? []), row]);
  return groups;
}

describe.skipIf(!realData)("airline", () => {
  const AIRLINE = "airline/train.csv.gz";
  const slugs = [
    ["Inflight wifi service", "inflight-wi-fi"],
    ["Departure/Arrival time convenient", "flight-times"],
    ["Ease of Online booking", "online-booking"],
    ["Gate location", "gate-location"],
    ["Food and drink", "food-and-drink"],
    ["Online boarding", "online-boarding"],
    ["Seat comfort", "seat-comfort"],
    ["Inflight entertainment", "inflight-entertainment"],
    ["On-board service", "on-board-service"],
    ["Leg room service", "leg-room"],
    ["Baggage handling", "baggage-handling"],
    ["Checkin service", "check-in"],
    ["Inflight service", "inflight-service"],
    ["Cleanliness", "cleanliness"],
  ] as const;

  it("gives n, mean and top-2-box of each item, overall and by class", async () => {
    const expected = reference("airline/reference.train-only.json")["train"];
    const read = await readReal("airline", AIRLINE);
    expect([read.accepted, read.rejected.length, read.blank]).toEqual([103_904, 0, 0]);
    const answers = answersBy(read.records);
    for (const [item, slug] of slugs) {
      const { n, mean, top2_pct } = expected?.["items"]?.[item] ?? {};
      expect([item, summary(answers.get(`${slug} csat_1_5`) ?? [])]).toEqual([item, { n, mean, top2_pct }]);
    }
    const all = submissions(read.records);
    expect(all.every((record) => record.at === null)).toBe(true);
    const satisfied = (records: typeof all) =>
      records.filter((record) =>
        record.answers.some((answer) => answer.touchpoint === "overall" && answer.score === 1),
      ).length;
    expect(satisfied(all)).toBe(expected?.["overall"]?.["satisfied_n"]);
    const names = new Map(read.names.segments.map(({ slug, name }) => [slug, name]));
    expect(names.size).toBe(6);
    for (const flightClass of ["Business", "Eco", "Eco Plus"]) {
      const own = all.filter((record) => names.get(record.segment ?? "")?.endsWith(` · ${flightClass}`));
      expect([own.length, satisfied(own)]).toEqual([
        expected?.["by_class"]?.[flightClass]?.["n"],
        expected?.["by_class"]?.[flightClass]?.["satisfied_n"],
      ]);
      const byItem = answersBy(own);
      for (const [item, slug] of slugs) {
        const figures = expected?.["items_by_class"]?.[flightClass]?.[item];
        expect(summary(byItem.get(`${slug} csat_1_5`) ?? [])).toEqual({
          n: figures?.["n"],
          mean: figures?.["mean"],
          top2_pct: figures?.["top2_pct"],
        });
      }
    }
  }, 30_000);
});

describe.skipIf(!realData)("call centre", () => {
  it("gives contacts, rated contacts, mean and top-2-box by channel and by reason", async () => {
    const expected = reference("call_center/reference.json");
    const read = await readReal("call_center", "call_center/Call_Center.csv");
    expect([read.accepted, read.rejected.length, read.blank]).toEqual([10_747, 0, 22_194]);
    const contacts = interactions(read.records);
    const rated = new Map(submissions(read.records).map((record) => [record.interaction, record]));
    const figures = (own: typeof contacts) => {
      const { n, mean, top2_pct } = summary(
        own.flatMap((contact) => rated.get(contact.externalId)?.answers ?? []),
        9,
      );
      return {
        contacts: own.length,
        rated_n: n,
        csat_mean: mean,
        top2_9_10_pct: top2_pct,
        above_sla_pct: share(own, (contact) => contact.promiseKept === false),
      };
    };
    expect(expected["overall"]).toMatchObject(figures(contacts));
    const channels = new Map(read.names.channels.map(({ slug, name }) => [slug, name]));
    for (const [slug, own] of grouped(contacts, (contact) => contact.channel))
      expect(expected["by_channel"]?.[channels.get(slug) ?? ""]).toMatchObject(figures(own));
    for (const [reason, own] of grouped(contacts, (contact) => contact.reason))
      expect(expected["by_reason"]?.[reason]).toMatchObject(figures(own));
    const days = grouped(contacts, (contact) => new Date(contact.at ?? 0).toISOString().slice(0, 10));
    expect(Object.fromEntries([...days].map(([day, own]) => [day, own.length]).sort())).toEqual(
      expected["daily_contacts"],
    );
  });
});

describe.skipIf(!realData)("cfpb", () => {
  it("gives complaints, timely and disputed by channel and product", async () => {
    const expected = reference("cfpb/reference.json");
    const read = await readReal("cfpb", "cfpb/consumer_complaints.csv");
    expect([read.accepted, read.rejected.length]).toEqual([3186, 0]);
    const complaints = interactions(read.records);
    expect(complaints.every((complaint) => complaint.externalId === null)).toBe(true);
    const names = new Map(
      [...read.names.channels, ...read.names.segments].map(({ slug, name }) => [slug, name]),
    );
    const disputedOf = (own: readonly { answers: readonly { score: number }[] }[]) => ({
      disputed_base_n: own.length,
      disputed_pct: share(own, (record) => record.answers[0]?.score === 0),
    });
    const timelyOf = (own: typeof complaints) => ({
      n: own.length,
      timely_pct: share(own, (complaint) => complaint.promiseKept === true),
    });
    const answered = submissions(read.records);
    expect(expected["overall"]).toMatchObject({ ...timelyOf(complaints), ...disputedOf(answered) });
    for (const [slug, own] of grouped(complaints, (complaint) => complaint.channel))
      expect(expected["by_channel_submitted_via"]?.[names.get(slug) ?? ""]).toMatchObject(timelyOf(own));
    for (const [slug, own] of grouped(answered, (record) => record.answers[0]?.channel ?? null))
      expect(expected["by_channel_submitted_via"]?.[names.get(slug) ?? ""]).toMatchObject(disputedOf(own));
    for (const [slug, own] of grouped(answered, (record) => record.segment))
      expect(expected["by_product"]?.[names.get(slug) ?? ""]).toMatchObject(disputedOf(own));
  });

  it("takes ids where there are some", async () => {
    const read = await readReal("cfpb", "cfpb/cfpb_18col_2016.csv");
    expect([read.accepted, read.rejected.length, submissions(read.records).length]).toEqual([349, 0, 41]);
    expect(interactions(read.records)[0]?.externalId).toBe("2105582");
    expect(submissions(read.records)[0]?.interaction).toMatch(/^\d+$/);
  });
});

describe.skipIf(!realData)("skytrax lounges", () => {
  it("gives every item's n, mean and top-2-box, and drops overall ratings beyond the scale", async () => {
    const expected = reference("skytrax/reference.json");
    const read = await readReal("skytrax-lounge", "skytrax/lounge.csv");
    expect([read.accepted, read.rejected.length]).toEqual([2264, 0]);
    const answers = answersBy(read.records);
    const slug = {
      comfort: "comfort",
      cleanliness: "cleanliness",
      bar_beverages: "bar",
      catering: "catering",
      washrooms: "washrooms",
      wifi_connectivity: "wi-fi",
      staff_service: "staff",
    };
    for (const [item, touchpoint] of Object.entries(slug)) {
      const { n, mean, top2_pct } = expected["items"]?.[`${item}_rating`] ?? {};
      expect([item, summary(answers.get(`lounge-${touchpoint} csat_1_5`) ?? [])]).toEqual([
        item,
        { n, mean, top2_pct },
      ]);
    }
    const recommended = answers.get("overall csat_0_1") ?? [];
    expect([recommended.length, share(recommended, (answer) => answer.score === 1)]).toEqual([
      expected["n"],
      expected["recommended_pct"],
    ]);
    const counts = grouped(answers.get("overall csat_1_5") ?? [], (answer) => `${answer.score}.0`);
    for (const score of ["1.0", "2.0", "3.0", "4.0", "5.0"])
      expect(counts.get(score)?.length).toBe(expected["overall_rating_counts"]?.[score]);
    const dropped = read.outcomes.flatMap((outcome) =>
      outcome.status === "accepted" ? outcome.dropped : [],
    );
    expect(dropped).toHaveLength(14 + 8 + 11 + 14 + 20);
    const years = grouped(submissions(read.records), (record) =>
      new Date(record.at ?? 0).toISOString().slice(0, 4),
    );
    expect(Object.fromEntries([...years].map(([year, own]) => [year, own.length]).sort())).toEqual(
      expected["by_year"],
    );
  });
});

describe.skipIf(!realData)("human resources", () => {
  it("gives employees, leavers, trainings and engagement as in the reference", async () => {
    const expected = reference("hr_all_in_one/reference.json");
    const employees = await readReal("hr-employees", "hr_all_in_one/employee_data.csv");
    const people = employees.records.filter((record) => record.kind === "employee");
    expect([
      people.length,
      people.filter((person) => person.left !== null).length,
      employees.rejected.length,
    ]).toEqual([3000, expected["employees"]?.["with_exit_date"], 0]);
    const departments = new Map(employees.names.departments.map(({ slug, name }) => [slug, name]));
    for (const [slug, own] of grouped(people, (person) => person.department))
      expect(expected["employees"]?.["by_department_exit_pct"]?.[departments.get(slug) ?? ""]).toMatchObject({
        n: own.length,
        exited: own.filter((person) => person.left).length,
      });

    const training = await readReal("hr-training", "hr_all_in_one/training_and_development_data.csv");
    const records = training.records.filter((record) => record.kind === "training");
    const courses = new Map(training.names.courses.map(({ slug, name }) => [slug, name]));
    for (const [slug, own] of grouped(records, (record) => record.course)) {
      const done = own.filter((record) => record.completed !== null);
      expect(expected["training_by_program"]?.[courses.get(slug) ?? ""]).toMatchObject({
        n: own.length,
        completed_or_passed_pct: round4((100 * done.length) / own.length),
      });
    }

    const survey = await readReal("hr-engagement", "hr_all_in_one/employee_engagement_survey_data.csv");
    const given = survey.records.filter((record) => record.kind === "engagement");
    const mean = (item: string) =>
      round4(
        given.reduce(
          (sum, record) => sum + (record.answers.find((answer) => answer.item === item)?.score ?? 0),
          0,
        ) / given.length,
      );
    expect(expected["engagement_overall"]).toMatchObject({
      n: given.length,
      EngagementScore: mean("engagement"),
      SatisfactionScore: mean("satisfaction"),
      WorkLifeBalanceScore: mean("work-life-balance"),
      engagement_top2_pct: share(given, (record) =>
        record.answers.some((answer) => answer.item === "engagement" && answer.score >= 4),
      ),
    });
    expect(given.every((record) => /^20\d\d-\d\d-\d\d$/.test(record.day ?? ""))).toBe(true);
  });
});

describe.skipIf(!realData)("which preset fits", () => {
  it("is told from the columns alone", async () => {
    const files: Readonly<Record<string, string>> = {
      "airline/train.csv.gz": "airline",
      "call_center/Call_Center.csv": "call_center",
      "cfpb/consumer_complaints.csv": "cfpb",
      "cfpb/cfpb_18col_2016.csv": "cfpb",
      "skytrax/lounge.csv": "skytrax-lounge",
      "hr_all_in_one/employee_data.csv": "hr-employees",
      "hr_all_in_one/training_and_development_data.csv": "hr-training",
      "hr_all_in_one/employee_engagement_survey_data.csv": "hr-engagement",
      "exports/qualtrics/sample.csv": "qualtrics",
      "exports/qualtrics/sample_legacy.csv": "qualtrics",
      "exports/qualtrics/Sample_Survey__Insights_.csv": "qualtrics",
      "exports/surveymonkey/StarWars.csv": "surveymonkey",
      "exports/typeform/webhook_a.json": "typeform",
      "exports/formbricks/2_responseFinished.json": "formbricks",
      "exports/zendesk_challenge/tickets.json": "zendesk-tickets",
      "exports/zendesk_fivetran/ticket_data.csv": "zendesk-tickets",
    };
    const suggested: Record<string, string | undefined> = {};
    for (const path of Object.keys(files))
      suggested[path] = suggestPreset((await inspect(realFile(path), path)).columns)?.preset.name;
    expect(suggested).toEqual(files);
    expect(suggestPreset((await inspect(realFile("airline_tweets/Tweets_6col.csv"), "tweets")).columns)).toBe(
      null,
    );
  });
});
