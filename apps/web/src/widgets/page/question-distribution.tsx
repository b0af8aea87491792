import { METRICS } from "@touchline/domain/metrics/descriptors";
import { QUESTIONS, type QuestionType } from "@touchline/domain/question";
import type { Statistic } from "@touchline/domain/statistic";
import { Distribution } from "@touchline/ui/distribution";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { TextLink } from "./link.tsx";

/** One question's answers as every page shows them. */
export interface AskedQuestion {
  readonly question: QuestionType;
  readonly label: string;
  readonly n: number;
  readonly band: string | null;
  readonly headline: { readonly metric: string; readonly statistic: Statistic };
  readonly topBox: Statistic;
  readonly mean: Statistic;
  readonly median: Statistic;
  readonly distribution: readonly number[];
}

const isMetric = (key: string): key is keyof typeof METRICS => key in METRICS;

/** How the answers to one question lie on their scale, with the figures that are made of them. */
export function QuestionDistribution({
  asked,
  barHref,
}: {
  asked: AskedQuestion;
  /** Where the answers with one score are; left out: nowhere. */
  barHref?: (score: number) => string;
}) {
  const { question, label, n, band, headline, topBox, mean, median } = asked;
  const { min, max, topFrom, kind } = QUESTIONS[question];
  if (band !== null)
    return (
      <p className="py-2 text-muted">
        {label}: too few answers to show ({band}).
      </p>
    );
  const metric = isMetric(headline.metric) ? METRICS[headline.metric] : null;
  const scores = Array.from({ length: max - min + 1 }, (_, at) => max - at);
  return (
    <div>
      <p className="mb-1 text-13">
        <span className="font-medium">{label}</span>
        <span className="text-muted">
          {metric && kind !== "csat" && (
            <>
              {": "}
              {metric.label} {formatValue(headline.statistic.value, metric.unit)}{" "}
              {formatInterval(headline.statistic.low, headline.statistic.high, metric.unit)}
            </>
          )}
          {": "}top answers ({topFrom === max ? max : `${topFrom} to ${max}`}){" "}
          {formatValue(topBox.value, "share")} {formatInterval(topBox.low, topBox.high, "share")}, mean{" "}
          {formatValue(mean.value, "rating")}, median {formatValue(median.value, "rating")}, n{" "}
          {formatCount(n)}
        </span>
      </p>
      <Distribution
        caption={`Answers by score: ${label}`}
        what="Score"
        rows={scores.map((score) => ({
          key: String(score),
          label:
            barHref && (asked.distribution[score] ?? 0) > 0 ? (
              <TextLink href={barHref(score)}>
                {score}
                <span className="sr-only">: the answers</span>
              </TextLink>
            ) : (
              score
            ),
          count: asked.distribution[score] ?? 0,
          counted: score >= topFrom,
        }))}
      />
    </div>
  );
}
