import type { RouterOutputs } from "@touchline/api/root";
import { formatInstant } from "@touchline/ui/formats";
import Link from "next/link";
import { actionName } from "./action-names.ts";
import { type Difference, differences } from "./differences.ts";
import { OUTCOME_NAMES } from "./outcome-names.ts";

type Entry = RouterOutputs["audit"]["list"][number];

/** Entries, the newest first: when and from where, who did what to what, and what it changed. */
export function AuditList({
  entries,
  departments,
  timeZone,
}: {
  entries: readonly Entry[];
  departments: ReadonlyMap<number, string>;
  timeZone: string;
}) {
  return (
    <ol>
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="grid gap-x-6 gap-y-0.5 border-hairline border-b py-2 md:grid-cols-[10rem_minmax(0,15rem)_minmax(0,1fr)]"
        >
          <p className="text-13 text-muted">
            <time dateTime={entry.at.toISOString()}>{formatInstant(entry.at, timeZone)}</time>
            {entry.address !== null && <span className="wrap-anywhere md:block"> from {entry.address}</span>}
          </p>
          <p className="wrap-anywhere">{entry.actor}</p>
          <div className="min-w-0">
            <p className="wrap-anywhere">
              <span className="font-medium">{actionName(entry.action)}</span>
              {entry.outcome !== "done" && (
                <span className="ml-2 font-medium text-worse">{OUTCOME_NAMES[entry.outcome]}</span>
              )}
              <Subject entry={entry} />
            </p>
            <Changes found={differences(entry.before, entry.after, { departments, timeZone })} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Subject({ entry: { action, subject, subjectName } }: { entry: Entry }) {
  // Of a thing that there is one of, the action says it all.
  if (subject === "" || action.startsWith(`${subject}.`)) return null;
  const userId = /^user (\d+)$/.exec(subject)?.[1];
  if (userId === undefined || subjectName === null) return <span className="ml-2 text-muted">{subject}</span>;
  return (
    <Link href={`/users/${userId}`} className="ml-2 text-accent underline underline-offset-2">
      {subjectName}
    </Link>
  );
}

function Changes({ found }: { found: readonly Difference[] }) {
  if (found.length === 0) return null;
  return (
    <dl className="text-13">
      {found.map(({ field, from, to }) => (
        <div key={field} className="flex flex-wrap gap-x-2">
          <dt className="text-muted">{field}:</dt>
          <dd className="wrap-anywhere min-w-0">
            {from !== null && <del className="text-muted">{from}</del>}
            {from !== null && to !== null && <span aria-hidden> → </span>}
            {to === null ? from !== null && " removed" : <ins className="no-underline">{to}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
