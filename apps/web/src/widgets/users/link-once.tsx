"use client";

import type { RouterOutputs } from "@touchline/api/root";
import { Button } from "@touchline/ui/button";
import { TextField } from "@touchline/ui/field";
import { formatInstant } from "@touchline/ui/formats";
import { Notice } from "@touchline/ui/notice";
import { useEffect, useRef, useState } from "react";

type Handed = RouterOutputs["users"]["reset"];

/** How a one-time link went to its owner. One that must be handed over is shown now and never again. */
export function LinkOnce({
  handed: { delivery, until },
  to,
  timeZone,
}: {
  handed: Handed;
  to: { readonly name: string; readonly email: string };
  timeZone: string;
}) {
  const field = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState<"no" | "yes" | "by-hand">("no");
  const end = formatInstant(until, timeZone);
  // What is left to do begins here; marked, it can be copied by keyboard at once.
  useEffect(() => field.current?.querySelector("input")?.focus(), []);
  if (delivery.by === "mail")
    return (
      <Notice kind="done">
        Sent to {to.email}. The link holds until {end}.
      </Notice>
    );
  const { link, mailFailed } = delivery;
  async function copy() {
    try {
      await navigator.clipboard.writeText(link);
      setCopied("yes");
    } catch {
      // Browsers allow it on safe addresses only: the link is marked instead.
      const input = field.current?.querySelector("input");
      input?.focus();
      input?.select();
      setCopied("by-hand");
    }
  }
  return (
    <div className="space-y-3">
      <Notice kind={mailFailed ? "failed" : "done"}>
        {mailFailed ? "The mail could not be sent. " : "No mail server is set up. "}
        Give this link to {to.name} ({to.email}) yourself. It works once, until {end}, and is not shown again.
      </Notice>
      <div ref={field} className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-60">
          <TextField
            label={`Link for ${to.name}`}
            readOnly
            value={link}
            onFocus={({ target }) => target.select()}
            className="font-mono text-13"
          />
        </div>
        <Button kind="primary" onClick={copy}>
          Copy the link
        </Button>
      </div>
      <p role="status" className="text-13 text-muted">
        {copied === "yes" && "Copied."}
        {copied === "by-hand" && "The link is marked: copy it with your keyboard or a long press."}
      </p>
    </div>
  );
}
