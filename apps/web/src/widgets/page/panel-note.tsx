import type { ReactNode } from "react";

/** What stands at the right of a panel's title: a word about it, and its table as a file. */
export function PanelNote({ csv, of, children }: { csv: string; of: string; children?: ReactNode }) {
  return (
    <span className="flex flex-wrap gap-x-4">
      {children}
      <a href={csv} download className="underline-offset-2 hover:text-ink hover:underline print:hidden">
        CSV<span className="sr-only"> of {of}</span>
      </a>
    </span>
  );
}
