import { readAnsweredMonths, readFirstDay } from "@touchline/db/queries/experience";
import { type Organisation, readOrganisation } from "@touchline/db/queries/structure";
import type { Scope } from "@touchline/domain/access";
import type { DayRange } from "@touchline/domain/day";
import { AppError } from "@touchline/domain/errors";
import type { EvidenceBasis } from "@touchline/domain/evidence";
import { comparisonRange, type Period, resolvePeriod } from "@touchline/domain/period";
import type { Context } from "./context.ts";
import type { ViewInput } from "./view-input.ts";

export interface View {
  readonly organisation: Organisation;
  readonly period: Period;
  /** What the period is compared with; null for "all", which has nothing before. */
  readonly previous: DayRange | null;
  readonly evidence: EvidenceBasis;
  /** No whole is made of groups that may not be shown: minAnswers is never below leastPeople. */
  readonly settings: {
    readonly basis: EvidenceBasis;
    readonly minAnswers: number;
    readonly leastPeople: number;
  };
  /** First days of the first and of the last month that hold answers; null = no answers at all. */
  readonly answered: { readonly first: string; readonly last: string } | null;
}

type Reads = Pick<Context, "db" | "now" | "once"> & { readonly scope: Scope };

/** Puts days to what was asked, by the organisation's calendar. Throws "invalid" for days that can't be. */
export function resolveView(reads: Reads, input: ViewInput): Promise<View> {
  const { period, from, to, compare, evidence } = input;
  return reads.once(`view ${JSON.stringify([period, from, to, compare, evidence])}`, () =>
    resolve(reads, input),
  );
}

async function resolve({ db, now, scope }: Reads, input: ViewInput): Promise<View> {
  const [organisation, answered, firstDay] = await Promise.all([
    readOrganisation(db, scope),
    readAnsweredMonths(db, scope),
    readFirstDay(db, scope),
  ]);
  if (input.period === "custom" && (input.from === null || input.to === null))
    throw new AppError("invalid", "A period of your own needs a first and a last day.");
  const choice =
    input.period === "custom"
      ? { from: input.from ?? "", through: input.to ?? "" }
      : { preset: input.period };
  const { leastAnswers, leastPeople } = organisation;
  const period = resolvePeriod(choice, {
    now: now.getTime(),
    timeZone: organisation.timeZone,
    financialYearStartMonth: organisation.financialYearStartMonth,
    firstDay,
  });
  return {
    organisation,
    period,
    previous: comparisonRange(period, input.compare),
    evidence: input.evidence,
    settings: { basis: input.evidence, minAnswers: Math.max(leastAnswers, leastPeople), leastPeople },
    answered,
  };
}
