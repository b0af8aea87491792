"use client";

import { useMutation } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";
import { SelectField } from "@touchline/ui/field";
import { formatCount } from "@touchline/ui/formats";
import { Notice } from "@touchline/ui/notice";
import { useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { decidedBy } from "./words.ts";

type Reason = RouterOutputs["causes"]["reasons"][number];

/** Asks which touchpoint a contact reason means, says how many contacts that decides, and sets or takes away the rule. */
export function RuleDialog({
  row,
  touchpoints,
  onClose,
  onDone,
}: {
  row: Reason;
  touchpoints: readonly { readonly slug: string; readonly name: string }[];
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const trpc = useTRPC();
  const [touchpoint, setTouchpoint] = useState(row.rule ?? "");
  const name = touchpoints.find(({ slug }) => slug === touchpoint)?.name ?? "";
  const set = useMutation(
    trpc.causes.setRule.mutationOptions({
      onSuccess: () => onDone(`Contacts with the reason “${row.reason}” are caused by ${name} from now on.`),
    }),
  );
  const remove = useMutation(
    trpc.causes.deleteRule.mutationOptions({
      onSuccess: () => onDone(`The rule for “${row.reason}” is taken away.`),
    }),
  );
  const busy = set.isPending || remove.isPending;
  return (
    <Dialog title={`What “${row.reason}” means`} open onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) set.mutate({ reason: row.reason, touchpoint });
        }}
      >
        <SelectField
          label="Caused by"
          value={touchpoint}
          required
          onChange={({ target }) => setTouchpoint(target.value)}
          options={[
            { value: "", label: "Choose a touchpoint" },
            ...touchpoints.map(({ slug, name: label }) => ({ value: slug, label })),
          ]}
        />
        <p className="mt-4">
          {decidedBy(row) === 0
            ? "All contacts of these days with this reason have a cause by import or by hand, which is stronger than a rule."
            : `In these days it decides ${formatCount(decidedBy(row))} of ${formatCount(row.contacts)} contacts with this reason.`}{" "}
          It holds for the past, too.
        </p>
        <Notice kind="failed" className="mt-4">
          {(set.error ?? remove.error)?.message}
        </Notice>
        <div className="mt-6 flex flex-wrap justify-end gap-2">
          {row.rule !== null && (
            <Button
              kind="danger"
              className="mr-auto"
              busy={remove.isPending}
              onClick={() => remove.mutate({ reason: row.reason })}
            >
              Take the rule away
            </Button>
          )}
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" busy={set.isPending} disabled={touchpoint === row.rule}>
            Set the rule
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
