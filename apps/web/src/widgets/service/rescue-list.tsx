import type { RouterOutputs } from "@touchline/api/root";
import { QUESTIONS } from "@touchline/domain/question";
import { formatInstant } from "@touchline/ui/formats";
import { TextLink } from "../page/link.tsx";

type Rescue = RouterOutputs["service"]["rescues"]["rows"][number];
type Side = NonNullable<Rescue["other"]>;

/** Rescues one under the other: the bad stop, and beside it the service rated at the top, each with its record. */
export function RescueList({ rows, timeZone }: { rows: readonly Rescue[]; timeZone: string }) {
  return (
    <ol>
      {rows.map(({ service, other }, at) => (
        <li key={at} className="grid gap-x-8 gap-y-2 border-hairline border-b py-3 md:grid-cols-2">
          <Answer title="Bad stop" tone="text-worse" side={other} timeZone={timeZone} />
          <Answer
            title="Good service"
            tone="text-better"
            side={service}
            timeZone={timeZone}
            sameAs={other?.id ?? null}
          />
        </li>
      ))}
    </ol>
  );
}

function Answer({
  title,
  tone,
  side,
  timeZone,
  sameAs = null,
}: {
  title: string;
  tone: string;
  side: Side | null;
  timeZone: string;
  /** The record of the other side: one survey may hold both. */
  sameAs?: number | null;
}) {
  if (side === null)
    return (
      <p className="text-13 text-muted">
        <span className={`mr-1.5 font-medium text-12 ${tone}`}>{title}</span>
        by another department, which alone sees it.
      </p>
    );
  const { id, at, touchpoint, department, score, question, comment } = side;
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2 text-13">
        <span className={`font-medium text-12 ${tone}`}>{title}</span>
        <span className="font-medium">{touchpoint}</span>
        <span className="tabular-nums">
          {score} of {QUESTIONS[question].max}
        </span>
        <span className="text-12 text-muted">{department ?? "No owner"}</span>
        <span className="text-12">
          {id === sameAs ? (
            <span className="text-muted">in the same survey</span>
          ) : (
            <TextLink href={`/records/${id}`}>
              {formatInstant(at, timeZone)}
              <span className="sr-only">: the whole answer about {touchpoint}</span>
            </TextLink>
          )}
        </span>
      </p>
      {comment !== null && id !== sameAs && (
        <p className="mt-1 max-w-prose text-13 wrap-anywhere">{comment}</p>
      )}
    </div>
  );
}
