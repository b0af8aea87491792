import { ROLE_NAMES } from "@touchline/domain/access";
import { formatInstant } from "@touchline/ui/formats";
import { PageHead } from "@touchline/ui/page-head";
import { Panel } from "@touchline/ui/panel";
import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { api, requireViewer } from "../../../../server.ts";
import { ProcedureProvider } from "../../../../trpc-client.tsx";
import { viewerZone } from "../../../../viewer-zone.ts";
import { EditUser } from "../../../../widgets/users/edit-user.tsx";
import { UserActions } from "../../../../widgets/users/user-actions.tsx";
import { stateOf } from "../../../../widgets/users/user-table.tsx";

export const metadata: Metadata = { title: "User" };

const LINK = "text-accent underline underline-offset-2";
const lowerFirst = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1);

export default async function UserPage({ params }: { params: Promise<{ userId: string }> }) {
  const viewer = await requireViewer("users:read");
  const { userId } = await params;
  if (!/^[1-9]\d{0,8}$/.test(userId)) notFound();
  const call = await api();
  const [user, departments, timeZone] = await Promise.all([
    call.users.get({ userId: Number(userId) }).catch((cause: unknown) => {
      if (cause instanceof TRPCError && cause.code === "NOT_FOUND") notFound();
      throw cause;
    }),
    call.users.departments(),
    viewerZone(viewer),
  ]);
  const self = user.id === viewer.id;
  const seen = user.lastSeenAt ? `last seen ${formatInstant(user.lastSeenAt, timeZone)}` : "never seen here";
  const factor = user.secondFactor ? "with a second factor" : "without a second factor";
  return (
    <>
      <PageHead
        title={self ? `${user.name} (you)` : user.name}
        sentence={
          <span className="wrap-anywhere">
            {user.email}. {ROLE_NAMES[user.role]}, {lowerFirst(stateOf(user, timeZone))}, {factor}, {seen} (
            {timeZone}).
          </span>
        }
        crumbs={
          <Link href="/users" className={LINK}>
            Users
          </Link>
        }
      />
      <div className="space-y-8">
        <ProcedureProvider>
          <Panel
            id="rights"
            title="Name and rights"
            state={{
              kind: "ready",
              children: (
                <EditUser
                  key={user.id}
                  user={user}
                  departments={departments}
                  self={self}
                  readOnly={viewer.seenBy !== null}
                />
              ),
            }}
          />
          {viewer.seenBy === null && (
            <Panel
              id="way-in"
              title="The way in"
              state={{ kind: "ready", children: <UserActions user={user} self={self} timeZone={timeZone} /> }}
            />
          )}
        </ProcedureProvider>
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          <Link href={`/audit?actor=${encodeURIComponent(user.email)}`} className={LINK}>
            What {user.name} did
          </Link>
          <Link href={`/audit?subject=${encodeURIComponent(`user ${user.id}`)}`} className={LINK}>
            What was done about {user.name}
          </Link>
        </p>
      </div>
    </>
  );
}
