import type { CustomerSet } from "@touchline/domain/customer-sets";
import { TextLink } from "../page/link.tsx";
import { CUSTOMERS_MEANT, CUSTOMERS_WORDS } from "./words.ts";

/** Says that only some customers' answers are listed, which those are, and leads to everybody's. */
export function CustomersChip({ customers, everybody }: { customers: CustomerSet; everybody: string }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-13">
      <span className="inline-flex flex-wrap items-baseline gap-x-3 rounded-sm border border-hairline px-2 py-1">
        Only {CUSTOMERS_WORDS[customers]}
        <TextLink href={everybody}>
          Remove<span className="sr-only"> this filter</span>
        </TextLink>
      </span>
      <span className="text-muted">{CUSTOMERS_MEANT[customers]}</span>
    </p>
  );
}
