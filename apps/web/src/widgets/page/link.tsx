import Link from "next/link";
import type { ReactNode } from "react";
import { LinkPending } from "./link-pending.tsx";

const LINK = "font-medium text-accent underline underline-offset-2";

/** A link in running text or at the end of a panel. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className={LINK}>
      {children}
      <LinkPending />
    </Link>
  );
}
