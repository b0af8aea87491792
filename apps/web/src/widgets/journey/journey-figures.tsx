import type { RouterOutputs } from "@touchline/api/root";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { Figure } from "@touchline/ui/figure";
import { formatCount, formatValue } from "@touchline/ui/formats";
import { VerdictMark } from "@touchline/ui/verdict";
import type { Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { Finding } from "../page/finding.tsx";
import { TextLink } from "../page/link.tsx";
import { howSure, mostLost, yieldInWords } from "./words.ts";

type Journey = RouterOutputs["journey"]["map"];

const SMALL = "text-12 text-muted";

/** How many journeys go well, and the three stages that stand out: the weakest, the dearest, the one that fell. */
export function JourneyFigures({
  journey,
  refreshed,
  filters,
}: {
  journey: Journey;
  refreshed: string | null;
  filters: Filters;
}) {
  const { weakest, fall, stages } = journey;
  const most = mostLost(stages);
  const compared = stages.some(({ change }) => change !== null);
  const answers = (stage: string | null, name: string) =>
    stage === null ? null : (
      <TextLink href={recordsAddress({ ...filters, stage })}>
        The answers<span className="sr-only"> of {name}</span>
      </TextLink>
    );
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
      <Figure
        big
        metric={METRICS.journey_yield}
        statistic={journey.yield.statistic}
        change={journey.yield.change}
        refreshed={refreshed}
        behind={
          <span className="flex flex-wrap gap-x-4">
            <TextLink href={recordsAddress({ ...filters, customers: "bad-stop" })}>
              Customers with a bad stop
            </TextLink>
            <TextLink href={recordsAddress({ ...filters, customers: "no-bad-stop" })}>
              Customers without one
            </TextLink>
          </span>
        }
      >
        <p className={SMALL}>{yieldInWords(journey.yield)}</p>
      </Figure>
      <Finding
        label="Weakest stage"
        about="The stage whose score is really lower than that of all other stages together, the lowest of several. Stages are judged together, so that none of so many is called weak by chance."
        value={weakest?.name ?? null}
      >
        {weakest ? (
          <>
            {formatValue(Math.abs(weakest.against.difference ?? 0), "score")} points below the others together
            <span className={`block ${SMALL}`}>
              {howSure(weakest.against)}, n {formatCount(weakest.against.n)} against{" "}
              {formatCount(weakest.against.nBefore)}
            </span>
            {answers(weakest.slug, weakest.name)}
          </>
        ) : (
          <span className="text-muted">None is really weaker than the others.</span>
        )}
      </Finding>
      <Finding
        label="Most points lost"
        about="Of the points that the experience score lacks to 100, the stage at which most are lost: its share of the measured weight x what its own score lacks to 100. A heavy stage can cost more than a weak one."
        value={most?.stage.name ?? null}
      >
        {most ? (
          <>
            {formatValue(most.lost, "score")} of the {formatValue(most.of, "score")} points missing to 100
            <span className="block">{answers(most.stage.slug, most.stage.name)}</span>
          </>
        ) : (
          <span className="text-muted">No stage has enough answers for a score.</span>
        )}
      </Finding>
      <Finding
        label="Biggest real fall"
        about="The stage that fell the most among those whose change is more than chance. Like for like: over the touchpoints measured in both periods, judged together."
        value={fall?.name ?? null}
      >
        {fall?.change ? (
          <>
            <VerdictMark
              narrow
              units
              verdict={fall.change.verdict}
              difference={fall.change.difference}
              unit="score"
            />
            <span className={`block ${SMALL}`}>
              {howSure(fall.change)}, n {formatCount(fall.change.n)} against{" "}
              {formatCount(fall.change.nBefore)}
            </span>
            {answers(fall.slug, fall.name)}
          </>
        ) : (
          <span className="text-muted">
            {compared ? "No stage really fell." : "There is nothing to compare these days with."}
          </span>
        )}
      </Finding>
    </dl>
  );
}
