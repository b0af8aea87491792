import type { Statistic } from "@touchline/domain/statistic";
import { ratio } from "@touchline/domain/statistic";

/**
 * A stage's score as a dot with its interval on an upright range that all stages share, the company's score as a dotted
 * line through all of them. bounds: the ends of the range are named here.
 */
export function StageDot({
  score,
  range: [min, max],
  company,
  bounds,
}: {
  score: Statistic;
  range: readonly [number, number];
  company: number | null;
  bounds: boolean;
}) {
  const down = ratio(100, max - min) ?? 0;
  const top = (value: number) => (max - value) * down;
  return (
    <>
      {bounds && (
        <>
          <span className="absolute top-0 left-6 text-12 text-muted">{max}</span>
          <span className="absolute bottom-0 left-6 text-12 text-muted">{min}</span>
        </>
      )}
      {company !== null && (
        <span
          className="absolute right-0 left-0 border-line border-t border-dotted"
          style={{ top: `${top(company)}%` }}
        />
      )}
      <span className="absolute inset-y-0 left-3 w-px bg-hairline" />
      {score.value !== null && score.low !== null && score.high !== null && (
        <span
          className="absolute left-3 -ml-px w-[3px] bg-accent opacity-55"
          style={{ top: `${top(score.high)}%`, height: `${(score.high - score.low) * down}%` }}
        />
      )}
      {score.value !== null && (
        <span
          className="-translate-1/2 absolute left-3 ml-px size-2.5 rounded-full bg-accent"
          style={{ top: `${top(score.value)}%` }}
        />
      )}
    </>
  );
}
