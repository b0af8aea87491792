"use client";

import { formatDays } from "@touchline/ui/formats";
import { RangeCalendar } from "@touchline/ui/range-calendar";
import { useEffect, useRef, useState } from "react";
import { CONTROL } from "./choice.tsx";

/** Both days are asked for at once, when nobody types any more. */
const PAUSE_MS = 500;
/** While a year is being typed, days of the first centuries go by. */
const EARLIEST = "1900-01-01";

/**
 * The days of the question, picked in a calendar or typed. It is a popover of the browser's own, with both days as
 * fields of the form around it, so that it works without JavaScript too.
 */
export function DaysPicker({
  first,
  last,
  firstDayOfWeek,
  onPick,
}: {
  first: string;
  last: string;
  firstDayOfWeek: number;
  onPick: (from: string, to: string) => void;
}) {
  const popover = useRef<HTMLDivElement>(null);
  // What is being typed stays until the page answers it, or the calendar is closed: an older answer leaves it alone.
  const [typed, setTyped] = useState<{ from: string; to: string } | null>(null);
  const answered = typed?.from === first && typed.to === last;
  useEffect(() => {
    if (answered) setTyped(null);
  }, [answered]);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  const days = typed ?? { from: first, to: last };
  // The calendar shows its month.
  const end = days.to < EARLIEST ? last : days.to;

  function type(changed: { from: string } | { to: string }) {
    const next = { ...days, ...changed };
    setTyped(next);
    clearTimeout(pause.current);
    if (next.from < EARLIEST || next.to < EARLIEST) return;
    pause.current = setTimeout(() => onPick(next.from, next.to), PAUSE_MS);
  }
  const field = (name: "from" | "to", label: string) => (
    <label className="min-w-0 text-12 text-muted">
      {label}
      <input
        type="date"
        name={name}
        value={days[name]}
        onChange={(event) =>
          type(name === "from" ? { from: event.target.value } : { to: event.target.value })
        }
        className="block h-8 w-full rounded border border-line bg-paper px-2 text-13 text-ink"
      />
    </label>
  );
  return (
    <>
      <button
        id="filter-days"
        type="button"
        popoverTarget="filter-calendar"
        className={`${CONTROL} text-left md:max-w-none`}
      >
        {formatDays(first, last)}
      </button>
      <div
        ref={popover}
        id="filter-calendar"
        popover="auto"
        role="dialog"
        aria-label="Days of the question"
        onToggle={({ newState }) => newState === "closed" && setTyped(null)}
        className="beside-its-button rounded-lg border border-line bg-paper p-4 text-14 text-ink"
      >
        <div className="mb-3 grid w-70 grid-cols-2 gap-3">
          {field("from", "First day")}
          {field("to", "Last day")}
        </div>
        <div className="scripted">
          <RangeCalendar
            key={end}
            from={days.from}
            to={end}
            firstDay={firstDayOfWeek}
            onPick={(from, to) => {
              clearTimeout(pause.current);
              popover.current?.hidePopover();
              onPick(from, to);
            }}
          />
        </div>
      </div>
    </>
  );
}
