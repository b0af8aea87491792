import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { roundRange } from "@touchline/ui/scale";
import { VerdictMark } from "@touchline/ui/verdict";
import Link from "next/link";
import { addressOf, type Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { TextLink } from "../page/link.tsx";
import { whyGrey } from "../touchpoint/touchpoint-rows.tsx";
import { StageDot } from "./stage-dot.tsx";
import { stageId } from "./stage-id.ts";
import { type Stage, weightOf, whyNoScore } from "./words.ts";

type Touchpoint = Stage["touchpoints"][number];

/**
 * Stages as columns from first hearing to leaving, their scores on one upright range, and below each its touchpoints with
 * score, owner, contact, answers and weight. One without a score is grey and says why. mayOpen: whether the viewer may
 * see the answers about a department's touchpoints.
 */
export function JourneyMap({
  stages,
  company,
  filters,
  marks,
  mayOpen,
}: {
  stages: readonly Stage[];
  company: number | null;
  filters: Filters;
  /** What stages stand out by, in words, by slug. */
  marks: Readonly<Record<string, readonly string[]>>;
  mayOpen: (department: string | null) => boolean;
}) {
  const stageRange = roundRange(
    stages.map(({ score }) => score),
    "score",
    [company],
  );
  const counted = stages.flatMap(({ touchpoints }) => touchpoints.filter((row) => row.counted));
  const range = roundRange(
    counted.map(({ score }) => score),
    "score",
    [company],
  );
  return (
    <ol className="grid gap-y-8 sm:grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] xl:auto-cols-[minmax(6.75rem,1fr)] xl:grid-flow-col xl:grid-cols-none xl:grid-rows-[auto_1fr] xl:gap-y-0 xl:overflow-x-auto">
      {stages.map((stage, at) => (
        <li
          key={stage.slug ?? ""}
          id={stageId(stage.slug)}
          className="min-w-0 scroll-mt-24 border-hairline border-t pt-2 sm:pr-3 xl:row-span-2 xl:grid xl:grid-cols-[minmax(0,1fr)] xl:grid-rows-subgrid xl:border-t-0 xl:border-l xl:pr-0 xl:pl-2 xl:first:border-l-0 xl:first:pl-0"
        >
          <div className="reveals xl:pr-2">
            <div aria-hidden="true" className="relative mb-2 hidden h-20 xl:block">
              <StageDot
                score={stage.score}
                range={[stageRange.min, stageRange.max]}
                company={company}
                bounds={at === 0}
              />
            </div>
            <StageHead stage={stage} marks={marks[stage.slug ?? ""] ?? []} filters={filters} />
          </div>
          {stage.touchpoints.length > 0 && (
            <ul className="mt-3 xl:pr-2">
              {stage.touchpoints.map((row) => (
                <Tile
                  key={row.slug}
                  row={row}
                  range={[range.min, range.max]}
                  company={company}
                  filters={filters}
                  open={mayOpen(row.departmentSlug)}
                />
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

const SMALL = "text-12 text-muted";

function StageHead({ stage, marks, filters }: { stage: Stage; marks: readonly string[]; filters: Filters }) {
  const { slug, name, score, change, answers } = stage;
  return (
    <>
      <p className="font-medium text-12 text-worse xl:min-h-4">{marks.join(", ")}</p>
      <h3 className="font-semibold text-14">{name}</h3>
      {score.value === null ? (
        <p className={SMALL}>{whyNoScore(stage)}</p>
      ) : (
        <>
          <p className="font-semibold text-20">{formatValue(score.value, "score")}</p>
          {change && (
            <p className="text-12">
              <VerdictMark narrow verdict={change.verdict} difference={change.difference} unit="score" />
            </p>
          )}
          <p className={`swap ${SMALL}`}>
            <span className="whitespace-nowrap">n {formatCount(answers.n)}</span>
            <span className="reveal whitespace-nowrap">
              <span className="sr-only">95 % interval </span>
              {formatInterval(score.low, score.high, "score")}
            </span>
          </p>
        </>
      )}
      <p className={SMALL}>weight {formatValue(weightOf(stage), "share")}</p>
      {slug !== null && answers.n > 0 && (
        <p className="text-12">
          <TextLink href={recordsAddress({ ...filters, stage: slug })}>
            The answers<span className="sr-only"> of {name}</span>
          </TextLink>
        </p>
      )}
    </>
  );
}

function Tile({
  row,
  range,
  company,
  filters,
  open,
}: {
  row: Touchpoint;
  range: readonly [number, number];
  company: number | null;
  filters: Filters;
  open: boolean;
}) {
  const { slug, name, score, change, counted, department, directness, weightShare } = row;
  const real = change !== null && (change.verdict === "better" || change.verdict === "worse");
  const volume = `n ${formatCount(score.n)}`;
  return (
    <li className={`reveals border-hairline border-t py-2 ${counted ? "" : "bg-raised px-1.5 text-muted"}`}>
      <p className="text-13 leading-tight">
        <Link
          href={addressOf(`/touchpoints/${slug}`, filters)}
          prefetch={false}
          className="wrap-break-word hyphens-auto underline-offset-2 hover:underline"
        >
          {name}
        </Link>
      </p>
      {counted ? (
        <>
          <div className="flex items-center">
            <IntervalBar
              value={score.value}
              low={score.low}
              high={score.high}
              range={range}
              words={formatInterval(score.low, score.high, "score")}
              reference={company}
              className="min-w-0 flex-1"
            />
            <span className="min-w-8 text-right font-semibold text-13 tabular-nums">
              {formatValue(score.value, "score")}
            </span>
          </div>
          {change && (
            <p className={real ? "text-12" : "sr-only"}>
              <VerdictMark narrow verdict={change.verdict} difference={change.difference} unit="score" />
            </p>
          )}
        </>
      ) : (
        <p className="text-12">{whyGrey(row)}</p>
      )}
      <p className={SMALL}>
        <span className="xl:block">
          {department ?? "No owner"}, {directness}
          <span className="xl:hidden">, </span>
        </span>
        {counted && (
          <>
            {open ? (
              <TextLink href={recordsAddress({ ...filters, touchpoint: slug })}>
                {volume}
                <span className="sr-only"> answers about {name}</span>
              </TextLink>
            ) : (
              volume
            )}
            {", "}
          </>
        )}
        <span className="whitespace-nowrap">weight {formatValue(weightShare, "share")}</span>
      </p>
    </li>
  );
}
