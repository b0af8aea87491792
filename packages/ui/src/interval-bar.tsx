import { ratio } from "@touchline/domain/statistic";

/**
 * A dot with its interval on a common range, and the company's value as a hairline behind. `words`, the interval in
 * figures, comes up in the half that the dot leaves free as soon as one looks closer at what holds the bar ("reveals").
 */
export function IntervalBar({
  value,
  low,
  high,
  range: [min, max],
  words,
  reference = null,
  faint = false,
  className = "w-40",
}: {
  value: number | null;
  low: number | null;
  high: number | null;
  range: readonly [number, number];
  words: string;
  reference?: number | null;
  faint?: boolean;
  className?: string;
}) {
  const at = (place: number) => (ratio(Math.min(max, Math.max(min, place)) - min, max - min) ?? 0.5) * 100;
  const x = (place: number) => `${at(place).toFixed(2)}%`;
  const tone = faint ? "var(--line)" : "var(--accent)";
  return (
    <div className={`relative h-5 max-w-full px-1.5 ${className}`}>
      <svg aria-hidden="true" className="block h-5 w-full overflow-visible">
        <line x1="0%" x2="100%" y1="10" y2="10" stroke="var(--hairline)" />
        {reference !== null && (
          <line x1={x(reference)} x2={x(reference)} y1="1" y2="19" stroke="var(--line)" />
        )}
        {low !== null && high !== null && (
          <line x1={x(low)} x2={x(high)} y1="10" y2="10" stroke={tone} strokeWidth="3" opacity="0.55" />
        )}
        {value !== null && (
          <circle
            cx={x(value)}
            cy="10"
            r="4"
            fill={faint ? "var(--paper)" : tone}
            stroke={tone}
            strokeWidth="1.5"
          />
        )}
      </svg>
      {value !== null && (
        <span
          className={`reveal absolute inset-y-0 flex items-center whitespace-nowrap bg-raised px-1 text-12 text-muted tabular-nums ${at(value) > 50 ? "left-0" : "right-0"}`}
        >
          <span className="sr-only">95 % interval </span>
          {words}
        </span>
      )}
    </div>
  );
}
