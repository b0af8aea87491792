import type { Comparison } from "@touchline/domain/compare";
import { DRIVER_KINDS } from "@touchline/domain/metrics/driver-kind";
import { formatDifference } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { bendOf, type Driver, KIND_MEANING, KIND_WORDS } from "./words.ts";

const pointsOf = (comparison: Comparison | null) => formatDifference(comparison?.difference ?? null, "score");

const intervalOf = ({ low, high }: Comparison) =>
  `[${formatDifference(low, "score")}, ${formatDifference(high, "score")}]`;

const isStrong = ({ kind }: Driver) => kind === "basic" || kind === "delighter";

/**
 * What bad and very good ratings of each touchpoint do to the overall answer: the basic ones and the delighters, and all
 * others folded away.
 */
export function KindTable({ drivers }: { drivers: readonly Driver[] }) {
  const told = drivers.filter(
    ({ penalty, reward }) => penalty?.difference != null && reward?.difference != null,
  );
  if (told.length === 0)
    return (
      <p className="py-2 text-muted">
        Nobody, or too few, rated a touchpoint low, in the middle and at the top of its scale.
      </p>
    );
  const reach = Math.max(
    ...told.flatMap(({ penalty, reward }) =>
      [penalty?.low, penalty?.high, reward?.low, reward?.high].map((end) => Math.abs(end ?? 0)),
    ),
  );
  const end = Math.ceil(reach * 0.2) * 5;
  const strong = told.filter(isStrong).sort((a, b) => bendOf(b) - bendOf(a));
  const others = told.filter((driver) => !isStrong(driver));
  return (
    <>
      {strong.length > 0 && (
        <Rows caption="What only disappoints, and what delights" drivers={strong} end={end} />
      )}
      {others.length > 0 && (
        <details open={strong.length === 0} className="mt-3 text-13">
          <summary className="w-fit cursor-pointer text-muted hover:text-ink">
            {others.length} {others.length === 1 ? "other" : "others"}: performance, or not enough data
          </summary>
          <Rows caption="What bad and very good do elsewhere" drivers={others} end={end} />
        </details>
      )}
      <dl className="mt-3 text-12 text-muted">
        {DRIVER_KINDS.map((kind) => (
          <div key={kind}>
            <dt className="inline font-medium">{KIND_WORDS[kind]}</dt>
            <dd className="inline">: {KIND_MEANING[kind]}.</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-12 text-muted">
        Points of the overall answer, 0 to 100, of those who rated it low or at its very top, against those in
        between.
      </p>
    </>
  );
}

function Rows({ caption, drivers, end }: { caption: string; drivers: readonly Driver[]; end: number }) {
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th scope="col" className={HEAD}>
              Touchpoint
            </th>
            <th scope="col" className={HEAD}>
              Kind
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              When bad, points
            </th>
            <th scope="col" className="hidden w-64 pr-4 font-normal lg:table-cell">
              <span className="flex justify-between px-1">
                <span>−{end}</span>
                <span>0</span>
                <span>+{end}</span>
              </span>
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              When very good, points
            </th>
          </tr>
        </thead>
        <tbody>
          {drivers.map((driver) => (
            <Row key={driver.slug} driver={driver} end={end} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ driver, end }: { driver: Driver; end: number }) {
  const { name, kind, penalty, reward } = driver;
  return (
    <tr className={`reveals focus-within:bg-raised ${ROW}`}>
      <th scope="row" className={CELL}>
        {name}
      </th>
      <td className={`${CELL} ${isStrong(driver) ? "font-medium" : "text-muted"}`}>
        {kind === null ? "Not enough data" : KIND_WORDS[kind]}
      </td>
      <td className={CELL_NUMBER}>{pointsOf(penalty)}</td>
      <td className="hidden pr-4 lg:table-cell">
        <div className="relative">
          <span aria-hidden="true" className="absolute inset-y-0 left-1/2 w-px bg-line" />
          {[penalty, reward].map(
            (part, at) =>
              part && (
                <div key={at === 0 ? "bad" : "good"} className={at === 0 ? "" : "absolute inset-0"}>
                  <IntervalBar
                    value={part.difference}
                    low={part.low}
                    high={part.high}
                    range={[-end, end]}
                    words={intervalOf(part)}
                    className="w-full"
                  />
                </div>
              ),
          )}
        </div>
      </td>
      <td className={CELL_NUMBER}>{pointsOf(reward)}</td>
    </tr>
  );
}
