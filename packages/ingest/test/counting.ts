import { readFileSync } from "node:fs";
import type {
  AnswerRecord,
  CanonicalRecord,
  InteractionRecord,
  SubmissionRecord,
} from "@touchline/domain/records";
import { inspect } from "../src/inspect.ts";
import type { ProposalOptions } from "../src/presets/preset.ts";
import { findPreset } from "../src/presets.ts";
import { nameOf, type Read, readAll, realFile, realPath } from "./reading.ts";

/** A reference file of the real data: only as deep as the tests look. */
export interface Reference {
  readonly [key: string]: Reference;
}

export function reference(path: string): Reference {
  return JSON.parse(readFileSync(realPath(path), "utf8"));
}

/** n, mean and share of the two highest scores (percent) of five, as the reference files round them. */
export function summary(
  answers: readonly AnswerRecord[],
  topFrom = 4,
): { n: number; mean: number | null; top2_pct: number | null } {
  const n = answers.length;
  if (n === 0) return { n, mean: null, top2_pct: null };
  const mean = answers.reduce((sum, answer) => sum + answer.score, 0) / n;
  return {
    n,
    mean: round4(mean),
    top2_pct: round4((100 * answers.filter((answer) => answer.score >= topFrom).length) / n),
  };
}

export function round4(value: number): number {
  return Number(value.toFixed(4));
}

export const submissions = (records: readonly CanonicalRecord[]): SubmissionRecord[] =>
  records.filter((record) => record.kind === "submission");
export const interactions = (records: readonly CanonicalRecord[]): InteractionRecord[] =>
  records.filter((record) => record.kind === "interaction");

/** Answers by "touchpoint question". */
export function answersBy(records: readonly CanonicalRecord[]): Map<string, AnswerRecord[]> {
  const found = new Map<string, AnswerRecord[]>();
  for (const { answers } of submissions(records)) {
    for (const answer of answers) {
      const key = `${answer.touchpoint} ${answer.question}`;
      const list = found.get(key);
      if (list) list.push(answer);
      else found.set(key, [answer]);
    }
  }
  return found;
}

/** A real file through a preset, as the command line does it: look, propose, read. */
export async function readReal(
  preset: string,
  path: string,
  options: ProposalOptions & { constants?: Record<string, string> } = {},
): Promise<Read> {
  const fileName = nameOf(path);
  const { mapping } = findPreset(preset).propose(await inspect(realFile(path), fileName), options);
  return readAll(realFile(path), mapping, {
    fileName,
    ...(options.constants ? { constants: options.constants } : {}),
  });
}

/** Slug of the touchpoint that each item of the airport's reference figures is about. */
export const AIRPORT_TOUCHPOINTS: Readonly<Record<string, string>> = {
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
