"use client";

import { useQuery } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { Command, useCommandState } from "cmdk";
import { type ReactNode, useEffect, useRef } from "react";
import { ProcedureProvider, useTRPC } from "../../trpc-client.tsx";
import type { PageChoice } from "../shell/pages.tsx";
import { matching } from "./matching.ts";

interface Shown {
  readonly pages: readonly PageChoice[];
  readonly onGo: (href: string) => void;
  readonly onKeys: () => void;
}

/** Search by name: departments, touchpoints, channels and pages that the viewer may open. */
export default function PaletteDialog({
  open,
  onClose,
  ...shown
}: Shown & { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) {
      dialog.current?.showModal();
      dialog.current?.querySelector("input")?.focus();
    }
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <ProcedureProvider>
      <dialog
        ref={dialog}
        aria-label="Search"
        closedby="any"
        onClose={onClose}
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
          event.preventDefault();
          onClose();
        }}
        className="mx-auto mt-[12dvh] mb-auto w-[min(36rem,calc(100vw-2rem))] overflow-hidden rounded-lg border border-hairline bg-paper p-0 text-ink backdrop:bg-black/40"
      >
        {open && <Choices {...shown} />}
      </dialog>
    </ProcedureProvider>
  );
}

/** A place to go to; `within` tells apart what shares a name. */
const row = (slug: string, name: string, within?: string | undefined) => ({ slug, name, within });

function groupsOf({ departments, touchpoints, channels }: RouterOutputs["places"]["list"]) {
  const nameOf = (rows: readonly { slug: string; name: string }[], slug: string | null) =>
    rows.find((each) => each.slug === slug)?.name;
  return [
    { title: "Departments", at: "/departments/", rows: departments.map(({ slug, name }) => row(slug, name)) },
    {
      title: "Touchpoints",
      at: "/touchpoints/",
      rows: touchpoints.map(({ slug, name, department }) => row(slug, name, nameOf(departments, department))),
    },
    {
      title: "Channels",
      at: "/channels/",
      rows: channels.map(({ slug, name, parent }) => row(slug, name, nameOf(channels, parent))),
    },
  ];
}

function Choices({ pages, onGo, onKeys }: Shown) {
  const trpc = useTRPC();
  const names = useQuery(trpc.places.list.queryOptions(undefined, { staleTime: 60_000 }));
  const groups = [{ title: "Pages", at: "", rows: pages.map(({ href, label }) => row(href, label)) }];
  if (names.data) groups.push(...groupsOf(names.data));
  return (
    <Command
      label="Departments, touchpoints, channels and pages"
      loop
      vimBindings={false}
      filter={(_, typed, [name = "", within = ""] = []) => matching(name, within, typed)}
    >
      <Command.Input
        placeholder="Search by name"
        maxLength={100}
        className="h-12 w-full border-hairline border-b bg-paper px-4 text-16 text-ink outline-none placeholder:text-muted"
      />
      <Command.List label="Found" className="max-h-[min(26rem,60dvh)] scroll-py-2 overflow-y-auto p-2">
        {groups.map(({ title, at, rows }) => (
          <Command.Group
            key={title}
            heading={title}
            className="mb-2 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-muted"
          >
            {rows.map(({ slug, name, within }) => (
              <Choice
                key={slug}
                id={at + slug}
                keywords={[name, within ?? title]}
                onSelect={() => onGo(at + slug)}
              >
                <span className="truncate">{name}</span>
                {within && <span className="ml-auto truncate pl-4 text-13 text-muted">{within}</span>}
              </Choice>
            ))}
          </Command.Group>
        ))}
        <Command.Group
          heading="Help"
          className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-muted"
        >
          <Choice id="keys" keywords={["Keys", "Help"]} onSelect={onKeys}>
            Keys
          </Choice>
        </Command.Group>
      </Command.List>
      <p role="status" className="px-4 text-13 text-muted empty:hidden">
        <Said pending={names.isPending} failure={names.error?.message ?? null} />
      </p>
    </Command>
  );
}

function Choice({
  id,
  keywords,
  onSelect,
  children,
}: {
  id: string;
  keywords: string[];
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={id}
      keywords={keywords}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center rounded px-2.5 aria-selected:bg-raised aria-selected:outline aria-selected:outline-line"
    >
      {children}
    </Command.Item>
  );
}

/** What the list can't say itself: names are still on their way, could not be read, or none fits. */
function Said({ pending, failure }: { pending: boolean; failure: string | null }) {
  const none = useCommandState((state) => state.filtered.count === 0);
  if (failure !== null) return <span className="block py-3">Names could not be read: {failure}</span>;
  if (pending) return <span className="block py-3">Reading the names</span>;
  if (none) return <span className="block py-3">Nothing has that name.</span>;
  return null;
}
