"use client";

import { PERIOD_CHOICES } from "@touchline/api/view-input";
import { EVIDENCE_BASES } from "@touchline/domain/evidence";
import { COMPARISONS } from "@touchline/domain/period";
import { debounce, useQueryStates } from "nuqs";
import { type ReactNode, useEffect, useState, useTransition } from "react";
import { COMPARISON_NAMES, EVIDENCE_NAMES, filterParsers, PERIOD_NAMES } from "../../filters.ts";

const CONTROL = "h-8 w-full rounded border border-line bg-paper px-2 text-13 text-ink md:w-auto";
/** While a year is being typed, days of the first centuries go by. */
const EARLIEST = "1900-01-01";

/**
 * The whole question of the page. A change is a navigation, with the old figures on screen until the new ones are
 * there; without JavaScript it is a form with a button. first and last: the days that the period comes to.
 */
export function FilterBar({ first, last, children }: { first: string; last: string; children: ReactNode }) {
  const [pending, startTransition] = useTransition();
  const [filters, setFilters] = useQueryStates(filterParsers, {
    shallow: false,
    history: "push",
    startTransition,
  });
  const [days, setDays] = useState({ from: first, to: last });
  useEffect(() => setDays({ from: first, to: last }), [first, last]);

  function pickDay(picked: { from: string } | { to: string }) {
    const next = { ...days, ...picked };
    setDays(next);
    if (next.from < EARLIEST || next.to < EARLIEST) return;
    setFilters({ period: "custom", ...next }, { limitUrlUpdates: debounce(500) });
  }

  return (
    <form
      method="get"
      aria-label="Filters"
      className="relative top-0 z-10 -mx-4 mb-6 border-hairline border-b bg-paper px-4 py-2 md:sticky md:-mx-8 md:px-8"
    >
      <div className="grid grid-cols-2 items-end gap-x-4 gap-y-2 md:flex md:flex-wrap">
        <Choice
          label="Period"
          name="period"
          value={filters.period}
          options={PERIOD_CHOICES}
          names={PERIOD_NAMES}
          onPick={(period) =>
            setFilters(period === "custom" ? { period, ...days } : { period, from: null, to: null })
          }
        />
        <Control id="filter-from" label="First day">
          <input
            id="filter-from"
            type="date"
            name="from"
            required
            value={days.from}
            onChange={(event) => pickDay({ from: event.target.value })}
            className={CONTROL}
          />
        </Control>
        <Control id="filter-to" label="Last day">
          <input
            id="filter-to"
            type="date"
            name="to"
            required
            value={days.to}
            onChange={(event) => pickDay({ to: event.target.value })}
            className={CONTROL}
          />
        </Control>
        <Choice
          label="Compared with"
          name="compare"
          value={filters.compare}
          options={COMPARISONS}
          names={COMPARISON_NAMES}
          onPick={(compare) => setFilters({ compare })}
        />
        <Choice
          label="Evidence of use"
          name="evidence"
          value={filters.evidence}
          options={EVIDENCE_BASES}
          names={EVIDENCE_NAMES}
          onPick={(evidence) => setFilters({ evidence })}
        />
        <noscript>
          <button type="submit" className={`${CONTROL} font-medium`}>
            Apply
          </button>
        </noscript>
        <p className="col-span-2 text-13 text-muted md:ml-auto">{children}</p>
      </div>
      <div
        role="status"
        className={`absolute right-0 -bottom-px left-0 h-0.5 bg-accent ${pending ? "" : "hidden"}`}
      >
        <span className="sr-only">{pending ? "Working out the new figures" : ""}</span>
      </div>
    </form>
  );
}

function Control({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id} className="block text-12 text-muted">
        {label}
      </label>
      {children}
    </div>
  );
}

function Choice<Value extends string>({
  label,
  name,
  value,
  options,
  names,
  onPick,
}: {
  label: string;
  name: string;
  value: Value;
  options: readonly Value[];
  names: Readonly<Record<Value, string>>;
  onPick: (value: Value) => void;
}) {
  return (
    <Control id={`filter-${name}`} label={label}>
      <select
        id={`filter-${name}`}
        name={name}
        value={value}
        onChange={(event) => {
          const picked = options.find((option) => option === event.target.value);
          if (picked !== undefined) onPick(picked);
        }}
        className={CONTROL}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {names[option]}
          </option>
        ))}
      </select>
    </Control>
  );
}
