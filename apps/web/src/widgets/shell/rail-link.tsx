"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { LinkPending } from "../page/link-pending.tsx";

/** A page of the rail; the one that is open, or holds what is open, is marked. */
export function RailLink({ href, label, icon }: { href: string; label: string; icon: ReactNode }) {
  const path = usePathname();
  const current = path === href || (href !== "/" && path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      title={label}
      aria-current={current ? (path === href ? "page" : "true") : undefined}
      className="flex h-9 items-center gap-2.5 rounded px-2.5 text-muted hover:bg-raised hover:text-ink aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-ink md:group-data-[rail=narrow]/shell:justify-center"
    >
      {icon}
      <LinkPending />
      <span className="truncate md:group-data-[rail=narrow]/shell:sr-only">{label}</span>
    </Link>
  );
}
