import type { RouterOutputs } from "@touchline/api/root";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { Figure } from "@touchline/ui/figure";
import { formatCount, formatValue } from "@touchline/ui/formats";
import type { Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { TextLink } from "../page/link.tsx";
import { asFigure, gapMoved, pairedInWords } from "./words.ts";

type Trend = RouterOutputs["service"]["trend"];

const SMALL = "text-12 text-muted";
const courseOf = (course: Trend["service"] | undefined) =>
  course?.points.map(({ statistic }) => statistic.value) ?? [];

/** Service, the rest, the gap between them, the same within customers who rated both, and the good rescues. */
export function ServiceFigures({
  summary,
  trend,
  refreshed,
  filters,
}: {
  summary: RouterOutputs["service"]["summary"];
  /** For the small courses; null: there are none. */
  trend: Trend | null;
  refreshed: string | null;
  filters: Filters;
}) {
  const { service, rest, gap, paired, pairedBefore, rescued, customers } = summary;
  const answers = (part: "service" | "rest") => (
    <TextLink href={recordsAddress({ ...filters, part })}>The answers behind it</TextLink>
  );
  const measured = (share: number | null) =>
    share === null || share === 1 ? null : (
      <p className={SMALL}>{formatValue(share, "share")} of its weight is measured</p>
    );
  const moved = gapMoved(summary, filters.compare);
  const { value } = rescued.statistic;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-8 lg:grid-cols-5">
      <Figure
        big
        metric={METRICS.service_score}
        statistic={service.score}
        change={service.change}
        course={courseOf(trend?.service)}
        refreshed={refreshed}
        behind={answers("service")}
      >
        {measured(service.measuredWeight)}
      </Figure>
      <Figure
        metric={METRICS.rest_score}
        statistic={rest.score}
        change={rest.change}
        course={courseOf(trend?.rest)}
        refreshed={refreshed}
        behind={answers("rest")}
      >
        {measured(rest.measuredWeight)}
      </Figure>
      <Figure
        metric={METRICS.service_gap}
        label="Gap, in points"
        statistic={asFigure(gap, gap.n + gap.nBefore)}
        change={null}
        refreshed={refreshed}
        behind={answers("service")}
      >
        {moved !== null && <p className="text-13">{moved}</p>}
      </Figure>
      <Figure
        metric={METRICS.service_gap}
        label="Gap within the same customers"
        statistic={asFigure(paired, paired.n)}
        change={null}
        refreshed={refreshed}
        behind={
          <TextLink href={recordsAddress({ ...filters, customers: "rated-both" })}>
            Customers who rated both
          </TextLink>
        }
      >
        <p className={SMALL}>
          {pairedInWords(summary)}
          {pairedBefore !== null && pairedBefore.difference !== null && (
            <> Before: {formatValue(pairedBefore.difference, "points")}.</>
          )}
        </p>
      </Figure>
      <Figure
        metric={METRICS.good_rescue}
        statistic={rescued.statistic}
        change={rescued.change}
        refreshed={refreshed}
        behind={<TextLink href="#rescues">The rescues one by one</TextLink>}
      >
        {customers !== null && value !== null && (
          <p className={SMALL}>
            {formatCount(Math.round(value * customers))} of {formatCount(customers)} customers who rated both
          </p>
        )}
      </Figure>
    </dl>
  );
}
