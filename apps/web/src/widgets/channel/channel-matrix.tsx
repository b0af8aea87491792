import type { RouterOutputs } from "@touchline/api/root";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { CELL, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { addressOf, type Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { TextLink } from "../page/link.tsx";
import { HeatTable } from "../table/heat-table.tsx";
import { StatisticCell } from "../table/statistic-cell.tsx";

type Matrix = RouterOutputs["channels"]["matrix"];

/**
 * Every touchpoint on every channel: a table of those on several, and a list of those that only one carries, which would
 * be all but empty rows. Cells lead to their answers, names to their pages.
 */
export function ChannelMatrix({
  matrix: { channels, touchpoints },
  filters,
}: {
  matrix: Matrix;
  filters: Filters;
}) {
  const several = touchpoints.filter(({ cells }) => cells.length > 1);
  const single = touchpoints.filter(({ cells }) => cells.length === 1);
  const used = new Set(several.flatMap(({ cells }) => cells.map(({ channel }) => channel)));
  return (
    <>
      {several.length > 0 && (
        <HeatTable
          caption="Scores of touchpoints on channels"
          corner="Touchpoint"
          columns={channels
            .filter(({ slug }) => used.has(slug))
            .map(({ slug, name }) => ({
              key: slug,
              name,
              href: addressOf(`/channels/${slug}`, { ...filters, channel: null }),
            }))}
          rows={several.map(({ slug, name }) => ({
            key: slug,
            name,
            href: addressOf(`/touchpoints/${slug}`, filters),
          }))}
          cells={several.flatMap(({ slug, cells }) =>
            cells.map(({ channel, score, counted }) => ({
              row: slug,
              column: channel,
              heat: counted ? score.value : null,
              figure: formatValue(score.value, "score"),
              n: score.band ?? `n ${formatCount(score.n)}`,
              ...(score.value !== null && { interval: formatInterval(score.low, score.high, "score") }),
              href: recordsAddress({ ...filters, touchpoint: slug, channel }),
            })),
          )}
        >
          Scores of 100, each of the touchpoint's own question. The stronger the tint, the higher the score;
          grey and without a tint: too few answers to judge. An empty cell: nobody answered about it there.
        </HeatTable>
      )}
      {single.length > 0 && (
        <details className="mt-3" open={several.length === 0}>
          <summary className="min-h-6 cursor-pointer text-13 text-muted hover:text-ink">
            On one channel only ({single.length})
          </summary>
          <OneChannel touchpoints={single} channels={channels} filters={filters} />
        </details>
      )}
    </>
  );
}

function OneChannel({ touchpoints, channels, filters }: Matrix & { filters: Filters }) {
  const names = new Map(channels.map(({ slug, name }) => [slug, name]));
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">Touchpoints on one channel only</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th scope="col" className={HEAD}>
              Touchpoint
            </th>
            <th scope="col" className={HEAD}>
              Channel
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Score
            </th>
          </tr>
        </thead>
        <tbody>
          {touchpoints.flatMap(({ slug, name, cells }) =>
            cells.map(({ channel, score, counted }) => (
              <tr key={slug} className={`reveals ${ROW} ${counted ? "" : "text-muted"}`}>
                <th scope="row" className={CELL}>
                  <TextLink href={recordsAddress({ ...filters, touchpoint: slug, channel })}>
                    {name}
                    <span className="sr-only">: the answers</span>
                  </TextLink>
                </th>
                <td className={CELL}>{names.get(channel) ?? channel}</td>
                <StatisticCell statistic={score} unit="score" />
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
