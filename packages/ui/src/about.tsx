import { type ReactNode, useId } from "react";

/**
 * A name that tells more about itself when pressed: the browser's own popover, so that it opens by keyboard and touch,
 * closes on Escape, and needs no JavaScript. wide: for more than a few lines.
 */
export function About({
  label,
  wide = false,
  children,
}: {
  label: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="group/about -my-0.5 inline-flex min-h-6 items-center gap-1 text-left hover:text-ink"
      >
        {label}
        <svg
          aria-hidden="true"
          viewBox="0 0 12 12"
          className="size-3 shrink-0 text-line group-hover/about:text-accent print:hidden"
        >
          <circle cx="6" cy="6" r="5.25" fill="none" stroke="currentColor" />
          <path d="M6 5.25V9M6 3v1.2" stroke="currentColor" strokeWidth="1.25" />
        </svg>
        <span className="sr-only">: what it means</span>
      </button>
      <div
        id={id}
        popover="auto"
        className={`beside-its-button max-h-[80dvh] overflow-y-auto rounded-lg border border-line bg-paper p-4 text-13 text-ink ${wide ? "w-[min(28rem,calc(100vw-2rem))]" : "w-[min(22rem,calc(100vw-2rem))]"}`}
      >
        {children}
      </div>
    </>
  );
}
