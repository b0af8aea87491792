/** Where a value lies on [min, max], in the drawing's units. */
const WIDTH = 160;
const HEIGHT = 20;
const INSET = 5;

/**
 * A dot with its interval on a common range, and the company's value as a hairline behind. The text beside it says the
 * same in figures, so it is hidden from readers of the screen.
 */
export function IntervalBar({
  value,
  low,
  high,
  range: [min, max],
  reference = null,
  faint = false,
  className = "w-40",
}: {
  value: number | null;
  low: number | null;
  high: number | null;
  range: readonly [number, number];
  reference?: number | null;
  faint?: boolean;
  className?: string;
}) {
  const scale = max > min ? (WIDTH - 2 * INSET) * (1 / (max - min)) : 0;
  const x = (at: number) => INSET + (Math.min(max, Math.max(min, at)) - min) * scale;
  const middle = HEIGHT * 0.5;
  const tone = faint ? "var(--line)" : "var(--accent)";
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={`block h-5 max-w-full ${className}`}
    >
      <line x1={INSET} x2={WIDTH - INSET} y1={middle} y2={middle} stroke="var(--hairline)" />
      {reference !== null && (
        <line x1={x(reference)} x2={x(reference)} y1="1" y2={HEIGHT - 1} stroke="var(--line)" />
      )}
      {low !== null && high !== null && (
        <line x1={x(low)} x2={x(high)} y1={middle} y2={middle} stroke={tone} strokeWidth="3" opacity="0.55" />
      )}
      {value !== null && (
        <circle
          cx={x(value)}
          cy={middle}
          r="4"
          fill={faint ? "var(--paper)" : tone}
          stroke={tone}
          strokeWidth="1.5"
        />
      )}
    </svg>
  );
}
