import { ROLE_PERMISSIONS } from "@touchline/domain/access";
import Link from "next/link";
import type { ReactNode } from "react";
import { requireViewer } from "../../server.ts";
import { SignOutButton } from "./sign-out-button.tsx";

const PAGES = [
  { href: "/", label: "Overview", permission: "metrics:read" },
  { href: "/imports", label: "Imports", permission: "imports:read" },
] as const;

const ROLE_NAMES = {
  executive: "Executive",
  department_head: "Department head",
  admin: "Administrator",
} as const;

/** The rail with the pages that the viewer's role may open, and the page beside it; above it on a narrow screen. */
export async function Shell({ current, children }: { current: "/" | "/imports"; children: ReactNode }) {
  const viewer = await requireViewer();
  const pages = PAGES.filter((page) => ROLE_PERMISSIONS[viewer.role].includes(page.permission));
  return (
    <div className="md:flex">
      <a
        href="#content"
        className="sr-only z-20 bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed"
      >
        Skip to the content
      </a>
      <header className="flex items-center gap-x-3 border-hairline border-b px-4 py-3 md:sticky md:top-0 md:h-dvh md:w-55 md:shrink-0 md:flex-col md:items-stretch md:border-r md:border-b-0 md:py-6">
        <p className="text-16 font-semibold md:mb-8 md:px-3">Touchline</p>
        <nav aria-label="Pages" className="flex flex-1 gap-1 md:flex-col">
          {pages.map((page) => (
            <Link
              key={page.href}
              href={page.href}
              aria-current={page.href === current ? "page" : undefined}
              className="rounded px-2 py-2 text-muted md:px-3 hover:bg-raised hover:text-ink aria-[current=page]:bg-raised aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {page.label}
            </Link>
          ))}
        </nav>
        <div className="flex items-center gap-3 text-13 md:block md:px-3">
          <p className="hidden md:block">
            <span className="block truncate" title={viewer.email}>
              {viewer.name}
            </span>
            {viewer.name !== ROLE_NAMES[viewer.role] && (
              <span className="block text-muted">{ROLE_NAMES[viewer.role]}</span>
            )}
          </p>
          <SignOutButton />
        </div>
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none md:px-8">
        <div className="mx-auto max-w-7xl">{children}</div>
      </main>
    </div>
  );
}
