import type { Comparison } from "@touchline/domain/compare";
import { formatCount, formatDifference, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { VerdictMark } from "@touchline/ui/verdict";
import Link from "next/link";
import { addressOf, type Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { TextLink } from "../page/link.tsx";
import { LinkPending } from "../page/link-pending.tsx";
import { type Changed, whyChanged } from "./words.ts";

const points = (difference: number | null) => formatDifference(difference, "score");

/** Each touchpoint's change, split: what its scores made and what the shares of its answers made, on one range. */
export function ChangeTable({
  caption,
  rows,
  end,
  part,
  filters,
  words = false,
}: {
  caption: string;
  rows: readonly Changed[];
  /** The range of the drawn parts, to either side of 0. */
  end: number;
  part: { one: string; many: string };
  filters: Filters;
  /** Says below each what it comes from. */
  words?: boolean;
}) {
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th scope="col" className={HEAD}>
              Touchpoint
            </th>
            <th scope="col" className={`${HEAD_NUMBER} hidden sm:table-cell`}>
              Score
            </th>
            <th scope="col" className={HEAD}>
              Change, points
            </th>
            <th scope="col" className={`${HEAD_NUMBER} hidden lg:table-cell`}>
              Of the whole, points
            </th>
            <th scope="col" className={`${HEAD} lg:w-48`}>
              <Range name="Rate part" end={end} />
            </th>
            <th scope="col" className={`${HEAD} lg:w-48`}>
              <Range name="Mix part" end={end} />
            </th>
          </tr>
        </thead>
        {rows.map((row) => (
          <Row key={row.slug} row={row} end={end} part={part} filters={filters} words={words} />
        ))}
      </table>
    </div>
  );
}

function Range({ name, end }: { name: string; end: number }) {
  return (
    <>
      {name}
      <span className="hidden justify-between pl-12 lg:flex">
        <span>−{end}</span>
        <span>0</span>
        <span>+{end}</span>
      </span>
    </>
  );
}

function Row({
  row,
  end,
  part,
  filters,
  words,
}: {
  row: Changed;
  end: number;
  part: { one: string; many: string };
  filters: Filters;
  words: boolean;
}) {
  const { slug, name, score, before, change, effect, rate, mix } = row;
  return (
    <tbody className="reveals focus-within:bg-raised">
      <tr className={`relative ${words ? "h-9" : ROW}`}>
        <th scope="row" className={CELL}>
          <Link
            href={addressOf(`/touchpoints/${slug}`, filters)}
            prefetch={false}
            className={`after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2 ${words ? "font-medium" : ""}`}
          >
            {name}
            <LinkPending />
          </Link>
        </th>
        <td className={`${CELL_NUMBER} hidden whitespace-nowrap sm:table-cell`}>
          <span className="text-muted">{formatValue(before.value, "score")} →</span>{" "}
          {formatValue(score.value, "score")}
        </td>
        <td className={`${CELL} text-13`}>
          {change && (
            <>
              <VerdictMark verdict={change.verdict} difference={change.difference} unit="score" />
              <span className="reveal ml-2 whitespace-nowrap text-12 text-muted tabular-nums max-lg:hidden">
                <span className="sr-only">95 % interval </span>[{points(change.low)}, {points(change.high)}]
              </span>
            </>
          )}
        </td>
        <td className={`${CELL_NUMBER} hidden lg:table-cell`}>{formatDifference(effect, "score")}</td>
        <td className={CELL}>
          <Part of={rate} end={end} />
        </td>
        <td className={CELL}>
          <Part of={mix} end={end} />
        </td>
      </tr>
      {words && (
        <tr className="border-hairline border-b">
          <td colSpan={6} className="pb-2.5 text-13 text-muted">
            {whyChanged(row, part)}{" "}
            <TextLink href={recordsAddress({ ...filters, touchpoint: slug })}>
              The {formatCount(score.n)} answers<span className="sr-only"> about {name}</span>
            </TextLink>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** One part of a change: its points with their interval, hollow where it is no more than chance. */
function Part({ of, end }: { of: Comparison | null; end: number }) {
  if (of === null || of.difference === null) return <span className="text-12 text-muted">Can't be told</span>;
  const real = of.verdict === "better" || of.verdict === "worse";
  return (
    <span className="flex flex-wrap items-center gap-x-2 lg:flex-nowrap">
      <span className={`w-10 shrink-0 text-right tabular-nums ${real ? "font-medium" : "text-muted"}`}>
        {points(of.difference)}
      </span>
      <span className="hidden flex-1 lg:block">
        <IntervalBar
          value={of.difference}
          low={of.low}
          high={of.high}
          range={[-end, end]}
          reference={0}
          faint={!real}
          words={`[${points(of.low)}, ${points(of.high)}]`}
          className="w-full"
        />
      </span>
      <span className="w-10 text-right text-12 lg:sr-only">{real ? "real" : "chance"}</span>
    </span>
  );
}
