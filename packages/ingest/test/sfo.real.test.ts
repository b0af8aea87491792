import { describe, expect, it } from "vitest";
import { inspect } from "../src/inspect.ts";
import { findPreset, suggestPreset } from "../src/presets.ts";
import {
  AIRPORT_TOUCHPOINTS,
  answersBy,
  readReal,
  reference,
  round4,
  submissions,
  summary,
} from "./counting.ts";
import { once, readAll, realData, realFile } from "./reading.ts";

const file = (year: string) => `sfo/${year}_SFO_Customer_Survey.csv`;

describe.skipIf(!realData)("the airport survey", () => {
  for (const year of ["2013", "2014", "2015", "2016", "2017"]) {
    it(`gives every n, mean, top-2-box and weighted mean of ${year}`, async () => {
      const expected = reference("sfo/reference.2013-2017-only.json")["years"]?.[year];
      const read = await readReal("sfo", file(year));
      expect(read.rejected).toEqual([]);
      expect(read.accepted).toBe(expected?.["rows"]);
      const answers = answersBy(read.records);
      for (const [item, figures] of Object.entries(expected?.["items"] ?? {})) {
        const { n, mean, top2_pct } = figures;
        expect([item, summary(answers.get(`${AIRPORT_TOUCHPOINTS[item]} csat_1_5`) ?? [])]).toEqual([
          item,
          { n, mean, top2_pct },
        ]);
        expect([item, weightedMean(read, `${AIRPORT_TOUCHPOINTS[item]}`)]).toEqual([
          item,
          figures["mean_weighted"],
        ]);
      }
      expect(answers.size).toBe(year === "2017" ? 26 : 25);
      const days = submissions(read.records).map((record) =>
        new Date(record.at ?? 0).toISOString().slice(0, 7),
      );
      expect(new Set(days)).toEqual(new Set([`${year}-05`]));
    });
  }

  it("counts NPS 2017 without the blanks, and by time of departure", async () => {
    const nps = reference("sfo/reference.2013-2017-only.json")["years"]?.["2017"]?.["nps"];
    const read = await readReal("sfo", file("2017"));
    const all = submissions(read.records);
    const score = (records: typeof all) => {
      const scores = records.flatMap((record) =>
        record.answers.filter((answer) => answer.question === "nps_0_10").map((answer) => answer.score),
      );
      const share = (keep: (score: number) => boolean) => (100 * scores.filter(keep).length) / scores.length;
      return { n: scores.length, nps: round4(share((s) => s >= 9) - share((s) => s <= 6)) };
    };
    expect(score(all)).toEqual({ n: nps?.["n"], nps: nps?.["nps"] });
    const strata = {
      "1": "departure-before-11-am",
      "2": "departure-11-am-to-5-pm",
      "3": "departure-after-5-pm",
    };
    for (const [code, segment] of Object.entries(strata))
      expect(score(all.filter((record) => record.segment === segment))).toEqual(
        nps?.["by_strata_1AM_2MID_3PM"]?.[code],
      );
  });

  it("tells those who used the Wi-Fi from those who had not", async () => {
    const wifi = answersBy((await readReal("sfo", file("2017"))).records).get("wi-fi csat_1_5") ?? [];
    const used = summary(wifi.filter((answer) => answer.usage === "yes"));
    const not = summary(wifi.filter((answer) => answer.usage === "no"));
    expect([used.n, used.top2_pct?.toFixed(1)]).toEqual([1403, "82.7"]);
    expect([not.n, not.top2_pct?.toFixed(1)]).toEqual([559, "55.8"]);
    expect(wifi.length).toBeGreaterThan(used.n + not.n);
  });

  it("is suggested for each year's columns", async () => {
    for (const year of ["2013", "2014", "2015", "2016", "2017"])
      expect(suggestPreset((await inspect(realFile(file(year)), year)).columns)?.preset.name).toBe("sfo");
  });
});

describe("other years of the airport survey", () => {
  const header =
    "RESPNUM,INTDATE,Q4A_BAGS,Q4B_WIFI,Q4C_FOOD,Q8A_ART,Q8B_FOOD,Q8I_WIFI,Q8O_WHOLE,Q10A_CLNBOARD,Q10F_CLNWHOLE,Q11SAFE";
  const content = `${header}\n1,7,1,1,2,5,4,3,4,BLANK,5,Blank\n2,31,0,3,0,6,0,,1,2,3,6\n`;
  const preset = findPreset("sfo");

  it("follows the names of 2012, without weights", async () => {
    const { mapping } = preset.propose(await inspect(once(content), "2012.csv"));
    const read = await readAll(once(content), mapping, { fileName: "2012_SFO.csv" });
    expect(
      submissions(read.records).map((record) => [
        record.externalId,
        new Date(record.at ?? 0).toISOString(),
        record.weight,
      ]),
    ).toEqual([
      ["2012-1", "2012-05-07T19:00:00.000Z", null],
      ["2012-2", "2012-05-31T19:00:00.000Z", null],
    ]);
    const given = submissions(read.records).map((record) =>
      record.answers.map((answer) => [answer.touchpoint, answer.score, answer.usage]),
    );
    expect(given[0]).toEqual([
      ["overall", 4, null],
      ["artwork", 5, null],
      ["restaurants", 4, "no"],
      ["wi-fi", 3, "yes"],
      ["clean-airport", 5, null],
    ]);
    expect(given[1]).toEqual([
      ["overall", 1, null],
      ["clean-boarding", 2, null],
      ["clean-airport", 3, null],
    ]);
  });

  it("never guesses the year: it comes from the file's name or from the caller", async () => {
    const { mapping } = preset.propose(await inspect(once(content), "survey.csv"));
    await expect(readAll(once(content), mapping, { fileName: "survey.csv" })).rejects.toThrow(
      /year of the survey is not in the file's name.*--constant year=/,
    );
    const read = await readAll(once(content), mapping, {
      fileName: "survey.csv",
      constants: { year: "2018" },
    });
    expect(submissions(read.records)[0]?.externalId).toBe("2018-1");
    await expect(
      readAll(once(content), mapping, { fileName: "2012.csv", constants: { yeer: "2012" } }),
    ).rejects.toThrow(/no constant “yeer”/);
  });
});

function weightedMean(read: { records: Parameters<typeof submissions>[0] }, touchpoint: string): number {
  let weights = 0;
  let sum = 0;
  for (const { weight, answers } of submissions(read.records)) {
    const answer = answers.find((each) => each.touchpoint === touchpoint && each.question === "csat_1_5");
    if (!answer || weight === null) continue;
    weights += weight;
    sum += weight * answer.score;
  }
  return round4(sum / weights);
}
