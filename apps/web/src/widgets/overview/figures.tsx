import type { RouterOutputs } from "@touchline/api/root";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { Figure } from "@touchline/ui/figure";
import { formatValue } from "@touchline/ui/formats";

/** How many names are said before the rest is counted. */
const NAMED = 3;

function names(list: readonly string[]): string {
  const shown = list.slice(0, NAMED).join(", ");
  return list.length > NAMED ? `${shown} and ${list.length - NAMED} more` : shown;
}

type Gap = RouterOutputs["experience"]["summary"]["gap"];

function againstRest({ difference, verdict }: Gap): string | null {
  if (difference === null || verdict === "not-enough-data") return null;
  if (verdict === "no-change") return "Service is level with it";
  const points = formatValue(Math.abs(difference), "score");
  return `Service is ${points} points ${verdict === "better" ? "above" : "below"} it`;
}

const shown = ({ statistic, change }: RouterOutputs["experience"]["summary"]["figures"]["nps"]) => ({
  statistic,
  change,
});

/** The company's headline figures, each with interval, n and verdict. */
export function Figures({ summary }: { summary: RouterOutputs["experience"]["summary"] }) {
  const { figures, gap } = summary;
  const { experience_score: score, csat } = figures;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-6 md:grid-cols-3 xl:grid-cols-[1.6fr_repeat(5,1fr)]">
      <Figure
        big
        className="col-span-2 md:col-span-3 xl:col-span-1"
        metric={METRICS.experience_score}
        statistic={score.statistic}
        change={score.change}
      >
        <p className="mt-1 text-12 text-muted">
          {summary.measured} of {summary.touchpoints} touchpoints,{" "}
          {formatValue(summary.measuredWeight, "share")} of the weight
        </p>
        {summary.entered.length > 0 && (
          <p className="text-12 text-muted">New since the comparison: {names(summary.entered)}</p>
        )}
        {summary.left.length > 0 && (
          <p className="text-12 text-muted">No longer measured: {names(summary.left)}</p>
        )}
      </Figure>
      <Figure metric={METRICS.service_score} {...shown(figures.service_score)} />
      <Figure metric={METRICS.rest_score} {...shown(figures.rest_score)}>
        <p className="text-12 text-muted">{againstRest(gap)}</p>
      </Figure>
      <Figure metric={METRICS.nps} {...shown(figures.nps)} />
      <Figure metric={METRICS.csat} {...shown(csat)}>
        {csat.scale !== null && <p className="text-12 text-muted">{csat.scale}</p>}
      </Figure>
      <Figure metric={METRICS.verified_share} {...shown(figures.verified_share)} />
    </dl>
  );
}
