import type { RouterOutputs } from "@touchline/api/root";
import { STANDARD_NAMES, type Standard } from "@touchline/domain/standards";
import { DASH, formatDay, formatInterval, formatValue } from "@touchline/ui/formats";
import { Scrolling } from "@touchline/ui/scrolling";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, TABLE } from "@touchline/ui/table";
import Link from "next/link";
import { LinkPending } from "../page/link-pending.tsx";
import { FindingMark } from "./finding-mark.tsx";

type Audits = RouterOutputs["consistency"]["audits"];
type Met = Audits["met"];

/** What the latest audits found of each channel. Each cell leads to its own history. */
export function AuditMatrix({
  audits: { rows, standards, met },
  href,
}: {
  audits: Audits;
  href: (channel: string, standard: Standard) => string;
}) {
  return (
    <Scrolling label="Audits of channels: table" className="">
      <table className={TABLE}>
        <caption className="sr-only">The latest audit of each channel and standard</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th scope="col" className={HEAD}>
              Channel
            </th>
            {standards.map(({ standard }) => (
              <th key={standard} scope="col" className={`min-w-28 ${HEAD}`}>
                {STANDARD_NAMES[standard]}
              </th>
            ))}
            <th scope="col" className={HEAD_NUMBER}>
              Met
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.slug} className={`reveals ${ROW}`}>
              <th scope="row" className={`sticky left-0 z-1 bg-paper ${CELL} ${row.nested ? "pl-5" : ""}`}>
                {row.name}
              </th>
              {row.cells.map(({ standard, audit }) => (
                <td key={standard} className={`relative ${CELL}`}>
                  <Link
                    href={href(row.slug, standard)}
                    prefetch={false}
                    className="inline-flex flex-wrap items-baseline gap-x-2 text-13 after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
                  >
                    <span className="sr-only">
                      {STANDARD_NAMES[standard]} on {row.name}:{" "}
                    </span>
                    {audit ? (
                      <>
                        <FindingMark finding={audit.finding} />
                        <span className="whitespace-nowrap text-12 text-muted">{formatDay(audit.day)}</span>
                      </>
                    ) : (
                      <span className="text-muted">
                        <span aria-hidden="true">{DASH}</span>
                        <span className="sr-only">not audited</span>
                      </span>
                    )}
                    <LinkPending />
                  </Link>
                </td>
              ))}
              <MetCell met={row.met} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="reveals h-9 font-medium">
            <th scope="row" className={`${CELL} font-medium`}>
              All channels
            </th>
            {standards.map(({ standard, met: own }) => (
              <td key={standard} className={CELL}>
                <MetFigure met={own} />
              </td>
            ))}
            <MetCell met={met} />
          </tr>
        </tfoot>
      </table>
      <p className="mt-2 text-12 text-muted">
        Message, look and feel, offer and voice, each by its latest audit; what does not apply is left out of
        the share. A dash: nobody has looked yet. Each leads to its history.
      </p>
    </Scrolling>
  );
}

const MetCell = ({ met }: { met: Met }) => (
  <td className={CELL_NUMBER}>
    <MetFigure met={met} side="justify-end justify-items-end" />
  </td>
);

/** The share met, in whose place its interval stands as soon as one looks closer. */
function MetFigure({ met, side = "" }: { met: Met; side?: string }) {
  if (met.value === null) return <span className="text-muted">{formatValue(null, "share")}</span>;
  return (
    <span className={`swap whitespace-nowrap tabular-nums ${side}`}>
      <span>
        {formatValue(met.value, "share")}
        <span className="font-normal text-12 text-muted"> of {met.n}</span>
      </span>
      <span className="reveal text-12 text-muted">
        <span className="sr-only">95 % interval </span>
        {formatInterval(met.low, met.high, "share")}
      </span>
    </span>
  );
}
