import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import type { ChartWords } from "./chart-words.ts";
import { formatDay } from "./formats.ts";
import { axisInWords } from "./scale.ts";
import { drawTrend, type TrendPoint, type UsualRange } from "./trend-drawing.ts";

const WIDTH = 1_200;
const HEIGHT = 600;
/** Where the lines stand in the picture: left, top, width, height. */
const FIELD = { x: 90, y: 120, width: 990, height: 380 } as const;
/** The light theme's colours: a picture is put into documents. */
const INK = {
  paper: "#ffffff",
  ink: "#14171f",
  muted: "#586072",
  hairline: "#e3e6ec",
  line: "#868e9f",
} as const;
const ACCENT = { line: "#3b5bdb", band: "#dbe1f8", ring: "#c2410c" } as const;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const safe = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? "");

/** A chart as one SVG image that stands alone: title, what was asked, the day of drawing ("yyyy-mm-dd"), and the lines. */
export function drawPicture(
  words: ChartWords,
  points: readonly TrendPoint[],
  unit: MetricUnit,
  today: string,
  usual: UsualRange | null = null,
): string {
  const drawing = drawTrend(points, unit, usual);
  const x = (at: number) => FIELD.x + at * 0.01 * FIELD.width;
  const y = (at: number) => FIELD.y + at * 0.01 * FIELD.height;
  const moved = (shape: string) =>
    shape
      .split(" ")
      .map((pair) => pair.split(",").map(Number))
      .map(([across = 0, down = 0]) => `${x(across).toFixed(1)},${y(down).toFixed(1)}`)
      .join(" ");
  const text = (at: { x: number; y: number }, size: number, fill: string, words: string, more = "") =>
    `<text x="${at.x}" y="${at.y}" font-size="${size}" fill="${fill}" ${more}>${safe(words)}</text>`;
  const anchors: Readonly<Record<number, string>> = { 0: "start", [-50]: "middle", [-100]: "end" };
  const compared = drawing.before.length > 0;
  const axis = axisInWords(drawing.scale, unit);
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${INK.paper}"/>`,
    text({ x: 40, y: 52 }, 26, INK.ink, words.title, 'font-weight="600"'),
    text({ x: 40, y: 82 }, 16, INK.muted, words.question),
    ...drawing.ticks.flatMap(({ at, label }) => [
      `<path d="M${FIELD.x} ${y(at)}h${FIELD.width}" stroke="${INK.hairline}"/>`,
      text({ x: FIELD.x - 12, y: y(at) + 5 }, 14, INK.muted, label, 'text-anchor="end"'),
    ]),
    ...drawing.alone.map(
      (point) =>
        `<path d="M${x(point.x)} ${y(point.top)}V${y(point.bottom)}" stroke="${ACCENT.band}" stroke-width="12"/>`,
    ),
    ...drawing.bands.map((band) => `<polygon points="${moved(band)}" fill="${ACCENT.band}"/>`),
    ...drawing.usual.map(
      ({ at, middle }) =>
        `<path d="M${FIELD.x} ${y(at)}h${FIELD.width}" stroke="${INK.line}" stroke-dasharray="${middle ? "2 10" : "4 6"}"/>`,
    ),
    ...drawing.before.map(
      (line) => `<polyline points="${moved(line)}" fill="none" stroke="${INK.line}" stroke-width="1.5"/>`,
    ),
    ...drawing.lines.map(
      (line) => `<polyline points="${moved(line)}" fill="none" stroke="${ACCENT.line}" stroke-width="3"/>`,
    ),
    ...drawing.dots.map((dot) => `<circle cx="${x(dot.x)}" cy="${y(dot.y)}" r="5" fill="${ACCENT.line}"/>`),
    ...drawing.rings.map(
      (ring) =>
        `<circle cx="${x(ring.x)}" cy="${y(ring.y)}" r="9" fill="none" stroke="${ACCENT.ring}" stroke-width="2"/>`,
    ),
    ...drawing.ends.map(({ x: end, at, label, own }) =>
      text(
        { x: x(end) + 12, y: y(at) + 6 },
        own ? 18 : 15,
        own ? INK.ink : INK.muted,
        label,
        own ? 'font-weight="600"' : "",
      ),
    ),
    ...drawing.labels.map(({ at, label, side }) =>
      text(
        { x: x(at), y: FIELD.y + FIELD.height + 26 },
        14,
        INK.muted,
        label,
        `text-anchor="${anchors[side] ?? "middle"}"`,
      ),
    ),
    text(
      { x: 40, y: HEIGHT - 28 },
      14,
      INK.muted,
      `${words.own}, with its 95 % interval${compared ? `; grey: ${words.before.toLowerCase()}` : ""}${usual === null ? "" : "; dotted: its usual range"}${drawing.rings.length > 0 ? "; ring: more than chance" : ""}${axis === null ? "" : `; axis: ${axis}`}. Touchline, ${formatDay(today)}.`,
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Inter, system-ui, sans-serif">${parts.join("")}</svg>`;
}

/** Saves a chart as a PNG file of twice that size. Throws when the browser can't draw it. */
export async function savePicture(
  words: ChartWords,
  points: readonly TrendPoint[],
  unit: MetricUnit,
  usual: UsualRange | null,
): Promise<void> {
  const image = new Image();
  const drawing = drawPicture(words, points, unit, new Date().toISOString().slice(0, 10), usual);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * WIDTH;
  canvas.height = 2 * HEIGHT;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error("The browser did not draw the picture.");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${words.title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
