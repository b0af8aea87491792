import type { ReactNode } from "react";
import { SCROLL } from "./table.ts";

/** A table in a frame of its own. It can be reached by the keyboard, or nobody without a mouse could scroll it. */
export function Scrolling({
  label,
  className,
  children,
}: {
  label: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus
      tabIndex={0}
      className={`overflow-y-auto ${SCROLL} ${className}`}
    >
      {children}
    </section>
  );
}
