"use client";

import { Button } from "@touchline/ui/button";
import { Dialog } from "@touchline/ui/dialog";

/** Asks whether every day shall really be counted anew. */
export function ZoneQuestion({
  from,
  to,
  open,
  onConfirm,
  onClose,
}: {
  from: string;
  to: string;
  open: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <Dialog title="Count every day anew?" open={open} onClose={onClose}>
      <p className="mb-2">
        From {from} to {to}: answers near midnight move to the day before or after, and figures of days, weeks
        and months with them.
      </p>
      <p className="mb-4 text-muted">
        With millions of answers it can take minutes. The old figures are shown until it is done, and imports
        wait.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onClick={onConfirm}>
          Change the zone and save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}
