import type { Filters } from "../../filters.ts";
import { ChangeTable } from "./change-table.tsx";
import { type Changes, reallyMoved } from "./words.ts";

/** What really moved, largest effect on the whole first, each with what it comes from; all others folded away. */
export function ChangeLists({
  found: { touchpoints },
  part,
  filters,
}: {
  found: Changes;
  part: { one: string; many: string };
  filters: Filters;
}) {
  const moved = touchpoints.filter(reallyMoved);
  const others = touchpoints.filter((row) => !moved.includes(row));
  const shown = moved.length > 0 ? moved : others;
  const ends = shown.flatMap(({ rate, mix }) =>
    [rate, mix].flatMap((of) => (of ? [Math.abs(of.low ?? 0), Math.abs(of.high ?? 0)] : [])),
  );
  const end = Math.max(5, Math.ceil(Math.max(0, ...ends) * 0.2) * 5);
  const drawn = { end, part, filters };
  if (touchpoints.length === 0)
    return (
      <p className="max-w-prose py-2 text-muted">
        No touchpoint was measured in both periods. Choose a longer period, or compare with the same days last
        year.
      </p>
    );
  return (
    <>
      {moved.length === 0 ? (
        <p className="max-w-prose py-2 text-muted">
          Of {touchpoints.length} touchpoints, none really changed: what moved is no more than chance.
        </p>
      ) : (
        <ChangeTable words caption="What really changed" rows={moved} {...drawn} />
      )}
      {others.length > 0 && (
        <details className="mt-3 text-13">
          <summary className="w-fit cursor-pointer text-muted hover:text-ink">
            {others.length} {others.length === 1 ? "touchpoint" : "touchpoints"} without a real change
          </summary>
          <ChangeTable caption="Without a real change" rows={others} {...drawn} />
        </details>
      )}
      <p className="mt-2 text-12 text-muted">
        Rate part: what scores on the same {part.many} made of the change. Mix part: what it made that more
        answers come from some {part.many} now, and fewer from others. Both together are the change. Hollow:
        no more than chance; all are judged together.
      </p>
    </>
  );
}
