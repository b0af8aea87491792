"use client";

import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from "react";

/**
 * A question in the way of everything else. The browser's own dialog keeps the focus inside, gives it back at the end
 * and closes on Escape; onClose hears of every way out.
 */
export function Dialog({
  title,
  open,
  onClose,
  children,
}: {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // One that is taken away while open must close first: only then does what opened it get the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    return () => shown?.close();
  }, []);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={() => {
        // It may have been opened again since: React's checks in development close and open it once.
        if (dialog.current?.open === false) onClose();
      }}
      className="m-auto max-h-[90dvh] w-[min(36rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border border-hairline bg-paper p-6 text-ink backdrop:bg-black/40"
    >
      {open && (
        <>
          <h2 id={id} className="mb-4 text-16 font-semibold">
            {title}
          </h2>
          {children}
        </>
      )}
    </dialog>
  );
}
