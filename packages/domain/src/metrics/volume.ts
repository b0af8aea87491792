import type { MetricDescriptor } from "../metric-descriptor.ts";
import { noBase, type Statistic } from "../statistic.ts";

export const answersDescriptor = {
  key: "answers",
  label: "Answers",
  unit: "answers",
  better: "higher",
  gap: "Nobody answered in this period.",
  definition:
    "How many answers to any question the figures rest on: those in the period that the filters leave, with the evidence of use that the view lets speak. Answers about the company as a whole always count; careless ones only where your administrator keeps them.",
  formula:
    "Number of answers, one for each question that a customer answered about a touchpoint on a channel.",
  source: "A count.",
} as const satisfies MetricDescriptor;

export const volumeShareDescriptor = {
  key: "volume_share",
  label: "Share of answers",
  unit: "share",
  better: "higher",
  gap: "Nobody answered in this period.",
  definition: "The part of all answers in the view that is about this channel.",
  formula: "Answers on the channel / all answers in the view; Wilson interval.",
  source: "A share; the interval: E. B. Wilson, 1927.",
} as const satisfies MetricDescriptor;

/** A plain count as a figure: its value is its n, and it has no interval. */
export function volume(count: number): Statistic {
  return { ...noBase(count), value: count };
}
