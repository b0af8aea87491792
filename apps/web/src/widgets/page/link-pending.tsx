"use client";

import { useLinkStatus } from "next/link";

/** A thin bar at the top of the screen while the page that a link leads to is being made. Stands inside the link. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <span aria-hidden="true" className="fixed inset-x-0 top-0 z-40 h-0.5 bg-accent" /> : null;
}
