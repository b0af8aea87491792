import type { RouterOutputs } from "@touchline/api/root";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { roundRange } from "@touchline/ui/scale";
import { VerdictMark } from "@touchline/ui/verdict";
import Link from "next/link";
import { addressOf, type Filters } from "../../filters.ts";
import { StageDot } from "../journey/stage-dot.tsx";
import { stageId } from "../journey/stage-id.ts";
import { whyNoScore } from "../journey/words.ts";

type Stage = RouterOutputs["journey"]["list"][number];

/**
 * The stages from first hearing to leaving, side by side: each a dot with its interval on one common range, the
 * company's score as a hairline through all of them, and below it name, figure and change.
 */
export function JourneyStrip({
  stages,
  company,
  filters,
}: {
  stages: readonly Stage[];
  company: number | null;
  filters: Filters;
}) {
  const { min, max } = roundRange(
    stages.map(({ score }) => score),
    "score",
    [company],
  );
  return (
    <div className="relative">
      <ol className="lg:grid lg:auto-cols-[minmax(5rem,1fr)] lg:grid-flow-col lg:overflow-x-auto print:auto-cols-[minmax(0,1fr)] print:overflow-visible">
        {stages.map((stage, at) => {
          const { score, change } = stage;
          return (
            <li
              key={stage.slug ?? ""}
              className="reveals relative border-hairline border-b hover:bg-raised lg:border-b-0"
            >
              <div aria-hidden="true" className="relative hidden h-16 lg:block">
                <StageDot score={score} range={[min, max]} company={company} bounds={at === 0} />
              </div>
              <div className="flex flex-wrap items-baseline gap-x-3 py-2 lg:block lg:pr-1 lg:pl-2">
                <Link
                  href={`${addressOf("/journey", filters)}#${stageId(stage.slug)}`}
                  prefetch={false}
                  className="block min-w-32 text-13 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
                >
                  {stage.name}
                </Link>
                {score.value === null ? (
                  <p className="text-12 text-muted">{whyNoScore(stage)}</p>
                ) : (
                  <>
                    <p className="text-16 font-semibold">{formatValue(score.value, "score")}</p>
                    {change && (
                      <p className="text-12">
                        <VerdictMark
                          narrow
                          verdict={change.verdict}
                          difference={change.difference}
                          unit="score"
                        />
                      </p>
                    )}
                    <p className="swap text-12 text-muted">
                      <span className="whitespace-nowrap">n {formatCount(stage.answers.n)}</span>
                      <span className="reveal whitespace-nowrap">
                        <span className="sr-only">95 % interval </span>
                        {formatInterval(score.low, score.high, "score")}
                      </span>
                    </p>
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
