"use client";

import { PERIOD_CHOICES } from "@touchline/api/view-input";
import { EVIDENCE_BASES } from "@touchline/domain/evidence";
import { COMPARISONS } from "@touchline/domain/period";
import { parseAsString, useQueryStates } from "nuqs";
import { type ReactNode, useTransition } from "react";
import {
  COMPARISON_NAMES,
  EVIDENCE_NAMES,
  type Filters,
  filterParsers,
  PERIOD_NAMES,
  placeParser,
} from "../../filters.ts";
import { Choice, CONTROL, Control } from "./choice.tsx";
import { DaysPicker } from "./days-picker.tsx";

/** What a view can be narrowed to. */
export interface Narrowing {
  readonly slug: string;
  readonly name: string;
  /** Below the one before it in the tree. */
  readonly nested?: boolean;
}

/** A part of the question that one page alone asks: its name in the address, and what it may be. "" = not said. */
export interface FurtherChoice {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

const PERIODS = PERIOD_CHOICES.map((value) => ({ value, label: PERIOD_NAMES[value] }));
const COMPARED = COMPARISONS.map((value) => ({ value, label: COMPARISON_NAMES[value] }));
const EVIDENCE = EVIDENCE_BASES.map((value) => ({ value, label: EVIDENCE_NAMES[value] }));
const ALL = "";

const narrowed = (all: string, rows: readonly Narrowing[]) => [
  { value: ALL, label: all },
  ...rows.map(({ slug, name, nested }) => ({ value: slug, label: nested ? `\u2003${name}` : name })),
];

/**
 * The whole question of the page. A change is a navigation, with the old figures on screen until the new ones are
 * there; a newer change takes the place of an older one that is still under way. Without JavaScript it is a form with
 * a button. first and last: the days that the period comes to.
 */
export function FilterBar({
  first,
  last,
  firstDayOfWeek,
  segments,
  channels,
  further = [],
  children,
}: {
  first: string;
  last: string;
  firstDayOfWeek: number;
  segments: readonly Narrowing[];
  channels: readonly Narrowing[];
  further?: readonly FurtherChoice[];
  /** How many answers are left. */
  children: ReactNode;
}) {
  const [pending, startTransition] = useTransition();
  const [filters, setFilters] = useQueryStates(
    {
      ...filterParsers,
      ...placeParser,
      ...Object.fromEntries(further.map(({ name }) => [name, parseAsString])),
    },
    { shallow: false, history: "push", startTransition },
  );
  const ask = (change: Partial<Filters> | Record<string, string | null>) =>
    void setFilters({ ...change, after: null });

  return (
    <form
      method="get"
      aria-label="Filters"
      aria-busy={pending}
      className="sticky top-0 z-10 -mx-4 mb-5 border-hairline border-b bg-paper px-4 py-2 md:-mx-8 md:px-8 print:hidden"
    >
      <input
        id="filters-shown"
        type="checkbox"
        aria-label="Show the filters"
        className="peer sr-only md:hidden"
      />
      <label
        htmlFor="filters-shown"
        className="flex cursor-pointer items-center justify-between gap-3 rounded text-13 peer-focus-visible:outline-2 peer-focus-visible:outline-accent md:hidden"
      >
        <span className="min-w-0 truncate">
          {filters.period === "custom" ? "Days of your own" : PERIOD_NAMES[filters.period]}
        </span>
        <span className="text-accent">Filters</span>
      </label>
      <div className="hidden grid-cols-2 items-end gap-x-2.5 gap-y-2 peer-checked:mt-2 peer-checked:grid md:flex md:flex-wrap md:peer-checked:mt-0">
        <Choice
          label="Period"
          name="period"
          value={filters.period}
          options={PERIODS}
          onPick={(period) =>
            ask(period === "custom" ? { period, from: first, to: last } : { period, from: null, to: null })
          }
        />
        <Control id="filter-days" label="Days">
          <DaysPicker
            first={first}
            last={last}
            firstDayOfWeek={firstDayOfWeek}
            onPick={(from, to) => ask({ period: "custom", from, to })}
          />
        </Control>
        <Choice
          label="Compared with"
          name="compare"
          value={filters.compare}
          options={COMPARED}
          onPick={(compare) => ask({ compare })}
        />
        {segments.length > 0 && (
          <Choice
            label="Segment"
            name="segment"
            value={filters.segment ?? ALL}
            options={narrowed("All segments", segments)}
            onPick={(segment) => ask({ segment: segment === ALL ? null : segment })}
          />
        )}
        {channels.length > 0 && (
          <Choice
            label="Channel"
            name="channel"
            value={filters.channel ?? ALL}
            options={narrowed("All channels", channels)}
            onPick={(channel) => ask({ channel: channel === ALL ? null : channel })}
          />
        )}
        <Choice
          label="Evidence of use"
          name="evidence"
          value={filters.evidence}
          options={EVIDENCE}
          onPick={(evidence) => ask({ evidence })}
        />
        {further.map(({ name, label, value, options }) => (
          <Choice
            key={name}
            label={label}
            name={name}
            value={value}
            options={options}
            onPick={(picked) => ask({ [name]: picked || null })}
          />
        ))}
        <noscript>
          <button type="submit" className={`${CONTROL} font-medium`}>
            Apply
          </button>
        </noscript>
        <p className="hidden pb-1.5 text-13 text-muted md:ml-auto md:block">{children}</p>
      </div>
      <p className="text-13 text-muted md:hidden">{children}</p>
      <div
        role="status"
        className={`absolute right-0 -bottom-px left-0 h-0.5 bg-accent ${pending ? "" : "hidden"}`}
      >
        <span className="sr-only">{pending ? "Working out the new figures" : ""}</span>
      </div>
    </form>
  );
}
