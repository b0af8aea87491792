"use client";

import { useMutation } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { Button } from "@touchline/ui/button";
import { formatInstant } from "@touchline/ui/formats";
import { Notice } from "@touchline/ui/notice";
import { Scrolling } from "@touchline/ui/scrolling";
import { CELL, HEAD, HEAD_ROW, ROW, TABLE } from "@touchline/ui/table";
import { useRouter } from "next/navigation";
import { useTRPC } from "../../trpc-client.tsx";
import { agentWords } from "./agent-words.ts";

/** The viewer's sign-ins that hold, each of which can be ended but the one in use: that is what signing out is for. */
export function Sessions({
  sessions,
  timeZone,
}: {
  sessions: RouterOutputs["profile"]["sessions"]["list"];
  timeZone: string;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const onSuccess = () => router.refresh();
  const end = useMutation(trpc.profile.sessions.end.mutationOptions({ onSuccess }));
  const endOthers = useMutation(trpc.profile.sessions.endOthers.mutationOptions({ onSuccess }));
  const others = sessions.filter(({ current }) => !current).length;
  return (
    <div className="space-y-4">
      <Scrolling label="Your sign-ins" className="">
        <table className={TABLE}>
          <thead>
            <tr className={HEAD_ROW}>
              <th className={HEAD}>Browser</th>
              <th className={HEAD}>Address</th>
              <th className={HEAD}>Since</th>
              <th className={HEAD}>Last seen</th>
              <th className={HEAD}>
                <span className="sr-only">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map(({ id, agent, address, createdAt, lastSeenAt, current }) => (
              <tr key={id} className={ROW}>
                <th scope="row" className={CELL} title={agent ?? undefined}>
                  {agentWords(agent)}
                </th>
                <td className={CELL}>{address ?? "Not known"}</td>
                <td className={`${CELL} whitespace-nowrap`}>{formatInstant(createdAt, timeZone)}</td>
                <td className={`${CELL} whitespace-nowrap`}>{formatInstant(lastSeenAt, timeZone)}</td>
                <td className={CELL}>
                  {current ? (
                    <span className="whitespace-nowrap text-muted">This one</span>
                  ) : (
                    <Button
                      busy={end.isPending && end.variables.sessionId === id}
                      onClick={() => end.mutate({ sessionId: id })}
                      aria-label={`End the sign-in of ${agentWords(agent)}, ${formatInstant(createdAt, timeZone)}`}
                    >
                      End
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      {others > 0 && (
        <Button busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
          End all others
        </Button>
      )}
      <div>
        <Notice kind="failed">{end.error?.message ?? endOthers.error?.message}</Notice>
        <Notice kind="done">{(end.isSuccess || endOthers.isSuccess) && "Ended."}</Notice>
      </div>
    </div>
  );
}
