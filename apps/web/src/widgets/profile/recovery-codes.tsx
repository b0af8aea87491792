"use client";

import { Button } from "@touchline/ui/button";
import { Notice } from "@touchline/ui/notice";
import { useEffect, useRef, useState } from "react";

function download(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "touchline-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Prints this part of the page alone: see globals.css. */
function print(): void {
  document.body.dataset["printAlone"] = "";
  window.print();
  delete document.body.dataset["printAlone"];
}

/** New recovery codes, which can't be shown again. */
export function RecoveryCodes({
  codes,
  email,
  onKept,
}: {
  codes: readonly string[];
  email: string;
  onKept: () => void;
}) {
  const [said, setSaid] = useState("");
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const text = `Recovery codes of ${email} for Touchline. Each lets you in once without your phone.\n\n${codes.join("\n")}\n`;

  async function copy() {
    // Not there where the page came by http from another machine.
    const copied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setSaid(
      copied ? "Copied." : "Your browser lets no page copy here. Select the codes and copy them yourself.",
    );
  }
  return (
    <div className="max-w-prose space-y-4">
      <div data-printed>
        <h3 ref={head} tabIndex={-1} className="font-semibold outline-none">
          Your recovery codes
        </h3>
        <p className="mt-1">
          Each lets {email} in once without the phone. Keep them where others don&apos;t look: they are shown
          this once.
        </p>
        <ul className="mt-3 grid max-w-100 gap-x-8 gap-y-1 font-medium tabular-nums sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void copy()}>Copy</Button>
        <Button onClick={() => download(text)}>Download</Button>
        <Button onClick={print}>Print</Button>
        <Button kind="primary" onClick={onKept}>
          I have kept them
        </Button>
      </div>
      <Notice kind="hint">{said}</Notice>
    </div>
  );
}
