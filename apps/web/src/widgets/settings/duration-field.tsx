"use client";

import { CONTROL } from "@touchline/ui/field";
import { type ReactNode, useId, useState } from "react";

const UNITS = [
  { minutes: 24 * 60, label: "days" },
  { minutes: 60, label: "hours" },
  { minutes: 1, label: "minutes" },
] as const;

/** A time span, kept in minutes and read in the largest unit that gives a whole number. */
export function DurationField({
  label,
  hint,
  minutes,
  least,
  most,
  onChange,
}: {
  label: string;
  hint: ReactNode;
  minutes: number;
  /** Both in minutes. */
  least: number;
  most: number;
  onChange: (minutes: number) => void;
}) {
  const id = useId();
  const [unit, setUnit] = useState(
    () => UNITS.find((each) => Number.isInteger(minutes / each.minutes))?.minutes ?? 1,
  );
  return (
    <fieldset>
      <legend className="mb-1 text-13 font-medium">{label}</legend>
      <div className="flex gap-2">
        <input
          type="number"
          required
          aria-label={label}
          aria-describedby={id}
          min={Math.ceil(least / unit)}
          max={Math.floor(most / unit)}
          step={1}
          value={Number.isNaN(minutes) ? "" : minutes / unit}
          onChange={({ target }) => onChange(target.valueAsNumber * unit)}
          className={`${CONTROL} max-w-28`}
        />
        <select
          aria-label={`${label}: unit`}
          value={unit}
          onChange={({ target }) => {
            const next = Number(target.value);
            onChange(Math.max(1, Math.round(minutes / unit)) * next);
            setUnit(next);
          }}
          className={`${CONTROL} max-w-32`}
        >
          {UNITS.map((each) => (
            <option key={each.label} value={each.minutes}>
              {each.label}
            </option>
          ))}
        </select>
      </div>
      <p id={id} className="mt-1 text-13 text-muted">
        {hint}
      </p>
    </fieldset>
  );
}
