"use client";

import { usePathname, useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useEffect, useReducer, useRef, useSyncExternalStore } from "react";
import type { PageChoice } from "../shell/pages.tsx";
import { type Asked, askedBy, singleKeys, takesText } from "./keys.ts";

// Read when first wanted: no page carries them.
const PaletteDialog = lazy(() => import("./palette-dialog.tsx"));
const KeysDialog = lazy(() => import("./keys-dialog.tsx"));

const never = () => () => undefined;
const onMac = () => /Mac|iP(hone|ad)/.test(navigator.platform);

interface State {
  readonly open: Asked | null;
  /** What was ever wanted stays mounted: closing must give the focus back. */
  readonly palette: boolean;
  readonly keys: boolean;
}

/** A dialog that closes because another one opens says so late: it must not close that one. */
function next(before: State, change: { open: Asked } | { close: Asked }): State {
  if ("close" in change) return before.open === change.close ? { ...before, open: null } : before;
  return { ...before, open: change.open, [change.open]: true };
}

/** The rail's search, and the keys that work on every page: Ctrl-K (Cmd-K) searches, ? shows the keys. */
export function Palette({ pages, icon }: { pages: readonly PageChoice[]; icon: ReactNode }) {
  const router = useRouter();
  const path = usePathname();
  const mac = useSyncExternalStore(never, onMac, () => false);
  const [{ open, palette, keys }, change] = useReducer(next, { open: null, palette: false, keys: false });
  const going = useRef(false);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = takesText(document.activeElement) || document.querySelector("dialog[open]") !== null;
      const asked = askedBy(event, { typing, singleKeys: singleKeys.wanted() });
      if (asked === null) return;
      event.preventDefault();
      change({ open: asked });
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  // Whoever went to a page by keyboard is at its beginning, not still in the rail of the last one.
  useEffect(() => {
    if (going.current) document.getElementById("content")?.focus();
    going.current = false;
  }, [path]);

  return (
    <>
      <button
        type="button"
        title="Search"
        aria-haspopup="dialog"
        aria-keyshortcuts={mac ? "Meta+K" : "Control+K"}
        onClick={() => change({ open: "palette" })}
        className="flex h-9 shrink-0 items-center gap-2.5 rounded px-2.5 text-muted hover:bg-raised hover:text-ink md:mb-4 md:border md:border-hairline md:group-data-[rail=narrow]/shell:justify-center"
      >
        {icon}
        <span className="md:group-data-[rail=narrow]/shell:sr-only">Search</span>
        <kbd className="ml-auto hidden font-sans text-12 md:inline md:group-data-[rail=narrow]/shell:hidden">
          {mac ? "⌘K" : "Ctrl K"}
        </kbd>
      </button>
      <Suspense>
        {palette && (
          <PaletteDialog
            open={open === "palette"}
            pages={pages}
            onClose={() => change({ close: "palette" })}
            onKeys={() => change({ open: "keys" })}
            onGo={(href) => {
              change({ close: "palette" });
              going.current = true;
              router.push(href);
            }}
          />
        )}
        {keys && <KeysDialog open={open === "keys"} mac={mac} onClose={() => change({ close: "keys" })} />}
      </Suspense>
    </>
  );
}
