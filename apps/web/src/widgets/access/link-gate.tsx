"use client";

import { useQuery } from "@tanstack/react-query";
import type { LinkKind } from "@touchline/domain/access";
import { Notice } from "@touchline/ui/notice";
import { type ReactNode, useEffect, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";

/**
 * The token behind # of the page's address, taken off the address at once: it must not stay in the history, or on the
 * screen. undefined: not read yet; null: there is none.
 */
function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    const read = () => {
      const found = window.location.hash.slice(1);
      setToken((kept) => (found === "" ? (kept ?? null) : found));
      if (found !== "") window.history.replaceState(window.history.state, "", window.location.pathname);
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return token;
}

/** What a one-time link opens, where the link can be used. Else why it can't, and what to do: `instead`. */
export function LinkGate({
  kind,
  instead,
  children,
}: {
  kind: LinkKind;
  instead: ReactNode;
  children: (token: string, owner: { email: string; name: string } | null) => ReactNode;
}) {
  const trpc = useTRPC();
  const token = useLinkToken();
  const link = useQuery(
    trpc.access.link.queryOptions(
      { kind, token: token ?? "" },
      // Once used it is gone: who is looking at the page then must not be told that it can't be used.
      { enabled: typeof token === "string", retry: false, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  if (token === undefined || (token !== null && link.isPending))
    return (
      <p role="status" className="min-h-32 text-muted">
        {token && "Looking at your link"}
      </p>
    );
  if (token !== null && link.isSuccess) return children(token, link.data);
  return (
    <>
      <Notice kind="failed">
        {token === null
          ? "The link's last part is missing. Open it again as you got it: it works until it is used, also after a reload."
          : link.error?.message}
      </Notice>
      <div className="mt-4 text-muted">{instead}</div>
    </>
  );
}
