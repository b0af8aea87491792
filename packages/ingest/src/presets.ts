import { AppError } from "@touchline/domain/errors";
import { airline } from "./presets/airline.ts";
import { callCenter } from "./presets/call-center.ts";
import { cfpb } from "./presets/cfpb.ts";
import { formbricks } from "./presets/formbricks.ts";
import { hrAllInOne, hrEmployees, hrEngagement, hrTraining } from "./presets/hr.ts";
import type { Preset } from "./presets/preset.ts";
import { qualtrics } from "./presets/qualtrics.ts";
import { sfo } from "./presets/sfo.ts";
import { skytraxLounge } from "./presets/skytrax-lounge.ts";
import { surveymonkey } from "./presets/surveymonkey.ts";
import { typeform } from "./presets/typeform.ts";
import { zendeskTickets } from "./presets/zendesk-tickets.ts";

export const PRESETS: readonly Preset[] = [
  sfo,
  airline,
  callCenter,
  cfpb,
  skytraxLounge,
  qualtrics,
  surveymonkey,
  typeform,
  formbricks,
  zendeskTickets,
  hrEmployees,
  hrTraining,
  hrEngagement,
  hrAllInOne,
];

/** Throws AppError "not_found" naming the presets that there are. "call-center" finds "call_center". */
export function findPreset(name: string): Preset {
  const wanted = name.toLowerCase().replaceAll("_", "-");
  const preset = PRESETS.find((each) => each.name.replaceAll("_", "-") === wanted);
  if (!preset)
    throw new AppError(
      "not_found",
      `There is no preset “${name}”. There are: ${PRESETS.map((each) => each.name).join(", ")}.`,
    );
  return preset;
}

/** A file with fewer known columns than this is not taken for one of a preset's. */
const MIN_COLUMNS = 3;

/** The preset that most of a file's columns belong to, with the reason; null when none fits. */
export function suggestPreset(columns: readonly string[]): { preset: Preset; reason: string } | null {
  let best: { preset: Preset; found: readonly string[] } | null = null;
  for (const preset of PRESETS) {
    const found = preset.fit(columns)?.found ?? [];
    if (found.length >= MIN_COLUMNS && found.length > (best?.found.length ?? 0)) best = { preset, found };
  }
  if (!best) return null;
  const { preset, found } = best;
  return {
    preset,
    reason: `${found.length} of its columns are there, such as ${found.slice(0, 6).join(", ")}`,
  };
}
