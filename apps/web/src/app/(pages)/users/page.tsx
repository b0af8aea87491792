import { buttonClass } from "@touchline/ui/button";
import { formatCount } from "@touchline/ui/formats";
import { PageHead } from "@touchline/ui/page-head";
import { Panel, type PanelState } from "@touchline/ui/panel";
import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { ProcedureProvider } from "../../../trpc-client.tsx";
import { viewerZone } from "../../../viewer-zone.ts";
import { Invite } from "../../../widgets/users/invite.tsx";
import { UserFilterBar } from "../../../widgets/users/user-filter-bar.tsx";
import { loadUserFilters } from "../../../widgets/users/user-filters.ts";
import { UserTable } from "../../../widgets/users/user-table.tsx";

export const metadata: Metadata = { title: "Users" };

/** As many as the procedure lists at once. */
const LISTED = 500;

export default async function UsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("users:read");
  const { search, role, state } = await loadUserFilters(searchParams);
  const call = await api();
  const filter = { search: search.slice(0, 200), role: role ?? undefined, state: state ?? undefined };
  const [users, departments, timeZone] = await Promise.all([
    settle(call.users.list(filter)),
    call.users.departments(),
    viewerZone(viewer),
  ]);
  const clear = (
    <Link href="/users" className={buttonClass()}>
      Show all users
    </Link>
  );
  const shown = (): PanelState => {
    if (!users.ok) return { kind: "error", message: users.message, retry: clear };
    if (users.value.length === 0)
      return { kind: "no-match", message: "No user fits this name, role and state.", clear };
    return {
      kind: "ready",
      children: <UserTable users={users.value} departments={departments} timeZone={timeZone} />,
    };
  };
  const count = users.ok ? users.value.length : 0;
  return (
    <>
      <PageHead
        title="Users"
        sentence="Who can open Touchline, and what each of them sees."
        actions={
          viewer.seenBy === null && (
            <ProcedureProvider>
              <Invite departments={departments} timeZone={timeZone} />
            </ProcedureProvider>
          )
        }
      />
      <UserFilterBar />
      <Panel
        id="users"
        title={count === 1 ? "1 user" : `${formatCount(count)} users`}
        note={
          count === LISTED
            ? `The first ${LISTED} by name: search to find others. Times in ${timeZone}`
            : `Times in ${timeZone}`
        }
        state={shown()}
      />
    </>
  );
}
