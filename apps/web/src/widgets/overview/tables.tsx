import type { RouterOutputs } from "@touchline/api/root";
import type { AppliedBasis } from "@touchline/domain/metrics/evidence-basis";
import { type ScoreGroup, type ScoreRow, ScoreTable } from "./score-table.tsx";

const TOO_FEW = "No touchpoint has enough answers";

interface Shared {
  readonly company: number | null;
  readonly compared: boolean;
}

const measuredNote = (row: { measured: number; touchpoints: number }) =>
  row.measured === row.touchpoints
    ? `${row.touchpoints} touchpoint${row.touchpoints === 1 ? "" : "s"}`
    : `${row.measured} of ${row.touchpoints} touchpoints measured`;

/** The line of something that sums up touchpoints: a department or a channel. */
const wholeLine = (row: RouterOutputs["departments" | "channels"]["list"][number]) => ({
  name: row.name,
  note: measuredNote(row),
  score: row.score,
  change: row.change,
  verified: row.verified,
  grey: row.score.value === null ? TOO_FEW : null,
});

export function DepartmentsTable({
  rows,
  ...shared
}: Shared & { rows: RouterOutputs["departments"]["list"] }) {
  const sorted = [...rows].sort((a, b) => (b.score.value ?? -1) - (a.score.value ?? -1));
  const lines = sorted.map((row) => ({
    key: row.slug ?? "",
    ...wholeLine(row),
  }));
  return (
    <ScoreTable
      caption="Departments by score"
      what="Department"
      groups={[{ title: null, rows: lines }]}
      {...shared}
    />
  );
}

export function ChannelsTable({ rows, ...shared }: Shared & { rows: RouterOutputs["channels"]["list"] }) {
  const lines = rows.map((row) => ({
    key: row.slug,
    nested: row.nested,
    ...wholeLine(row),
  }));
  return (
    <ScoreTable
      caption="Channels with their scores"
      what="Channel"
      groups={[{ title: null, rows: lines }]}
      {...shared}
    />
  );
}

/** Said only where a score does not rest on verified answers alone. */
const BASIS_WORDS: Readonly<Record<AppliedBasis, string | null>> = {
  used: null,
  used_and_unknown: "incl. unknown use",
  all: "all answers",
};

type TouchpointLine = RouterOutputs["touchpoints"]["list"][number];

function whyGrey({ notCounted, score, missing }: TouchpointLine): string | null {
  switch (notCounted) {
    case null:
      return null;
    case "no-question":
      return "No satisfaction question asked yet";
    case "no-answers":
      return "No answers";
    case "too-few-answers":
      return `Too few answers (${score.band ?? score.n} of ${score.n + missing})`;
  }
}

export function TouchpointsTable({
  rows,
  ...shared
}: Shared & { rows: RouterOutputs["touchpoints"]["list"] }) {
  const groups: { title: string; rows: ScoreRow[] }[] = [];
  for (const row of rows) {
    const title = row.stage ?? "No journey stage";
    const line = {
      key: row.slug,
      name: row.name,
      note: [row.department ?? "no owner", row.counted ? BASIS_WORDS[row.basis] : null]
        .filter((part) => part !== null)
        .join(", "),
      score: row.score,
      change: row.change,
      verified: row.coverage,
      grey: whyGrey(row),
    };
    const open = groups.find((group) => group.title === title);
    if (open) open.rows.push(line);
    else groups.push({ title, rows: [line] });
  }
  const stages: readonly ScoreGroup[] = groups;
  return <ScoreTable caption="Touchpoints along the journey" what="Touchpoint" groups={stages} {...shared} />;
}
