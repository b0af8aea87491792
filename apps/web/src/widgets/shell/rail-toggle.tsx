"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { RAIL_COOKIE } from "./rail-width.ts";

/** Makes the rail narrow or wide, and keeps it so for this browser. */
export function RailToggle({ narrow, children }: { narrow: boolean; children: ReactNode }) {
  const router = useRouter();
  const label = narrow ? "Widen the menu" : "Narrow the menu";
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-expanded={!narrow}
      aria-controls="rail"
      onClick={() => {
        // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that people use
        document.cookie = `${RAIL_COOKIE}=${narrow ? "wide" : "narrow"}; path=/; max-age=31536000; samesite=lax`;
        router.refresh();
      }}
      className="hidden size-9 items-center justify-center rounded text-muted hover:bg-raised hover:text-ink md:flex"
    >
      {children}
    </button>
  );
}
