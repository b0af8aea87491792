import type { RouterOutputs } from "@touchline/api/root";
import { ratio } from "@touchline/domain/statistic";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { roundRange } from "@touchline/ui/scale";
import { VerdictMark } from "@touchline/ui/verdict";
import Link from "next/link";
import { addressOf, type Filters } from "../../filters.ts";

type Stage = RouterOutputs["journey"]["list"][number];

/** Why a stage has no score, in words. */
function whyNone({ touchpoints, answers }: Stage): string {
  if (touchpoints.length === 0) return "No touchpoint here yet";
  if (answers.band !== undefined) return `Too few answers (${answers.band})`;
  return answers.n === 0 ? "No answers" : "Too few answers";
}

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
  const down = ratio(100, max - min) ?? 0;
  const top = (value: number) => (max - value) * down;
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
                {at === 0 && <Bounds min={min} max={max} />}
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
              </div>
              <div className="flex flex-wrap items-baseline gap-x-3 py-2 lg:block lg:pr-1 lg:pl-2">
                <Link
                  href={`${addressOf("/touchpoints", filters)}#${stage.slug ?? "none"}`}
                  prefetch={false}
                  className="block min-w-32 text-13 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
                >
                  {stage.name}
                </Link>
                {score.value === null ? (
                  <p className="text-12 text-muted">{whyNone(stage)}</p>
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

function Bounds({ min, max }: { min: number; max: number }) {
  return (
    <>
      <span className="absolute top-0 left-6 text-12 text-muted">{max}</span>
      <span className="absolute bottom-0 left-6 text-12 text-muted">{min}</span>
    </>
  );
}
