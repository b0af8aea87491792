import type { TrendDrawing } from "./trend-drawing.ts";

const STROKE = { fill: "none", vectorEffect: "non-scaling-stroke" } as const;
/** How the first and the second figure of a picture look. */
const TONES = [
  { line: "var(--accent)", band: "var(--band)", dot: "bg-accent" },
  { line: "var(--ink)", band: "var(--hairline)", dot: "bg-ink" },
] as const;

/**
 * A drawn trend, complete without scripts and hidden from screen readers: a table behind it says the same. Two drawings
 * stand on one scale: the first in the accent, the other in ink, each with its usual range in its own colour; what they
 * end at is then for the caller to name.
 */
export function TrendPicture({ drawings }: { drawings: readonly [TrendDrawing, TrendDrawing?] }) {
  const [{ ticks, labels, ends }, other] = drawings;
  const courses = drawings.flatMap((drawing, at) => {
    const tone = TONES[at];
    if (!drawing || !tone) return [];
    return [{ ...drawing, tone, dotted: other ? tone.line : "var(--line)" }];
  });
  return (
    <div aria-hidden="true" className="absolute inset-0">
      {ticks.map(({ at, label }) => (
        <div
          key={label}
          className="absolute right-0 left-0 border-hairline border-t"
          style={{ top: `${at}%` }}
        >
          <span className="-translate-y-1/2 absolute right-full whitespace-nowrap pr-2 text-12 text-muted">
            {label}
          </span>
        </div>
      ))}
      <svg
        aria-hidden="true"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="absolute inset-0 h-full w-full overflow-visible"
      >
        {courses.toReversed().map(({ tone, dotted, bands, alone, usual, before, lines }) => (
          <g key={tone.line}>
            {bands.map((shape) => (
              <polygon key={shape} points={shape} fill={tone.band} opacity="0.8" />
            ))}
            {alone.map(({ x, top, bottom }) => (
              <line
                key={x}
                x1={x}
                x2={x}
                y1={top}
                y2={bottom}
                stroke={tone.band}
                strokeWidth="8"
                {...STROKE}
              />
            ))}
            {usual.map(({ at, middle }) => (
              <line
                key={at}
                x1="0"
                x2="100"
                y1={at}
                y2={at}
                stroke={dotted}
                strokeDasharray={middle ? "1 5" : "2 3"}
                {...STROKE}
              />
            ))}
            {before.map((shape) => (
              <polyline key={shape} points={shape} stroke="var(--line)" strokeWidth="1" {...STROKE} />
            ))}
            {lines.map((shape) => (
              <polyline
                key={shape}
                points={shape}
                stroke={tone.line}
                strokeWidth="2"
                strokeLinejoin="round"
                {...STROKE}
              />
            ))}
          </g>
        ))}
      </svg>
      {courses.map(({ tone, dots, rings }) => (
        <span key={tone.line}>
          {dots.map(({ x, y }) => (
            <span
              key={x}
              className={`-translate-1/2 absolute size-2 rounded-full ${tone.dot}`}
              style={{ left: `${x}%`, top: `${y}%` }}
            />
          ))}
          {rings.map(({ x, y }) => (
            <span
              key={x}
              className="-translate-1/2 absolute size-3.5 rounded-full border-[1.5px] border-worse"
              style={{ left: `${x}%`, top: `${y}%` }}
            />
          ))}
        </span>
      ))}
      {(other ? [] : ends).map(({ x, at, label, own }) => (
        <span
          key={String(own)}
          className={`-translate-y-1/2 absolute ml-2 whitespace-nowrap bg-paper ${own ? "font-semibold text-13 text-ink" : "text-12 text-muted"}`}
          style={{ left: `${x}%`, top: `${at}%` }}
        >
          {label}
        </span>
      ))}
      {labels.map(({ at, label, side }) => (
        <span
          key={label}
          // Beside two names there is no room for three on a small screen.
          className={`absolute top-full whitespace-nowrap pt-1.5 text-12 text-muted ${other && side === -50 ? "max-sm:hidden" : ""}`}
          style={{ left: `${at}%`, transform: `translateX(${side}%)` }}
        >
          {label}
        </span>
      ))}
    </div>
  );
}
