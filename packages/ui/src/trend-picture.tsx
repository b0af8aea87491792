import type { TrendDrawing } from "./trend-drawing.ts";

const STROKE = { fill: "none", vectorEffect: "non-scaling-stroke" } as const;

/** A drawn trend, complete without scripts and hidden from screen readers: a table behind it says the same. */
export function TrendPicture({
  drawing,
  second = null,
}: {
  drawing: TrendDrawing;
  /** Another figure on the same scale, in ink where the first has the accent. */
  second?: TrendDrawing | null;
}) {
  const { lines, bands, alone, before, usual, dots, rings, ticks, labels, ends } = drawing;
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
        {second && <Second drawing={second} />}
        {bands.map((shape) => (
          <polygon key={shape} points={shape} fill="var(--band)" opacity="0.8" />
        ))}
        {alone.map(({ x, top, bottom }) => (
          <line key={x} x1={x} x2={x} y1={top} y2={bottom} stroke="var(--band)" strokeWidth="8" {...STROKE} />
        ))}
        {usual.map(({ at, middle }) => (
          <line
            key={at}
            x1="0"
            x2="100"
            y1={at}
            y2={at}
            stroke="var(--line)"
            strokeDasharray={middle ? "1 5" : "2 3"}
            {...STROKE}
          />
        ))}
        {before.map((line) => (
          <polyline key={line} points={line} stroke="var(--line)" strokeWidth="1" {...STROKE} />
        ))}
        {lines.map((line) => (
          <polyline
            key={line}
            points={line}
            stroke="var(--accent)"
            strokeWidth="2"
            strokeLinejoin="round"
            {...STROKE}
          />
        ))}
      </svg>
      {dots.map(({ x, y }) => (
        <span
          key={x}
          className="-translate-1/2 absolute size-2 rounded-full bg-accent"
          style={{ left: `${x}%`, top: `${y}%` }}
        />
      ))}
      {second?.dots.map(({ x, y }) => (
        <span
          key={x}
          className="-translate-1/2 absolute size-2 rounded-full bg-ink"
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
      {ends.map(({ x, at, label, own }) => (
        <span
          key={String(own)}
          className={`-translate-y-1/2 absolute whitespace-nowrap pl-2 ${own ? "font-semibold text-13 text-ink" : "text-12 text-muted"}`}
          style={{ left: `${x}%`, top: `${at}%` }}
        >
          {label}
        </span>
      ))}
      {labels.map(({ at, label, side }) => (
        <span
          key={label}
          className="absolute top-full whitespace-nowrap pt-1.5 text-12 text-muted"
          style={{ left: `${at}%`, transform: `translateX(${side}%)` }}
        >
          {label}
        </span>
      ))}
    </div>
  );
}

/** Lines and bands of the second figure. */
function Second({ drawing: { bands, alone, before, lines } }: { drawing: TrendDrawing }) {
  return (
    <>
      {bands.map((shape) => (
        <polygon key={shape} points={shape} fill="var(--hairline)" opacity="0.8" />
      ))}
      {alone.map(({ x, top, bottom }) => (
        <line
          key={x}
          x1={x}
          x2={x}
          y1={top}
          y2={bottom}
          stroke="var(--hairline)"
          strokeWidth="8"
          {...STROKE}
        />
      ))}
      {before.map((line) => (
        <polyline key={line} points={line} stroke="var(--line)" strokeWidth="1" {...STROKE} />
      ))}
      {lines.map((line) => (
        <polyline
          key={line}
          points={line}
          stroke="var(--ink)"
          strokeWidth="2"
          strokeLinejoin="round"
          {...STROKE}
        />
      ))}
    </>
  );
}
