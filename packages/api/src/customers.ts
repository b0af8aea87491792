import { countRescues, type JourneyQuery, readCustomerCounts } from "@touchline/db/queries/customers";
import type { DayRange } from "@touchline/domain/day";
import { evidenceOn } from "@touchline/domain/metrics/evidence-basis";
import { touchpointScore } from "@touchline/domain/metrics/touchpoint";
import { type readAnswers, type ScoredAnswers, touchpointAnswers } from "./answers.ts";
import { keptWhileUnchanged } from "./kept.ts";
import type { Reads, View } from "./view.ts";

/** What is asked of a range's customers: the touchpoints that count in it, on the evidence that their scores rest on. */
export function journeyQuery(
  view: View,
  range: DayRange,
  read: Awaited<ReturnType<typeof readAnswers>>,
): JourneyQuery {
  const asked = (row: ScoredAnswers) => {
    const { counted, basis } = touchpointScore(row, view.settings);
    if (!counted || row.question === null) return [];
    const { touchpoint, question, weight, role } = row;
    return [
      {
        touchpointId: touchpoint,
        question,
        evidence: evidenceOn(basis),
        weight,
        service: role === "service",
      },
    ];
  };
  return {
    range: { from: range.from, to: range.to },
    timeZone: view.organisation.timeZone,
    channels: view.filters.channels,
    segments: view.filters.segments,
    touchpoints: touchpointAnswers(read.touchpoints, read.cells).flatMap(asked),
  };
}

/** What the customers of a range come to; kept until answers change, because it looks at every answer. */
export const readCustomers = (reads: Reads, query: JourneyQuery) =>
  keptWhileUnchanged(reads, JSON.stringify(["customers", query]), () =>
    readCustomerCounts(reads.db, reads.scope, query),
  );

/** How many customers service rescued in a range, and where they had their bad stops; kept likewise. */
export const readRescued = (reads: Reads, query: JourneyQuery) =>
  keptWhileUnchanged(reads, JSON.stringify(["rescues", query]), () =>
    countRescues(reads.db, reads.scope, query),
  );
