/// <reference path="./wink-sentiment.d.ts" />
import type { Sentiment } from "@touchline/domain/topics";
import { eld } from "eld/small";
import sentiment from "wink-sentiment";

/** What a machine takes from a comment. */
export interface Reading {
  /** ISO 639-1; null: it can't be told, as of a word or two. */
  readonly language: string | null;
  /** null: not read, because it is in another language than English. docs/voice.md says how often it is right. */
  readonly sentiment: Sentiment | null;
}

/** The one language whose words have a valence here. */
const READ = "en";

/** How an English text sounds. */
export function soundOf(text: string): Sentiment {
  const { normalizedScore } = sentiment(text);
  if (normalizedScore === 0) return "neutral";
  return normalizedScore > 0 ? "positive" : "negative";
}

/** Language and sentiment of a comment, offline. Nothing leaves the machine. */
export function readComment(text: string): Reading {
  const language = eld.detect(text).language || null;
  return { language, sentiment: language === READ ? soundOf(text) : null };
}
