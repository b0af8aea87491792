import type { ReactNode } from "react";

/** The head of a page: where it is, what it is, what it says in one sentence, and what can be done. */
export function PageHead({
  title,
  sentence,
  actions,
  crumbs,
}: {
  title: string;
  sentence?: ReactNode;
  actions?: ReactNode;
  /** Links from the top of the product down to here, this page left out. */
  crumbs?: ReactNode;
}) {
  return (
    <div className="mb-6">
      {crumbs !== undefined && (
        <nav aria-label="Breadcrumb" className="mb-1 flex flex-wrap gap-x-2 text-13 text-muted">
          {crumbs}
        </nav>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="text-20 font-semibold">{title}</h1>
        {actions !== undefined && <div className="flex flex-wrap gap-2 print:hidden">{actions}</div>}
      </div>
      {sentence !== undefined && <p className="mt-1 max-w-prose text-muted">{sentence}</p>}
    </div>
  );
}
