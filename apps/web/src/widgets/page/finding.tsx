import { About } from "@touchline/ui/about";
import type { ReactNode } from "react";

/** A place that stands out, where a figure would stand: its name, what is said of it, and how that was found. In a <dl>. */
export function Finding({
  label,
  about,
  value,
  children,
}: {
  label: string;
  /** What it means and how it is found. */
  about: string;
  /** null: there is none, which the children say. */
  value: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col border-hairline border-t pt-3">
      <dt className="text-13 text-muted">
        <About label={label}>
          <span className="block font-medium">{label}</span>
          <span className="mt-1 block">{about}</span>
        </About>
      </dt>
      <dd className={`mt-0.5 ${value === null ? "hidden" : "text-20 font-semibold tracking-tight"}`}>
        {value}
      </dd>
      <dd className="text-13">{children}</dd>
    </div>
  );
}
