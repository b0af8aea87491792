import { formatCount } from "@touchline/ui/formats";
import type { ReactNode } from "react";

/** What stands at the right of a panel's title: a word about it, and its table as a file. most: lines that it holds at most. */
export function PanelNote({
  csv,
  of,
  most,
  children,
}: {
  csv: string;
  of: string;
  most?: number;
  children?: ReactNode;
}) {
  return (
    <span className="flex flex-wrap gap-x-4">
      {children}
      <a href={csv} download className="underline-offset-2 hover:text-ink hover:underline print:hidden">
        CSV<span className="sr-only"> of {of}</span>
        {most !== undefined && `, newest ${formatCount(most)} at most`}
      </a>
    </span>
  );
}
