import { ratio, type Statistic } from "@touchline/domain/statistic";
import { type Box, type Labelled, leaderOf, placeLabels, widthOf } from "@touchline/ui/label-placement";
import { roundRange, ticksOf } from "@touchline/ui/scale";

/** A touchpoint that has both, in the order in which labels are given. */
export interface Located {
  readonly name: string;
  readonly importance: Statistic;
  readonly score: Statistic;
}

export interface MapDot {
  readonly x: number;
  readonly y: number;
  /** Ends of the intervals: of the score across, of the importance down. */
  readonly across: readonly [number, number];
  readonly down: readonly [number, number];
  /** Its name, or its number in the order given where the name has no room; null: not even that has. */
  readonly label: (Box & { readonly text: string }) | null;
  readonly leader: { readonly x: number; readonly y: number } | null;
}

export interface MapDrawing {
  readonly dots: readonly MapDot[];
  /** Where the lines of the means cross; null: there are none. */
  readonly cross: { readonly x: number; readonly y: number } | null;
  readonly scores: readonly { readonly at: number; readonly label: string }[];
  readonly importances: readonly { readonly at: number; readonly label: string }[];
}

export const RADIUS = 4.5;
export const LABEL = { size: 12, height: 15 } as const;

/** How many steps an axis may have: labels need a picture that is used to its edges. */
const STEPS = 8;

/** Names beside their points; numbers beside those whose names have no room. */
function labelsOf(
  located: readonly Located[],
  places: readonly { readonly x: number; readonly y: number }[],
  size: { readonly width: number; readonly height: number },
  { numbered, taken }: { readonly numbered: boolean; readonly taken: readonly Box[] },
): MapDot["label"][] {
  const meant = (texts: readonly string[]) =>
    places.map((place, at): Labelled => {
      const width = widthOf(texts[at] ?? "", LABEL.size);
      return { ...place, radius: RADIUS, width, height: LABEL.height };
    });
  const numbers = located.map((_, at) => String(at + 1));
  const names = numbered ? numbers : located.map(({ name }) => name);
  const named = placeLabels(meant(names), size, taken);
  const left = places.flatMap((_, at) => (named[at] === null ? [at] : []));
  const dots = places.map(({ x, y }) => ({
    left: x - RADIUS,
    top: y - RADIUS,
    width: 2 * RADIUS,
    height: 2 * RADIUS,
  }));
  const further = placeLabels(
    left.flatMap((at) => meant(numbers)[at] ?? []),
    size,
    [...taken, ...named.filter((box) => box !== null), ...dots],
  );
  return places.map((_, at) => {
    const [box, number] = [named[at], further[left.indexOf(at)]];
    if (box) return { ...box, text: names[at] ?? "" };
    return number ? { ...number, text: numbers[at] ?? "" } : null;
  });
}

/**
 * Where everything of the importance-performance map stands, in pixels from the top left corner: score across,
 * importance up. Labels never lie on one another, on a dot, or on what is `taken`. numbered: numbers in place of names.
 */
export function drawMap(
  located: readonly Located[],
  lines: { readonly importance: number | null; readonly score: number | null },
  size: { readonly width: number; readonly height: number },
  options: { readonly numbered: boolean; readonly taken: readonly Box[] },
): MapDrawing {
  const scores = roundRange(
    located.map(({ score }) => score),
    "score",
    [lines.score],
    STEPS,
  );
  const importances = roundRange(
    located.map(({ importance }) => importance),
    "share",
    [0, lines.importance],
    STEPS,
  );
  const across = ratio(size.width, scores.max - scores.min) ?? 0;
  const up = ratio(size.height, importances.max - importances.min) ?? 0;
  const x = (score: number | null) => ((score ?? 0) - scores.min) * across;
  const y = (importance: number | null) => (importances.max - (importance ?? 0) * importances.times) * up;
  const places = located.map(({ importance, score }) => ({ x: x(score.value), y: y(importance.value) }));
  const labels = labelsOf(located, places, size, options);
  return {
    dots: located.map(({ importance, score }, at) => {
      const place = places[at] ?? { x: 0, y: 0 };
      const label = labels[at] ?? null;
      return {
        ...place,
        across: [x(score.low ?? score.value), x(score.high ?? score.value)],
        down: [y(importance.high ?? importance.value), y(importance.low ?? importance.value)],
        label,
        leader: label && leaderOf({ ...place, radius: RADIUS, width: 0, height: 0 }, label),
      };
    }),
    cross:
      lines.score === null || lines.importance === null
        ? null
        : { x: x(lines.score), y: y(lines.importance) },
    scores: ticksOf(scores).map((value) => ({ at: x(value), label: String(value) })),
    importances: ticksOf(importances).map((value) => ({
      at: (importances.max - value) * up,
      label: `${value} %`,
    })),
  };
}
