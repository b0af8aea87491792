import type { RouterOutputs } from "@touchline/api/root";
import { formatInstant } from "@touchline/ui/formats";
import Link from "next/link";
import type { ReactNode } from "react";

type Comment = RouterOutputs["comments"]["list"]["rows"][number];

/** The day and minute of a record; undated ones say so. */
export const whenSaid = ({ at, dated }: Pick<Comment, "at" | "dated">, timeZone: string): string =>
  dated ? formatInstant(at, timeZone) : "No date";

/** Customers' words, each with what they rated and how, and a way to the whole answer. told: what else is said of one; words: how they are shown. */
export function CommentList<Row extends Comment>({
  rows,
  timeZone,
  told,
  words = ({ comment }) => comment,
}: {
  rows: readonly Row[];
  timeZone: string;
  told?: (row: Row) => string;
  words?: (row: Row) => ReactNode;
}) {
  return (
    <ul className="gap-x-10 lg:columns-2">
      {rows.map((row) => (
        <li key={row.id} className="reveals relative break-inside-avoid border-hairline border-b py-3">
          <p className="max-w-prose wrap-anywhere">{words(row)}</p>
          <p className="mt-1 text-12 text-muted">
            <Link
              href={`/records/${row.id}`}
              prefetch={false}
              className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
            >
              {whenSaid(row, timeZone)}
            </Link>
            {row.answers.slice(0, 3).map((answer) => (
              <span key={`${answer.touchpointSlug} ${answer.question}`}>
                {" · "}
                {answer.touchpoint} <span className="font-medium text-ink">{answer.score}</span>
                <span className="sr-only"> ({answer.label})</span>, {answer.channel}
              </span>
            ))}
            {told && ` · ${told(row)}`}
            {row.rated > row.answers.length && ` · in a survey that rated ${row.rated} touchpoints`}
          </p>
        </li>
      ))}
    </ul>
  );
}
