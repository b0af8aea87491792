"use client";

/** What is left when a page can't be made at all. */
export default function PageError() {
  return (
    <main className="mx-auto max-w-prose px-6 py-24" role="alert">
      <h1 className="text-23 font-semibold">This page can't be shown right now</h1>
      <p className="mt-2 text-muted">
        Your data is safe and nothing was changed. The fault has been written down.
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
