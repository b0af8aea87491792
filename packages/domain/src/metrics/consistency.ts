import { chiSquareTail } from "../distributions.ts";
import type { MetricDescriptor } from "../metric-descriptor.ts";
import { noBase, ratio, type Statistic } from "../statistic.ts";

export const consistencyDescriptor = {
  key: "channel_consistency",
  label: "Channel consistency",
  unit: "score",
  better: "higher",
  gap: "Fewer than two channels have answers.",
  definition:
    "How alike satisfaction is from channel to channel, once chance is taken out: 100 when channels differ by no more than chance, 0 when they could hardly differ more.",
  formula:
    "100 (1 - tau / 0.5), tau = the spread between channels' top-box shares by DerSimonian and Laird; interval by the Q profile.",
  source:
    "R. DerSimonian and N. Laird, Meta-analysis in clinical trials, 1986; the interval: W. Viechtbauer, 2007.",
} as const satisfies MetricDescriptor;

/** A channel's answers in the top box, and all of its answers. */
export interface ChannelShare {
  readonly hits: number;
  readonly n: number;
}

interface Study {
  readonly p: number;
  readonly variance: number;
}

/** Shares with their sampling variance. At 0 or 1 the variance is taken half an answer off the end, or it would be 0. */
function studies(channels: readonly ChannelShare[]): Study[] {
  return channels.flatMap(({ hits, n }) => {
    const p = ratio(hits, n);
    const off = hits === 0 || hits === n ? ratio(hits + 0.5, n + 1) : p;
    const variance = off === null ? null : ratio(off * (1 - off), n);
    return p === null || variance === null ? [] : [{ p, variance }];
  });
}

/** Cochran's Q around the weighted mean, given a spread tau^2; falls as tau^2 grows. */
function weightedSquares(
  all: readonly Study[],
  tau2: number,
): { q: number; sum: number; sumOfSquares: number } {
  const weighted = all.map(({ p, variance }) => ({ p, w: ratio(1, variance + tau2) ?? 0 }));
  const sum = weighted.reduce((acc, { w }) => acc + w, 0);
  const mean =
    ratio(
      weighted.reduce((acc, { w, p }) => acc + w * p, 0),
      sum,
    ) ?? 0;
  return {
    q: weighted.reduce((acc, { w, p }) => acc + w * (p - mean) ** 2, 0),
    sum,
    sumOfSquares: weighted.reduce((acc, { w }) => acc + w * w, 0),
  };
}

/** The largest tau^2 at which Q still has at most this tail probability or more, by halving (Viechtbauer 2007). */
function tauSquaredAtTail(all: readonly Study[], tail: number): number {
  const reaches = (tau2: number): boolean =>
    chiSquareTail(weightedSquares(all, tau2).q, all.length - 1) >= tail;
  let low = 0;
  let high = 1;
  if (reaches(0)) return 0;
  while (!reaches(high) && high < 1e6) high *= 2;
  for (let step = 0; step < 60; step += 1) {
    const middle = 0.5 * (low + high);
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function index(tau: number): number {
  return Math.max(0, 100 - 200 * tau);
}

/**
 * Spread between channels and the consistency index made of it, 0 to 100 (DerSimonian & Laird 1986). n = answers of all
 * channels with any; null below two such channels.
 */
export function consistency(channels: readonly ChannelShare[]): {
  readonly tau: number | null;
  readonly index: Statistic;
} {
  const n = channels.reduce((sum, channel) => sum + channel.n, 0);
  const all = studies(channels);
  if (all.length < 2) return { tau: null, index: noBase(n) };
  const { q, sum, sumOfSquares } = weightedSquares(all, 0);
  const scale = sum - (ratio(sumOfSquares, sum) ?? 0);
  const tau = Math.sqrt(Math.max(0, ratio(q - (all.length - 1), scale) ?? 0));
  const smallest = Math.sqrt(tauSquaredAtTail(all, 0.025));
  const largest = Math.sqrt(tauSquaredAtTail(all, 0.975));
  return {
    tau,
    index: { value: index(tau), n, low: index(Math.max(tau, largest)), high: index(Math.min(tau, smallest)) },
  };
}
