"use client";

import { addMonths, type Day, earlierDay, laterDay, startOfMonth } from "@touchline/domain/day";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { formatDay, formatMonthName, weekdayNames } from "./formats.ts";
import { dayByKey, monthWeeks } from "./month-grid.ts";

/**
 * A month of days, of which two are picked: the first and the last, in either order. Arrows go by days and weeks, Home
 * and End to the week's ends, Page Up and Page Down by months, Enter picks. firstDay: 1 = Monday to 7 = Sunday.
 */
export function RangeCalendar({
  from,
  to,
  firstDay,
  onPick,
}: {
  from: Day;
  to: Day;
  firstDay: number;
  onPick: (from: Day, to: Day) => void;
}) {
  const title = useId();
  const grid = useRef<HTMLTableElement>(null);
  const [begun, setBegun] = useState<Day | null>(null);
  const [at, setAt] = useState(to);
  const follows = useRef(false);
  // The focus is on the day, whose month may just have been drawn, before the next key comes.
  useLayoutEffect(() => {
    if (follows.current) grid.current?.querySelector<HTMLButtonElement>(`[data-day="${at}"]`)?.focus();
    follows.current = false;
  }, [at]);
  const [first, last] = begun === null ? [from, to] : [begun, begun];

  function go(day: Day, focus: boolean) {
    setAt(day);
    follows.current = focus;
  }
  function pick(day: Day) {
    setAt(day);
    if (begun === null) return setBegun(day);
    setBegun(null);
    onPick(earlierDay(begun, day), laterDay(begun, day));
  }
  function byKey(event: KeyboardEvent) {
    const day = dayByKey(at, event.key, firstDay);
    if (day === null) return;
    event.preventDefault();
    go(day, true);
  }
  const step = "size-8 rounded text-16 text-muted hover:bg-raised hover:text-ink";
  return (
    <div className="w-70">
      <div className="flex items-center justify-between">
        <button type="button" className={step} onClick={() => go(addMonths(startOfMonth(at), -1), false)}>
          <span aria-hidden="true">‹</span>
          <span className="sr-only">The month before</span>
        </button>
        <p id={title} aria-live="polite" className="font-medium">
          {formatMonthName(at)}
        </p>
        <button type="button" className={step} onClick={() => go(addMonths(startOfMonth(at), 1), false)}>
          <span aria-hidden="true">›</span>
          <span className="sr-only">The month after</span>
        </button>
      </div>
      <table ref={grid} aria-labelledby={title} className="mt-1 w-full">
        <thead>
          <tr className="text-12 text-muted">
            {weekdayNames(firstDay).map(({ short, long }) => (
              <th key={long} scope="col" abbr={long} className="h-7 font-normal">
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthWeeks(at, firstDay).map((week) => (
            <tr key={week.find((day) => day !== null)}>
              {week.map((day, place) => {
                if (day === null) return <td key={place} />;
                const ends = day === first || day === last;
                const inside = day > first && day < last;
                return (
                  <td key={day} className="p-0 text-center">
                    <button
                      type="button"
                      data-day={day}
                      tabIndex={day === at ? 0 : -1}
                      aria-label={formatDay(day)}
                      aria-pressed={ends || inside}
                      onKeyDown={byKey}
                      onClick={() => pick(day)}
                      className={`h-9 w-full ${ends ? "bg-accent font-medium text-on-accent" : inside ? "bg-band" : "hover:bg-raised"}`}
                    >
                      {Number(day.slice(8))}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status" className="mt-2 text-13 text-muted">
        {begun === null ? "Pick the first day" : `From ${formatDay(begun)}: pick the last day`}
      </p>
    </div>
  );
}
