/** A point of a picture and the size of what is to be written beside it, all in pixels. */
export interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Clear space around whatever is written. */
const CLEAR = 2;
/** How far from its point a label may stand, nearest first; beyond the first two it needs a line to its point. */
const REACH = [3, 8, 16, 26, 38, 52] as const;
/** The sides of a point, the ones that read best first. */
const SIDES: readonly (readonly [number, number])[] = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [0.8, -0.6],
  [0.8, 0.6],
  [-0.8, -0.6],
  [-0.8, 0.6],
  [0.45, -0.9],
  [0.45, 0.9],
  [-0.45, -0.9],
  [-0.45, 0.9],
];

/** Where a label that is `long` begins so that its nearest edge lies at `at`, to the side that `side` names. */
const startAt = (at: number, side: number, long: number) =>
  Math.abs(side) < 0.5 ? at - 0.5 * long : side > 0 ? at : at - long;

const apart = (a: Box, b: Box, clear: number) =>
  a.left + a.width + clear <= b.left ||
  b.left + b.width + clear <= a.left ||
  a.top + a.height + clear <= b.top ||
  b.top + b.height + clear <= a.top;

const dotOf = ({ x, y, radius }: Labelled): Box => ({
  left: x - radius,
  top: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});

/**
 * Where labels can stand beside their points without lying on one another, on a point, on what is `taken`, or outside
 * the field. Earlier ones choose first. null: no place is left near the point.
 */
export function placeLabels(
  labelled: readonly Labelled[],
  field: { readonly width: number; readonly height: number },
  taken: readonly Box[] = [],
): (Box | null)[] {
  const dots = labelled.map(dotOf);
  const placed: Box[] = [...taken];
  const fits = (box: Box) =>
    box.left >= 0 &&
    box.top >= 0 &&
    box.left + box.width <= field.width &&
    box.top + box.height <= field.height &&
    placed.every((other) => apart(box, other, CLEAR)) &&
    dots.every((dot) => apart(box, dot, 1));
  return labelled.map(({ x, y, radius, width, height }) => {
    for (const reach of REACH)
      for (const [across, down] of SIDES) {
        const box = {
          left: startAt(x + across * (radius + reach), across, width),
          top: startAt(y + down * (radius + reach), down, height),
          width,
          height,
        };
        if (!fits(box)) continue;
        placed.push(box);
        return box;
      }
    return null;
  });
}

/**
 * The line from a point to a label that does not stand right beside it, to the nearest place of the label's edge; null
 * where none is needed.
 */
export function leaderOf(
  { x, y, radius }: Labelled,
  { left, top, width, height }: Box,
): { readonly x: number; readonly y: number } | null {
  const end = {
    x: Math.min(left + width, Math.max(left, x)),
    y: Math.min(top + height, Math.max(top, y)),
  };
  return Math.hypot(end.x - x, end.y - y) > radius + REACH[1] + 1 ? end : null;
}

const NARROW = /[ijlftrI'.,:;()|\s-]/;
const WIDE = /[mwMW%@]/;
const LARGE = /[A-Z]/;

/** About how wide a text is in the product's font, never narrower than it comes out; `size` in pixels. */
export function widthOf(text: string, size: number): number {
  const em = [...text].reduce(
    (sum, sign) => sum + (NARROW.test(sign) ? 0.38 : WIDE.test(sign) ? 0.92 : LARGE.test(sign) ? 0.74 : 0.62),
    0,
  );
  return Math.ceil(em * size);
}
