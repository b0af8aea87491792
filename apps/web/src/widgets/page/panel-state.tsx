import type { PanelState } from "@touchline/ui/panel";
import type { ReactNode } from "react";
import type { Settled } from "../../settle.ts";
import { TextLink } from "./link.tsx";

/** A read as a panel shows it: its figures, or why there are none and what can be done about it. */
export function panelState<Value>(
  read: Settled<Value>,
  here: { readonly path: string; readonly again: string },
  ready: (value: Value) => ReactNode,
): PanelState {
  if (read.ok) return { kind: "ready", children: ready(read.value) };
  return {
    kind: "error",
    message: read.message,
    retry: read.refused ? (
      <TextLink href={here.path}>Clear the filters</TextLink>
    ) : (
      <TextLink href={here.again}>Try again</TextLink>
    ),
  };
}
