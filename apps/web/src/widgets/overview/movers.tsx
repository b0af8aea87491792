import type { RouterOutputs } from "@touchline/api/root";
import { VerdictMark } from "@touchline/ui/verdict";
import Link from "next/link";
import { addressOf, type Filters } from "../../filters.ts";
import { recordsAddress } from "../../subject.ts";
import { TextLink } from "../page/link.tsx";
import { evidence, nothingMoved, whatItMeans, whatMoved } from "./mover-words.ts";

/** The things that need the viewer, the largest effect on the whole first, each with what it rests on. */
export function Movers({
  movers: { items, compared, real },
  filters,
}: {
  movers: RouterOutputs["movers"]["list"];
  filters: Filters;
}) {
  if (items.length === 0) return <p className="max-w-prose py-2 text-muted">{nothingMoved(compared)}</p>;
  return (
    <>
      <ol>
        {items.map((item) => (
          <li key={item.slug} className="border-hairline border-b py-3 first:pt-1 last:border-b-0">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <Link
                href={addressOf(`/touchpoints/${item.slug}`, filters)}
                prefetch={false}
                className="font-semibold underline-offset-2 hover:underline"
              >
                {item.name}
              </Link>
              <span className="text-13">
                <VerdictMark verdict={item.change.verdict} difference={item.change.difference} unit="score" />
              </span>
            </p>
            <p className="mt-0.5 text-13">
              {whatMoved(item)}. {whatItMeans(item)}
            </p>
            <p className="mt-0.5 text-12 text-muted">
              {item.department ? `${item.department.name}. ` : ""}
              {evidence(item)}.{" "}
              <TextLink href={recordsAddress({ ...filters, touchpoint: item.slug })}>
                The answers<span className="sr-only"> about {item.name}</span>
              </TextLink>
            </p>
          </li>
        ))}
      </ol>
      <p className="text-12 text-muted">
        {real} of {compared} compared touchpoints really changed.
      </p>
    </>
  );
}
