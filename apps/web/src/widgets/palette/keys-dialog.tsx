"use client";

import { Dialog } from "@touchline/ui/dialog";
import { CheckField } from "@touchline/ui/field";
import { useState } from "react";
import { singleKeys } from "./keys.ts";

const KEYS = (command: string) => [
  { keys: [command, "K"], does: "Search departments, touchpoints, channels and pages" },
  { keys: ["?"], does: "Show these keys" },
  { keys: ["↑", "↓"], does: "Move in a list" },
  { keys: ["Enter"], does: "Open what is marked" },
  { keys: ["Esc"], does: "Close what lies above the page" },
  { keys: ["Tab"], does: "On to the next link, button or field; with Shift back" },
];

/** The keys that work on every page. */
export default function KeysDialog({
  open,
  mac,
  onClose,
}: {
  open: boolean;
  mac: boolean;
  onClose: () => void;
}) {
  const [single, setSingle] = useState(singleKeys.wanted);
  return (
    <Dialog title="Keys" open={open} onClose={onClose}>
      <dl className="mb-4 grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-2">
        {KEYS(mac ? "⌘" : "Ctrl").map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="whitespace-nowrap">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="mr-1 rounded border border-hairline bg-raised px-1.5 py-0.5 font-sans text-13"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="mb-4 text-13 text-muted">The first two rest while you type in a field.</p>
      <CheckField
        label="Keys that are a single sign (?)"
        hint="Without it, search for “Keys” to come here."
        checked={single}
        onChange={({ target: { checked } }) => {
          singleKeys.want(checked);
          setSingle(checked);
        }}
      />
    </Dialog>
  );
}
