"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

/** On a narrow screen the rail is a sheet that opens from a button and closes when a page was chosen. */
export function MenuSheet({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  const path = usePathname();
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => sheet.current?.close(), [path]);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => sheet.current?.showModal()}
        className="flex h-9 items-center gap-2 rounded px-2 text-muted hover:bg-raised hover:text-ink md:hidden"
      >
        {icon}
        Menu
      </button>
      <dialog
        ref={sheet}
        aria-label="Menu"
        closedby="any"
        className="m-0 h-dvh max-h-none w-65 max-w-none border-hairline border-r bg-paper p-4 text-ink backdrop:bg-black/40 md:hidden"
      >
        <button
          type="button"
          onClick={() => sheet.current?.close()}
          className="mb-4 h-9 rounded px-2.5 text-muted hover:bg-raised hover:text-ink"
        >
          Close
        </button>
        {children}
      </dialog>
    </>
  );
}
