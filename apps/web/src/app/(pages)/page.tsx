import { addDays } from "@touchline/domain/day";
import type { EvidenceBasis } from "@touchline/domain/evidence";
import { formatCount, formatDay, formatDays, formatMonth } from "@touchline/ui/formats";
import { Panel, type PanelState } from "@touchline/ui/panel";
import { Trend } from "@touchline/ui/trend";
import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import type { ReactNode } from "react";
import { addressOf, loadFilters } from "../../filters.ts";
import { api, requireViewer } from "../../server.ts";
import { type Settled, settle } from "../../settle.ts";
import { FilterBar } from "../../widgets/filters/filter-bar.tsx";
import { Figures } from "../../widgets/overview/figures.tsx";
import { NothingHere } from "../../widgets/overview/nothing-here.tsx";
import { sentence } from "../../widgets/overview/sentence.ts";
import { ChannelsTable, DepartmentsTable, TouchpointsTable } from "../../widgets/overview/tables.tsx";

export const metadata: Metadata = { title: "Overview" };

const EVIDENCE_NOTES: Readonly<Record<EvidenceBasis, string>> = {
  headline: "Verified answers alone where these are at least half, else also those of unknown use",
  used: "Verified answers alone",
  all: "All answers, also by customers known not to have used it",
};

export default async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const filters = await loadFilters(searchParams);
  const call = await api();
  const [view, summary, trend, departments, touchpoints, channels] = await Promise.all([
    settle(call.experience.view(filters)),
    settle(call.experience.summary(filters)),
    settle(call.experience.trend(filters)),
    settle(call.departments.list(filters)),
    settle(call.touchpoints.list({ ...filters, department: null })),
    settle(call.channels.list(filters)),
  ]);
  const again = (label: string, href: string) => (
    <Link href={href} className="font-medium text-accent underline underline-offset-2">
      {label}
    </Link>
  );
  function panel<Value>(read: Settled<Value>, ready: (value: Value) => ReactNode): PanelState {
    if (read.ok) return { kind: "ready", children: ready(read.value) };
    const retry = read.refused
      ? again("Clear the filters", "/")
      : again("Try again", addressOf("/", filters));
    return { kind: "error", message: read.message, retry };
  }

  const title = <h1 className="mb-2 text-20 font-semibold">Overview</h1>;
  if (!view.ok)
    return (
      <>
        {title}
        <Panel id="figures" title="Experience" state={panel(view, () => null)} />
      </>
    );

  const { period, previous, organisation, answered } = view.value;
  const last = addDays(period.to, -1);
  const compared = previous !== null;
  const company = summary.ok ? summary.value.figures.experience_score.statistic.value : null;
  const bar = (
    <FilterBar first={period.from} last={last}>
      {summary.ok && `${formatCount(summary.value.figures.answers.statistic.n)} answers`}
    </FilterBar>
  );
  if (summary.ok && summary.value.empty)
    return (
      <>
        {title}
        {bar}
        <NothingHere answered={answered} days={formatDays(period.from, last)} role={viewer.role} />
      </>
    );

  return (
    <>
      {title}
      {bar}
      <div className="space-y-8">
        {summary.ok && (
          <p className="max-w-200 text-23 tracking-tight">
            {sentence(summary.value, departments.ok ? departments.value : [])}
          </p>
        )}
        <Panel
          id="figures"
          title="The whole experience"
          note={
            <>
              {formatDays(period.from, last)}
              {previous && ` against ${formatDays(previous.from, addDays(previous.to, -1))}`}
              {period.partial && ", both up to the same day"}, {organisation.timeZone}
            </>
          }
          state={panel(summary, (value) => <Figures summary={value} />)}
        />
        <Panel
          id="trend"
          title="Experience score over time"
          note="The band is the 95 % interval"
          state={panel(trend, ({ grain, points }) => (
            <Trend
              caption="Experience score over time"
              points={points.map(({ from, statistic: score }) => ({
                label: grain === "month" ? formatMonth(from) : formatDay(from),
                score,
              }))}
            />
          ))}
        />
        <Panel
          id="departments"
          title="Departments"
          note="The hairline is the company's score"
          state={panel(departments, (rows) => (
            <DepartmentsTable rows={rows} company={company} compared={compared} />
          ))}
        />
        <Panel
          id="touchpoints"
          title="Touchpoints along the journey"
          note={EVIDENCE_NOTES[view.value.evidence]}
          state={panel(touchpoints, (rows) => (
            <TouchpointsTable rows={rows} company={company} compared={compared} />
          ))}
        />
        <Panel
          id="channels"
          title="Channels"
          state={panel(channels, (rows) => (
            <ChannelsTable rows={rows} company={company} compared={compared} />
          ))}
        />
      </div>
    </>
  );
}
