import type { RouterOutputs } from "@touchline/api/root";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { QUESTION_TYPES, QUESTIONS } from "@touchline/domain/question";
import { Figure } from "@touchline/ui/figure";
import { formatValue } from "@touchline/ui/formats";
import { addressOf, type Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { TextLink } from "../page/link.tsx";

/** How many names are said before the rest is counted. */
const NAMED = 3;

function names(list: readonly string[]): string {
  const shown = list.slice(0, NAMED).join(", ");
  return list.length > NAMED ? `${shown} and ${list.length - NAMED} more` : shown;
}

type Summary = RouterOutputs["experience"]["summary"];
type Gap = Summary["gap"];

function againstRest({ difference, verdict }: Gap, rest: number | null): string | null {
  if (difference === null || verdict === "not-enough-data") return null;
  const others = `the rest, at ${formatValue(rest, "score")}`;
  if (verdict === "no-change") return `Level with ${others}`;
  const points = formatValue(Math.abs(difference), "score");
  return `${points} ${verdict === "better" ? "above" : "below"} ${others}`;
}

/** The question that a scale's name stands for. */
const questionOf = (scale: string | null) =>
  QUESTION_TYPES.find((question) => QUESTIONS[question].label === scale) ?? "any";

/** The company's headline figures, each with n, interval, verdict and its course along the period. */
export function Figures({
  summary,
  refreshed,
  filters,
}: {
  summary: Summary;
  refreshed: string | null;
  filters: Filters;
}) {
  const { figures, gap } = summary;
  const shown = (key: Exclude<keyof typeof figures, "answers">) => {
    const { statistic, change, series } = figures[key];
    return {
      metric: METRICS[key],
      statistic,
      change,
      course: series.map((point) => point.statistic.value),
      refreshed,
    };
  };
  const answers = (behind: Parameters<typeof recordsAddress>[0]) => (
    <TextLink href={recordsAddress({ ...filters, ...behind })}>The answers behind it</TextLink>
  );
  const small = "text-12 text-muted";
  const against = againstRest(gap, figures.rest_score.statistic.value);
  const measured =
    summary.measured === summary.touchpoints
      ? `All ${summary.touchpoints} touchpoints`
      : `${summary.measured} of ${summary.touchpoints} touchpoints, ${formatValue(summary.measuredWeight, "share")} of the weight`;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-8 sm:grid-cols-3 lg:grid-cols-4 xl:grid-cols-[1.35fr_1.2fr_1.06fr_1fr_1.06fr_1.25fr_1fr] xl:gap-x-4">
      <Figure
        big
        className="col-span-2 sm:col-span-3 lg:col-span-1"
        {...shown("experience_score")}
        behind={answers({})}
      >
        <p className={small}>{measured}</p>
        {summary.entered.length > 0 && (
          <p className={small}>New since the comparison: {names(summary.entered)}</p>
        )}
        {summary.left.length > 0 && <p className={small}>No longer measured: {names(summary.left)}</p>}
      </Figure>
      <Figure {...shown("service_score")} behind={answers({ part: "service" })}>
        {against !== null && (
          <p className={small}>
            <TextLink href={addressOf("/service", filters)}>{against}</TextLink>
          </p>
        )}
      </Figure>
      <Figure {...shown("nps")} behind={answers({ touchpoint: "overall", question: "nps_0_10" })} />
      <Figure {...shown("csat")} behind={answers({ question: questionOf(figures.csat.scale) })}>
        {figures.csat.scale !== null && <p className={small}>{figures.csat.scale}</p>}
        {figures.delight.statistic.value !== null && (
          <p className={small}>
            <a href="#expectation" className="underline underline-offset-2 hover:text-ink">
              {formatValue(figures.delight.statistic.value, "share")} better than expected
            </a>
          </p>
        )}
      </Figure>
      <Figure {...shown("ces")} behind={answers({ question: questionOf(figures.ces.scale) })}>
        {figures.ces.scale !== null && <p className={small}>{figures.ces.scale}</p>}
      </Figure>
      <Figure {...shown("training_completion")} />
      <Figure {...shown("verified_share")} behind={answers({ use: "used" })} />
    </dl>
  );
}
