import { METRICS } from "@touchline/domain/metrics/descriptors";
import { About } from "@touchline/ui/about";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { roundRange } from "@touchline/ui/scale";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import Link from "next/link";
import { addressOf, type Filters } from "../../filters.ts";
import { LinkPending } from "../page/link-pending.tsx";
import { type Driver, type Drivers, QUADRANT_WORDS, whyNoImportance } from "./words.ts";

const METRIC = METRICS.driver_importance;

/** Each touchpoint by how much it counts, with its interval; those without enough data are named below, each with why. */
export function DriverTable({ found: { drivers, lines }, filters }: { found: Drivers; filters: Filters }) {
  const weighed = drivers.filter(({ importance }) => importance.value !== null);
  const located = weighed.filter(({ quadrant }) => quadrant !== null);
  const { min, max } = roundRange(
    weighed.map(({ importance }) => importance),
    "share",
    [0],
  );
  const number = (driver: Driver) => {
    const at = located.indexOf(driver);
    return at < 0 ? null : at + 1;
  };
  return (
    <>
      {weighed.length > 0 && (
        <div className={SCROLL}>
          <table className={TABLE}>
            <caption className="sr-only">Touchpoints by importance</caption>
            <thead>
              <tr className={HEAD_ROW}>
                <th scope="col" className={`${HEAD_NUMBER} w-8`}>
                  <abbr title="Number in the picture" className="no-underline">
                    No.
                  </abbr>
                </th>
                <th scope="col" className={HEAD}>
                  Touchpoint
                </th>
                <th scope="col" className={HEAD_NUMBER}>
                  <About label={METRIC.label}>
                    <span className="block">{METRIC.definition}</span>
                    <span className="mt-2 block text-muted">{METRIC.formula}</span>
                  </About>
                </th>
                <th scope="col" className="hidden w-36 pr-4 font-normal sm:table-cell xl:w-80">
                  <span className="flex justify-between px-1">
                    <span>{min} %</span>
                    <span className="sr-only">to</span>
                    <span>{max} %</span>
                  </span>
                </th>
                <th scope="col" className={`${HEAD_NUMBER} hidden sm:table-cell`}>
                  Score
                </th>
                <th scope="col" className={`${HEAD} whitespace-nowrap`}>
                  Where it lies
                </th>
                <th scope="col" className={`${HEAD_NUMBER} hidden sm:table-cell`}>
                  People
                </th>
              </tr>
            </thead>
            <tbody>
              {weighed.map((driver) => (
                <Row
                  key={driver.slug}
                  driver={driver}
                  number={number(driver)}
                  range={[min * 0.01, max * 0.01]}
                  mean={lines.importance}
                  filters={filters}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <NotWeighed
        drivers={drivers.filter((driver) => !weighed.includes(driver))}
        open={weighed.length === 0}
      />
    </>
  );
}

function Row({
  driver: { slug, name, department, score, counted, importance, quadrant },
  number,
  range,
  mean,
  filters,
}: {
  driver: Driver;
  number: number | null;
  range: readonly [number, number];
  mean: number | null;
  filters: Filters;
}) {
  const interval = formatInterval(importance.low, importance.high, "share");
  const firm = quadrant !== null && quadrant !== "unclear";
  return (
    <tr className={`reveals relative focus-within:bg-raised ${ROW}`}>
      <td className={`${CELL_NUMBER} text-12 text-muted`}>{number}</td>
      <th scope="row" className={CELL}>
        <Link
          href={addressOf(`/touchpoints/${slug}`, filters)}
          prefetch={false}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
        >
          {name}
          <LinkPending />
        </Link>
        <span className="block whitespace-nowrap text-12 text-muted sm:hidden">{interval}</span>
        {department !== null && (
          <span className="ml-2 hidden text-12 text-muted sm:inline">{department}</span>
        )}
      </th>
      <td className={`${CELL_NUMBER} whitespace-nowrap font-medium`}>
        {formatValue(importance.value, "share")}
      </td>
      <td className="hidden pr-4 sm:table-cell">
        <IntervalBar
          value={importance.value}
          low={importance.low}
          high={importance.high}
          range={range}
          words={interval}
          reference={mean}
          className="w-full"
        />
      </td>
      <td className={`${CELL_NUMBER} hidden sm:table-cell ${counted ? "" : "text-muted"}`}>
        {formatValue(score.value, "score")}
      </td>
      <td
        className={`${CELL} text-13 ${firm ? "" : "text-muted"} ${quadrant === "fix-first" ? "font-medium text-worse" : ""}`}
      >
        {quadrant === null ? "No score to set it against" : QUADRANT_WORDS[quadrant]}
      </td>
      <td className={`${CELL_NUMBER} hidden sm:table-cell`}>{formatCount(importance.n)}</td>
    </tr>
  );
}

function NotWeighed({ drivers, open }: { drivers: readonly Driver[]; open: boolean }) {
  if (drivers.length === 0) return null;
  return (
    <details open={open} className="mt-3 text-13 text-muted">
      <summary className="w-fit cursor-pointer hover:text-ink">
        {drivers.length} {drivers.length === 1 ? "touchpoint" : "touchpoints"} without enough data
      </summary>
      <ul className="mt-2 gap-x-8 lg:columns-2">
        {drivers.map((driver) => (
          <li key={driver.slug} className="break-inside-avoid py-0.5">
            <span className="text-ink">{driver.name}</span>: {whyNoImportance(driver)}
          </li>
        ))}
      </ul>
    </details>
  );
}
