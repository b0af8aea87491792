import type { RouterOutputs } from "@touchline/api/root";
import type { Sort } from "../table/sort.ts";

export type Topic = RouterOutputs["voice"]["topics"]["topics"][number];

/** What topics can be sorted by. */
export const TOPIC_ORDERS: Readonly<Record<string, (row: Topic) => number | string | null>> = {
  name: ({ name }) => name,
  share: ({ share }) => share.value,
  impact: ({ impact }) => impact.value,
  nps: ({ nps }) => nps.value,
};

/** Where the address says nothing: what pulls the NPS down most comes first. */
export const COSTS_MOST: Sort = { key: "impact", down: false };
