import type { SignalKind } from "@touchline/domain/metrics/signals";

/** What made a week stand out, in words. */
export const SIGNAL_WORDS: Readonly<Record<SignalKind, string>> = {
  outside: "outside its usual range",
  jump: "a step larger than chance makes",
  run: "eight weeks or more in a row on one side of its usual level",
  "near-limit": "near the edge of its usual range for weeks",
};
