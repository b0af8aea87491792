import { ratio } from "@touchline/domain/statistic";

/** Even the lowest is told from what has no tint; deeper, and text on it would be hard to read. */
const PERCENT = { least: 4, most: 34 };

/** How strong a figure's tint is, in percent of the accent: the least at the lowest of all, the most at the highest. */
export function tintOf(value: number, all: readonly number[]): number {
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const place = ratio(value - low, high - low) ?? 0;
  return Math.round(PERCENT.least + (PERCENT.most - PERCENT.least) * Math.min(1, Math.max(0, place)));
}
