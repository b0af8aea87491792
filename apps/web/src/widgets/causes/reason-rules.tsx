"use client";

import type { RouterOutputs } from "@touchline/api/root";
import { Button } from "@touchline/ui/button";
import { TextField } from "@touchline/ui/field";
import { formatCount } from "@touchline/ui/formats";
import { Notice } from "@touchline/ui/notice";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RuleDialog } from "./rule-dialog.tsx";
import { decidedBy } from "./words.ts";

type Reason = RouterOutputs["causes"]["reasons"][number];

const SHOWN = 20;

/** Contact reasons, those of which a rule decides most first, each with the touchpoint that it means and a way to change that. */
export function ReasonRules({
  reasons,
  touchpoints,
}: {
  reasons: readonly Reason[];
  touchpoints: readonly { readonly slug: string; readonly name: string }[];
}) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<Reason | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const typed = text.trim().toLowerCase();
  const found = reasons
    .filter(({ reason }) => reason.toLowerCase().includes(typed))
    .toSorted((a, b) => decidedBy(b) - decidedBy(a));
  const shown = all ? found : found.slice(0, SHOWN);
  return (
    <>
      <div className="mb-3 max-w-80">
        <TextField
          label="Find a reason"
          type="search"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <Notice kind="done" className="mb-3">
        {done}
      </Notice>
      <div className={SCROLL}>
        <table className={TABLE}>
          <caption className="sr-only">Contact reasons and what they mean</caption>
          <thead>
            <tr className={HEAD_ROW}>
              <th className={HEAD}>Reason</th>
              <th className={HEAD_NUMBER}>Contacts</th>
              <th className={`${HEAD_NUMBER} hidden sm:table-cell`}>Rule decides</th>
              <th className={HEAD}>Means</th>
              <th className={HEAD}>
                <span className="sr-only">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.reason} className={ROW}>
                <th scope="row" className={`${CELL} wrap-anywhere`}>
                  {row.reason}
                </th>
                <td className={CELL_NUMBER}>{formatCount(row.contacts)}</td>
                <td className={`${CELL_NUMBER} hidden sm:table-cell`}>{formatCount(decidedBy(row))}</td>
                <td className={CELL}>
                  {row.rule === null ? (
                    <span className="text-muted">No rule</span>
                  ) : (
                    (touchpoints.find(({ slug }) => slug === row.rule)?.name ?? row.rule)
                  )}
                </td>
                <td className={`${CELL} w-px whitespace-nowrap`}>
                  <button
                    type="button"
                    className="min-h-6 font-medium text-accent underline underline-offset-2"
                    onClick={() => {
                      setDone(null);
                      setOpen(row);
                    }}
                  >
                    {row.rule === null ? "Set" : "Change"}
                    <span className="sr-only"> what “{row.reason}” means</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length === 0 && <p className="py-2 text-muted">No reason is called like that.</p>}
      {shown.length < found.length && (
        <Button className="mt-3" onClick={() => setAll(true)}>
          Show all {formatCount(found.length)}
        </Button>
      )}
      {open && (
        <RuleDialog
          row={open}
          touchpoints={touchpoints}
          onClose={() => setOpen(null)}
          onDone={(said) => {
            setOpen(null);
            setDone(said);
            router.refresh();
          }}
        />
      )}
    </>
  );
}
