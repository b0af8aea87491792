import type { Comparison } from "@touchline/domain/compare";
import { expect, test } from "vitest";
import {
  howSure,
  journeySentence,
  mapInWords,
  marksOf,
  mostLost,
  weightOf,
  whyNoScore,
  yieldInWords,
} from "../src/widgets/journey/words.ts";

const change = (difference: number, verdict: Comparison["verdict"] = "worse"): Comparison => ({
  difference,
  low: difference - 1,
  high: difference + 1,
  n: 400,
  nBefore: 300,
  pValue: 0.01,
  verdict,
});
const touchpoint = (weightShare: number, counted = true) => ({
  slug: "desk",
  name: "Desk",
  directness: "direct" as const,
  role: "operations" as const,
  department: null,
  departmentSlug: null,
  score: { value: counted ? 70 : null, n: 0, low: null, high: null },
  change: null,
  weight: 2,
  weightShare,
  counted,
  notCounted: counted ? null : ("no-answers" as const),
  missing: 30,
});
const stage = (
  slug: string,
  value: number | null,
  moved: Comparison | null = change(0, "no-change"),
  more: { lost?: number | null; touchpoints?: ReturnType<typeof touchpoint>[] } = {},
) => ({
  slug,
  name: slug.toUpperCase(),
  score: { value, n: 100, low: null, high: null },
  change: moved,
  answers: { value: 100, n: 100, low: null, high: null },
  weight: 2,
  measuredWeight: 1,
  touchpoints: more.touchpoints ?? [touchpoint(0.5)],
  lost: more.lost ?? null,
});
const journey = {
  yield: { statistic: { value: 0.25, n: 200, low: 0.2, high: 0.3 }, change: null },
  weakest: null,
  fall: null,
  stages: [stage("hear", 70), stage("buy", 60)],
};
const weakest = { slug: "buy", name: "BUY", against: change(-8.04) };
const fall = (slug: string) => ({ slug, name: slug.toUpperCase(), change: change(-2.5) });

test("the sentence names the weakest stage and the one that fell, or says that there is none", () => {
  const said = (more: Partial<Parameters<typeof journeySentence>[0]>) =>
    journeySentence({ ...journey, ...more }, "previous_period");
  expect(said({ weakest, fall: fall("hear") })).toBe(
    "“BUY” is the weakest stage, at 60.0: 8.0 points below all the others together. “HEAR” fell the most, by 2.5 points since the period before.",
  );
  expect(said({ weakest, fall: fall("buy") })).toMatch(/It also fell the most, by 2\.5 points/);
  expect(said({})).toBe(
    "No stage is really weaker than all the others together. None really fell against the period before.",
  );
  expect(said({ stages: [stage("hear", 70, null), stage("buy", null, null)] })).toBe(
    "Too few stages have a score to say which of them is the weakest.",
  );
});

test("most points are lost where weight and score say so, out of all that is missing", () => {
  const stages = [
    stage("hear", 40, null, { lost: 3 }),
    stage("buy", 70, null, { lost: 20.5 }),
    stage("use", null),
  ];
  expect(mostLost(stages)).toMatchObject({ stage: { slug: "buy" }, lost: 20.5, of: 23.5 });
  expect(mostLost([stage("use", null)])).toBeNull();
});

test("what is not measured is counted, with its share of the weight", () => {
  const some = stage("hear", 70, null, { touchpoints: [touchpoint(0.3), touchpoint(0.2, false)] });
  const more = stage("buy", 70, null, { touchpoints: [touchpoint(0.4), touchpoint(0.1, false)] });
  expect(mapInWords([some, more])).toBe(
    "2 of 4 touchpoints have no score and stand grey: 30.0 % of the weight is not measured.",
  );
  expect(mapInWords([some])).toMatch(/^1 of 2 touchpoints has no score and stands grey/);
  expect(mapInWords([stage("hear", 70)])).toBe(
    "Every touchpoint here has enough answers for a score. A touchpoint carries a mark where it really changed; so many are judged together.",
  );
  expect(weightOf(more)).toBeCloseTo(0.5, 10);
});

test("a stage without a score says why", () => {
  const answers = { value: 0, n: 0, low: null, high: null };
  const touchpoints = [touchpoint(1, false)];
  expect(whyNoScore({ touchpoints: [], answers })).toBe("No touchpoint here yet");
  expect(whyNoScore({ touchpoints, answers })).toBe("No answers");
  expect(whyNoScore({ touchpoints, answers: { ...answers, band: "<5" } })).toBe("Too few answers (<5)");
  expect(whyNoScore({ touchpoints, answers: { ...answers, n: 9 } })).toBe("Too few answers");
});

test("yield in customers, marks on stages, and how sure a difference is", () => {
  expect(yieldInWords(journey.yield)).toMatch(/^50 of 200 customers who rated three touchpoints or more/);
  expect(yieldInWords({ statistic: { value: null, n: 0, low: null, high: null }, change: null })).toBeNull();
  expect(marksOf({ weakest, fall: fall("buy") })).toEqual({ buy: ["Weakest stage", "Fell the most"] });
  expect(howSure(change(-5))).toBe("95 % sure: −6.0 to −4.0 points");
  expect(howSure({ low: null, high: null })).toBeNull();
});
