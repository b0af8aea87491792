import type { Place } from "@touchline/domain/word-places";
import type { ReactNode } from "react";

/** A text with the places that were looked for marked in it; the text itself is never read as markup. */
export function Marked({ text, places }: { text: string; places: readonly Place[] }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const [from, to] of places) {
    parts.push(text.slice(end, from));
    parts.push(
      <mark key={from} className="rounded-xs bg-accent/20 text-inherit">
        {text.slice(from, to)}
      </mark>,
    );
    end = to;
  }
  parts.push(text.slice(end));
  return parts;
}
