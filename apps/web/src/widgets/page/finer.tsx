import { daysIn } from "@touchline/domain/day";
import type { TrendGrain } from "@touchline/domain/period";
import { addressOf, type Filters } from "../../filters.ts";
import { TextLink } from "./link.tsx";
import type { Question } from "./question.ts";

/** How many days can be shown week by week: as many as the server answers by weeks. */
const MOST_DAYS = 400;

/** From months to the weeks of the same days, which alone can be judged, and back; from longer ones to the last year's. */
export function Finer({
  path,
  filters,
  question,
  grain,
  weekly,
}: {
  path: string;
  filters: Filters;
  question: Question;
  /** What the trend goes by; null: there is none. */
  grain: TrendGrain | null;
  /** Weeks were asked for. */
  weekly: boolean;
}) {
  const to = (more: Partial<Filters>, asked: boolean) =>
    `${addressOf(path, { ...filters, ...more, weekly: asked })}#trend`;
  if (!question.view.ok || question.view.value.grain !== "month") return null;
  if (grain === "week" && weekly) return <TextLink href={to({}, false)}>By months</TextLink>;
  if (grain !== "month") return null;
  const long = daysIn(question.view.value.period) > MOST_DAYS;
  return (
    <TextLink href={to(long ? { period: "last_12_full_months" } : {}, true)}>
      {long ? "The last year week by week" : "Week by week"}, with its usual range
    </TextLink>
  );
}
