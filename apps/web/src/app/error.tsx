"use client";

import { useEffect, useState } from "react";

const ASK_EVERY_MS = 2_000;

/**
 * What is left when a page can't be made at all. While the database is away it says so, and loads the page again as
 * soon as it is back.
 */
export default function PageError() {
  const [away, setAway] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seenAway = false;
    const ask = async () => {
      const ready = await fetch("/api/ready", { cache: "no-store" }).catch(() => null);
      if (ready?.ok) {
        if (seenAway) window.location.reload();
        return;
      }
      seenAway = true;
      setAway(true);
      timer = setTimeout(ask, ASK_EVERY_MS);
    };
    void ask();
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="mx-auto max-w-prose px-6 py-24" role="alert">
      <h1 className="text-23 font-semibold">
        {away ? "The database does not answer right now" : "This page can't be shown right now"}
      </h1>
      <p className="mt-2 text-muted">
        {away
          ? "Your data is safe and nothing was changed. This page comes back by itself as soon as the database does."
          : "Your data is safe and nothing was changed. The fault has been written down."}
      </p>
      <button
        type="button"
        onClick={() => window.location.reload()}
        className="mt-6 h-9 rounded bg-accent px-4 font-medium text-on-accent"
      >
        Try again
      </button>
    </main>
  );
}
