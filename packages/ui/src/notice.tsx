import type { ReactNode } from "react";

const MARKS = { done: "border-better", failed: "border-worse", hint: "border-line" } as const;

/**
 * Something said about the page or what was just done: done and hint politely, failed at once. Keep it mounted and
 * change its children where it answers to an action, so that screen readers hear it.
 */
export function Notice({
  kind,
  children,
  className = "",
}: {
  kind: keyof typeof MARKS;
  children?: ReactNode;
  className?: string;
}) {
  const empty = children === undefined || children === null || children === false || children === "";
  return (
    <div
      role={kind === "failed" ? "alert" : "status"}
      className={empty ? "" : `border-l-2 py-1 pl-3 text-14 ${MARKS[kind]} ${className}`}
    >
      {children}
    </div>
  );
}
