import type { RouterOutputs } from "@touchline/api/root";
import { DASH, formatCount, formatDay, formatInstant } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import Link from "next/link";
import { mappingPath } from "./mapping-list.tsx";
import { RenameSource } from "./rename-source.tsx";
import { STATUS_WORDS } from "./run-words.ts";

type Source = RouterOutputs["sources"]["list"][number];
type State = RouterOutputs["freshness"]["list"][number];

const DELIVERS: Readonly<Record<Source["delivers"][number], string>> = {
  submission: "answers",
  interaction: "contacts",
  customer: "customers",
  employee: "employees",
  training: "training",
  engagement: "engagement of employees",
};

/** Where data come from, and whether they still come. */
export function SourceTable({
  sources,
  freshness,
  timeZone,
}: {
  sources: readonly Source[];
  freshness: readonly State[];
  timeZone: string;
}) {
  if (sources.length === 0)
    return (
      <Panel
        id="sources"
        title="Sources"
        state={{
          kind: "empty",
          message:
            "A source appears with its first import: what it delivers, how fresh it is, and how its files are read.",
          next: null,
        }}
      />
    );
  const table = (
    <div className={SCROLL}>
      <table className={TABLE}>
        <thead>
          <tr className={HEAD_ROW}>
            <th scope="col" className={HEAD}>
              Source
            </th>
            <th scope="col" className={HEAD}>
              Freshness
            </th>
            <th scope="col" className={`${HEAD} hidden lg:table-cell`}>
              Last run
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Rows
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Rejected
            </th>
            <th scope="col" className={`${HEAD} hidden md:table-cell`}>
              Mapping in use
            </th>
            <th scope="col" className={HEAD}>
              <span className="sr-only">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SourceRow
              key={source.slug}
              source={source}
              state={freshness.find(({ slug }) => slug === source.slug)}
              timeZone={timeZone}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
  return <Panel id="sources" title="Sources" state={{ kind: "ready", children: table }} />;
}

function SourceRow({
  source,
  state,
  timeZone,
}: {
  source: Source;
  state: State | undefined;
  timeZone: string;
}) {
  const { slug, name, delivers, lastRun, accepted, rejected, mapping, logs } = source;
  return (
    <tr className={ROW}>
      <th scope="row" className={`${CELL} wrap-anywhere`}>
        {name}
        <span className="block text-12 text-muted">
          {delivers.length > 0 ? `Delivers ${delivers.map((kind) => DELIVERS[kind]).join(", ")}` : slug}
        </span>
        {logs.length > 0 && (
          <details className="text-12 text-muted">
            <summary className="cursor-pointer">
              Keeps record of {logs.length === 1 ? "one place" : `${logs.length} places`}
            </summary>
            <p>Who has no contact there did not use it.</p>
            <ul>
              {logs.map(({ touchpoint, channel }) => (
                <li key={`${touchpoint} ${channel}`}>
                  {touchpoint}
                  {channel !== null && `, ${channel}`}
                </li>
              ))}
            </ul>
          </details>
        )}
      </th>
      <td className={CELL}>
        <Fresh state={state} />
      </td>
      <td className={`${CELL} hidden lg:table-cell`}>
        {lastRun === null ? (
          DASH
        ) : (
          <>
            {STATUS_WORDS[lastRun.status]}
            <span className="block text-12 text-muted">
              Run {lastRun.id}, {formatInstant(lastRun.startedAt, timeZone)}
            </span>
          </>
        )}
      </td>
      <td className={CELL_NUMBER}>{formatCount(accepted)}</td>
      <td className={CELL_NUMBER}>{formatCount(rejected)}</td>
      <td className={`${CELL} wrap-anywhere hidden md:table-cell`}>
        {mapping === null ? (
          DASH
        ) : (
          <Link href={mappingPath(mapping.name)} className="text-accent underline underline-offset-2">
            {mapping.name}, version {mapping.version}
          </Link>
        )}
      </td>
      <td className={`${CELL} text-right`}>
        <RenameSource slug={slug} name={name} />
      </td>
    </tr>
  );
}

function Fresh({ state }: { state: State | undefined }) {
  const timing = state?.timing ?? null;
  if (!state || timing === null) return DASH;
  const { verdict, age, usualDays } = timing;
  const ago = age === 0 ? "today" : age === 1 ? "yesterday" : `${formatCount(age)} days ago`;
  return (
    <>
      {verdict === "late" ? <span className="text-worse">Late: last import {ago}</span> : `Imported ${ago}`}
      <span className="block text-12 text-muted">
        {state.lastFactDay === null ? "Its rows have no dates" : `Data until ${formatDay(state.lastFactDay)}`}
        {usualDays !== null &&
          `, usually every ${formatCount(usualDays)} ${usualDays === 1 ? "day" : "days"}`}
        {state.failed && ", last run failed"}
      </span>
    </>
  );
}
