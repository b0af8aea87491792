import type { RouterOutputs } from "@touchline/api/root";
import { METRICS, type MetricKey } from "@touchline/domain/metrics/descriptors";
import { About } from "@touchline/ui/about";
import { DASH, formatCount } from "@touchline/ui/formats";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import Link from "next/link";
import { TextLink } from "../page/link.tsx";
import { LinkPending } from "../page/link-pending.tsx";
import { StatisticCell } from "../table/statistic-cell.tsx";
import { durationInWords } from "./channel-rows.tsx";

type Row = RouterOutputs["channels"]["contacts"][number];

const COLUMNS: readonly { readonly metric: MetricKey; readonly label: string }[] = [
  { metric: "response_time", label: "Half answered within" },
  { metric: "response_time_p90", label: "Nine in ten within" },
  { metric: "fcr", label: "Resolved at first contact" },
  { metric: "fcr_observed", label: "Did not come back" },
  { metric: "escalation", label: "Escalated" },
];

/** How contacts for help go on each channel. Each row leads to its channel, each count and share of escalations to the contacts. */
export function ContactsTable({
  rows,
  href,
  contactsHref,
  escalatedHref,
}: {
  rows: readonly Row[];
  href: (slug: string) => string;
  contactsHref: (slug: string) => string;
  escalatedHref: (slug: string) => string;
}) {
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">Contacts for help by channel</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th scope="col" className={HEAD}>
              Channel
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Contacts
            </th>
            {COLUMNS.map(({ metric, label }) => (
              <th key={metric} scope="col" className={`min-w-28 ${HEAD_NUMBER}`}>
                <About label={label}>
                  <span className="block font-medium">{METRICS[metric].label}</span>
                  <span className="mt-1 block">{METRICS[metric].definition}</span>
                  <span className="mt-2 block text-muted">{METRICS[metric].formula}</span>
                </About>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.slug} className={`reveals relative focus-within:bg-raised ${ROW}`}>
              <th scope="row" className={`align-top ${CELL} ${row.nested ? "pl-5" : ""}`}>
                <Link
                  href={href(row.slug)}
                  prefetch={false}
                  className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
                >
                  {row.name}
                  <LinkPending />
                </Link>
              </th>
              <td className={`align-top ${CELL_NUMBER}`}>
                {row.contacts === null ? (
                  (row.band ?? DASH)
                ) : (
                  <span className="relative z-1">
                    <TextLink href={contactsHref(row.slug)}>
                      {formatCount(row.contacts)}
                      <span className="sr-only"> contacts on {row.name}, one by one</span>
                    </TextLink>
                  </span>
                )}
              </td>
              <StatisticCell
                statistic={row.response.median}
                unit="minutes"
                change={row.responseChange}
                words={durationInWords}
              />
              <StatisticCell statistic={row.response.p90} unit="minutes" words={durationInWords} />
              <StatisticCell statistic={row.resolved} unit="share" />
              <StatisticCell statistic={row.notRepeated} unit="share" />
              <StatisticCell
                statistic={row.escalated}
                unit="share"
                change={row.change}
                href={escalatedHref(row.slug)}
                behind={`the contacts that went on from ${row.name}, one by one`}
              />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-12 text-muted">
        A family's figures hold those of its members. Changes of escalation are judged together, so that none
        of so many is called real by chance.
      </p>
    </div>
  );
}
