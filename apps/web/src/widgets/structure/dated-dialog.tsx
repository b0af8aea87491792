"use client";

import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { TextField } from "@touchline/ui/field";
import { formatDay } from "@touchline/ui/formats";
import { Notice } from "@touchline/ui/notice";
import { type FormEvent, type ReactNode, useId } from "react";

/** The day since which a touchpoint has an owner that no day was told of. */
const SINCE_EVER = "0001-01-01";

/** A form for something that holds from a day on, with all that was set before. */
export function DatedDialog({
  title,
  today,
  history,
  hint,
  failed,
  busy,
  onClose,
  onSave,
  children,
}: {
  title: string;
  today: string;
  /** What holds from which day, the newest first. */
  history: readonly { readonly from: string; readonly what: string }[];
  hint: string;
  failed: string | undefined;
  busy: boolean;
  onClose: () => void;
  onSave: (form: FormData, from: string) => void;
  children: ReactNode;
}) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!busy) onSave(form, String(form.get("from")));
  };
  return (
    <Dialog title={title} open onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        {children}
        <TextField
          label="From"
          hint={hint}
          name="from"
          type="date"
          required
          min="1900-01-01"
          max="2099-12-31"
          defaultValue={today}
        />
        <Notice kind="failed">{failed}</Notice>
        <div className="flex justify-end gap-2">
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" kind="primary" busy={busy}>
            Save
          </Button>
        </div>
      </form>
      {history.length > 0 && (
        <section aria-labelledby={id} className="mt-6 border-hairline border-t pt-4">
          <h3 id={id} className="mb-1 text-13 font-semibold">
            So far
          </h3>
          <ul className="text-13">
            {history.map(({ from, what }) => (
              <li key={from} className="flex justify-between gap-4 py-0.5">
                <span className="wrap-anywhere">{what}</span>
                <span className="shrink-0 text-muted">
                  {from === SINCE_EVER ? "since ever" : `from ${formatDay(from)}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}
