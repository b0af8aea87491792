"use client";

import { useMutation } from "@tanstack/react-query";
import { AUDIT_FINDINGS, FINDING_NAMES, STANDARD_NAMES, STANDARDS } from "@touchline/domain/standards";
import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { CONTROL, Field, SelectField, TextField } from "@touchline/ui/field";
import { Notice } from "@touchline/ui/notice";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ProcedureProvider, useTRPC } from "../../trpc-client.tsx";

interface Asked {
  readonly channels: readonly { readonly slug: string; readonly name: string }[];
  /** What is looked at on the page, which the form begins with. */
  readonly channel: string | null;
  readonly standard: string | null;
  readonly auditor: string;
  readonly today: string;
}

/** Nothing is recorded that nobody chose. */
const CHOOSE = { value: "", label: "Choose" };

/** A button that asks what an audit found, and writes it down. */
export function RecordAudit(asked: Asked) {
  return (
    <ProcedureProvider>
      <Recorder {...asked} />
    </ProcedureProvider>
  );
}

function Recorder({ channels, channel, standard, auditor, today }: Asked) {
  const router = useRouter();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const record = useMutation(
    trpc.consistency.record.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        router.refresh();
      },
    }),
  );
  const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim();
  const oneOf = <Value extends string>(values: readonly Value[], typed: string): Value | undefined =>
    values.find((value) => value === typed);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const finding = oneOf(AUDIT_FINDINGS, text(form, "finding"));
    const of = oneOf(STANDARDS, text(form, "standard"));
    if (record.isPending || !finding || !of) return;
    record.mutate({
      channel: text(form, "channel"),
      standard: of,
      day: text(form, "day"),
      auditor: text(form, "auditor"),
      finding,
      note: text(form, "note") || null,
      link: text(form, "link") || null,
    });
  }
  const said = record.data !== undefined && !open && "Recorded. The matrix and the history hold it.";

  return (
    <div className="mb-3 flex flex-wrap items-center gap-4 print:hidden">
      <Button
        kind="primary"
        className="scripted"
        onClick={() => {
          record.reset();
          setOpen(true);
        }}
      >
        Record an audit
      </Button>
      <Notice kind="done">{said}</Notice>
      <Dialog title="Record an audit" open={open} onClose={() => setOpen(false)}>
        <form onSubmit={submit} className="space-y-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label="Channel"
              name="channel"
              required
              defaultValue={channel ?? ""}
              options={[CHOOSE, ...channels.map(({ slug, name }) => ({ value: slug, label: name }))]}
            />
            <SelectField
              label="What was looked at"
              name="standard"
              required
              defaultValue={standard ?? ""}
              options={[CHOOSE, ...STANDARDS.map((value) => ({ value, label: STANDARD_NAMES[value] }))]}
            />
            <TextField
              label="Day"
              name="day"
              type="date"
              required
              min="1900-01-01"
              max={today}
              defaultValue={today}
            />
            <TextField label="Auditor" name="auditor" required maxLength={200} defaultValue={auditor} />
          </div>
          <SelectField
            label="Is the standard met?"
            name="finding"
            required
            defaultValue=""
            options={[CHOOSE, ...AUDIT_FINDINGS.map((value) => ({ value, label: FINDING_NAMES[value] }))]}
          />
          <Field label="Note" hint="What was seen. May stay empty.">
            {(wired) => (
              <textarea
                {...wired}
                name="note"
                rows={3}
                maxLength={2_000}
                className={`${CONTROL} min-h-20 py-1.5`}
              />
            )}
          </Field>
          <TextField
            label="Link to the evidence"
            hint="A page or picture, beginning with https:// or http://. May stay empty."
            name="link"
            type="url"
            pattern="[hH][tT][tT][pP][sS]?://.+"
            maxLength={2_000}
          />
          <Notice kind="failed">{record.error?.message}</Notice>
          <div className="flex justify-end gap-2">
            <Button kind="quiet" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button type="submit" kind="primary" busy={record.isPending}>
              Record
            </Button>
          </div>
        </form>
      </Dialog>
    </div>
  );
}
