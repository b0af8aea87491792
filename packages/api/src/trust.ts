import { listSourceStates } from "@touchline/db/queries/freshness";
import { listDepartments } from "@touchline/db/queries/structure";
import { leftOut, rejectedRows } from "@touchline/db/queries/trust";
import { dayAt } from "@touchline/domain/day";
import { EVIDENCE } from "@touchline/domain/evidence";
import { freshness } from "@touchline/domain/freshness";
import { evidenceOn } from "@touchline/domain/metrics/evidence-basis";
import { touchpointScore } from "@touchline/domain/metrics/touchpoint";
import { discloseStatistic } from "@touchline/domain/privacy";
import { countAnswers } from "@touchline/domain/score-counts";
import { share } from "@touchline/domain/statistic";
import { ownedBy, readAnswers, type ScoredAnswers, touchpointAnswers } from "./answers.ts";
import { keptWhileUnchanged } from "./kept.ts";
import { idOf } from "./keys.ts";
import type { Reads, View } from "./view.ts";

/** Why answers or touchpoints are in no score of the view. */
const EXCLUSIONS = [
  "contradicted",
  "not-verified",
  "careless",
  "too-few-answers",
  "no-answers",
  "no-question",
  "rejected-rows",
] as const;

/** Whose data are meant. Throws "not_found". */
async function narrow(
  reads: Reads,
  view: View,
  input: { touchpoint: string | null; department: string | null },
) {
  const read = await readAnswers(reads, view, view.period);
  const touchpoint =
    input.touchpoint === null ? null : idOf(read.touchpoints, input.touchpoint, "touchpoint");
  const department =
    input.department === null
      ? null
      : idOf(await listDepartments(reads.db, reads.scope), input.department, "department");
  const { cells, rows } =
    department === null
      ? { cells: read.cells, rows: touchpointAnswers(read.touchpoints, read.cells) }
      : ownedBy(read)(department);
  const meant = (id: number) => touchpoint === null || id === touchpoint;
  return {
    cells: cells.filter((cell) => meant(cell.touchpointId)),
    rows: rows.filter((row) => meant(row.touchpoint)),
  };
}

/** Answers to the primary question that a touchpoint's basis lets not speak, by their evidence. */
function silent({ question, counts }: ScoredAnswers, basis: ReturnType<typeof touchpointScore>["basis"]) {
  const speaking = evidenceOn(basis);
  const of = (evidence: (typeof EVIDENCE)[number]) =>
    question === null || speaking.includes(evidence) ? 0 : countAnswers(counts[evidence], question);
  return { contradicted: of("not_used"), unverified: of("unknown") };
}

/**
 * How far the figures of a page can be trusted: how many answers are verified, unknown and contradicted, how fresh each
 * source is, and what is left out and why. Of the company, a department or a touchpoint. Throws "not_found".
 */
export async function readTrust(
  reads: Reads,
  view: View,
  input: { readonly touchpoint: string | null; readonly department: string | null },
) {
  const { settings, organisation, period, filters } = view;
  const query = {
    range: { from: period.from, to: period.to },
    timeZone: organisation.timeZone,
    channels: filters.channels,
    segments: filters.segments,
  };
  const [{ cells, rows }, sources, out, rejected] = await Promise.all([
    narrow(reads, view, input),
    listSourceStates(reads.db, reads.scope),
    keptWhileUnchanged(reads, JSON.stringify(["left out", query]), () =>
      leftOut(reads.db, reads.scope, query),
    ),
    rejectedRows(reads.db, reads.scope),
  ]);
  const today = dayAt(reads.now.getTime(), organisation.timeZone);
  const answers = (evidence: (typeof EVIDENCE)[number] | null) =>
    cells.reduce(
      (sum, cell) =>
        evidence === null || cell.evidence === evidence
          ? sum + countAnswers(cell.counts, cell.question)
          : sum,
      0,
    );
  const scored = rows.map((row) => ({ row, score: touchpointScore(row, settings) }));
  const quiet = scored.map(({ row, score }) => silent(row, score.basis));
  const touchpoints = (reason: string) => scored.filter(({ score }) => score.notCounted === reason).length;
  const all = answers(null);
  const hidden = (count: number) => (count > 0 && count < settings.leastPeople ? null : count);
  const wholeCompany = input.touchpoint === null && input.department === null;
  const counted: Readonly<Record<(typeof EXCLUSIONS)[number], number>> = {
    contradicted: quiet.reduce((sum, { contradicted }) => sum + contradicted, 0),
    "not-verified": quiet.reduce((sum, { unverified }) => sum + unverified, 0),
    // Of the company alone: they are no touchpoint's once they are left out.
    careless: wholeCompany ? out.careless : 0,
    "too-few-answers": touchpoints("too-few-answers"),
    "no-answers": touchpoints("no-answers"),
    "no-question": touchpoints("no-question"),
    "rejected-rows": wholeCompany ? rejected : 0,
  };
  return {
    answers: hidden(all),
    coverage: EVIDENCE.map((evidence) => ({
      evidence,
      share: discloseStatistic(share(answers(evidence), all), settings.leastPeople),
    })),
    sources: sources.map(({ importDays, ...source }) => ({
      ...source,
      timing: freshness(importDays, today),
    })),
    late: sources.filter(({ importDays }) => freshness(importDays, today)?.verdict === "late").length,
    failed: sources.filter((source) => source.failed).length,
    /** count null: so few that they are not told. Answers, touchpoints or rows, as the reason says. */
    excluded: EXCLUSIONS.filter((reason) => counted[reason] > 0).map((reason) => ({
      reason,
      of:
        reason === "rejected-rows"
          ? ("rows" as const)
          : TOUCHPOINTS.has(reason)
            ? ("touchpoints" as const)
            : ("answers" as const),
      count: TOUCHPOINTS.has(reason) ? counted[reason] : hidden(counted[reason]),
    })),
    undated: hidden(out.undated),
    touchpoints: { counted: scored.filter(({ score }) => score.counted).length, all: scored.length },
  };
}

const TOUCHPOINTS: ReadonlySet<(typeof EXCLUSIONS)[number]> = new Set([
  "too-few-answers",
  "no-answers",
  "no-question",
]);
