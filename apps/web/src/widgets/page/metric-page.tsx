import type { Role } from "@touchline/domain/access";
import { addDays } from "@touchline/domain/day";
import { formatCount, formatDays, formatInstant } from "@touchline/ui/formats";
import { PageHead } from "@touchline/ui/page-head";
import { Panel } from "@touchline/ui/panel";
import Link from "next/link";
import type { ReactNode } from "react";
import { addressOf } from "../../filters.ts";
import { FilterBar, type FurtherChoice } from "../filters/filter-bar.tsx";
import { TrustBadge } from "../trust/trust-badge.tsx";
import { trustInWords } from "../trust/words.ts";
import { NothingHere } from "./nothing-here.tsx";
import { panelState } from "./panel-state.tsx";
import { daysInWords, type Question, questionInWords } from "./question.ts";

/** A place above this page, from the top. */
export interface Crumb {
  readonly path: string;
  readonly label: string;
}

/**
 * A page that answers the question of the filter bar: title with the way back up, the bar, one sentence, the days in
 * words, and then what is on it. Where there are no answers at all, it says why instead.
 */
export function MetricPage({
  title,
  path,
  crumbs = [],
  question,
  role,
  answers,
  counted = "answers",
  empty = false,
  fixedChannel = false,
  fixedSegment = false,
  further = [],
  place = null,
  sentence = null,
  aside = null,
  children,
}: {
  title: string;
  path: string;
  crumbs?: readonly Crumb[];
  question: Question;
  role: Role;
  /** How many answers the filters leave; null: that can't be told. */
  answers: number | null;
  /** What they are called where they are no answers. */
  counted?: string;
  /** There is nothing at all to show in these days. */
  empty?: boolean;
  /** The page is of one channel, so the bar doesn't ask for one. */
  fixedChannel?: boolean;
  /** The page shows every segment beside the others. */
  fixedSegment?: boolean;
  /** What this page alone asks beside the rest. */
  further?: readonly FurtherChoice[];
  /** What the page is about, where that is not the whole company. */
  place?: { readonly name: string; readonly archived: boolean } | null;
  sentence?: ReactNode;
  /** At the end of the line that says the days. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  const { filters, view, places, trust } = question;
  const here = { path, again: addressOf(path, filters) };
  const head = (
    <div className="-mb-3">
      <PageHead
        title={title}
        {...(view.ok && { actions: <TrustBadge question={question} /> })}
        {...(crumbs.length > 0 && {
          crumbs: crumbs.map((crumb) => (
            <span key={crumb.path} className="flex gap-x-2">
              <Link
                href={addressOf(crumb.path, filters)}
                prefetch={false}
                className="underline-offset-2 hover:underline"
              >
                {crumb.label}
              </Link>
              <span aria-hidden="true">/</span>
            </span>
          )),
        })}
      />
    </div>
  );
  if (!view.ok)
    return (
      <>
        {head}
        <Panel
          id="figures"
          title={view.refused ? "These days can't be shown" : "The figures can't be read right now"}
          state={panelState(view, here, () => null)}
        />
      </>
    );
  const { period, organisation, answered } = view.value;
  const last = addDays(period.to, -1);
  return (
    <>
      {head}
      <FilterBar
        first={period.from}
        last={last}
        firstDayOfWeek={organisation.firstDayOfWeek}
        segments={fixedSegment ? [] : places.segments}
        further={further}
        channels={fixedChannel ? [] : tree(places.channels)}
      >
        {answers !== null && `${formatCount(answers)} ${counted}`}
      </FilterBar>
      {place?.archived && (
        <p className="mb-2 text-13 text-muted">
          Archived: it is measured no longer. What was said of it stays.
        </p>
      )}
      {empty ? (
        <NothingHere
          path={path}
          answered={answered}
          about={place?.name ?? null}
          undated={
            question.sources.length > 0 && question.sources.every(({ lastFactDay }) => lastFactDay === null)
          }
          days={formatDays(period.from, last)}
          role={role}
          filters={filters}
        />
      ) : (
        <>
          {sentence !== null && <p className="max-w-260 text-23 tracking-tight">{sentence}</p>}
          <p className="mt-2 mb-6 flex flex-wrap justify-between gap-x-4 text-13 text-muted">
            <span>
              {daysInWords(view.value)}
              <span className="hidden print:inline">
                {" "}
                Shown: {questionInWords(view.value)}. {trust.ok && `Data: ${trustInWords(trust.value)}. `}
                Printed {formatInstant(new Date(), organisation.timeZone)}.
              </span>
            </span>
            {aside}
          </p>
          <div className="space-y-10">{children}</div>
        </>
      )}
    </>
  );
}

/** Channels with their children below them. */
function tree(channels: Question["places"]["channels"]) {
  return channels
    .filter(({ parent }) => parent === null)
    .flatMap((top) => [
      { ...top, nested: false },
      ...channels.filter(({ parent }) => parent === top.slug).map((child) => ({ ...child, nested: true })),
    ]);
}
