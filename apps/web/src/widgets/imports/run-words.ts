import type { RouterOutputs } from "@touchline/api/root";

type Status = RouterOutputs["imports"]["list"][number]["status"];

/** What became of a run. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  reading: "Being read",
  publishing: "Being put in place",
  published: "Published",
  failed: "Failed",
  cancelled: "Cancelled",
  undone: "Undone",
};
