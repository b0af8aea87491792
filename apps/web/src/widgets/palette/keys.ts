/** What keys ask for on any page. */
export type Asked = "palette" | "keys";

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly defaultPrevented: boolean;
  /** A composition of letters that is not finished. */
  readonly isComposing: boolean;
}

/** null: nothing of ours. `typing`: the focus is where keys write. `singleKeys`: keys without Ctrl are wanted. */
export function askedBy(
  pressed: Pressed,
  { typing, singleKeys }: { typing: boolean; singleKeys: boolean },
): Asked | null {
  if (pressed.defaultPrevented || pressed.isComposing || typing || pressed.altKey) return null;
  if (pressed.ctrlKey !== pressed.metaKey) return pressed.key.toLowerCase() === "k" ? "palette" : null;
  return pressed.key === "?" && !pressed.ctrlKey && singleKeys ? "keys" : null;
}

/** Whether keys write into what has the focus. */
export function takesText(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (
    element.isContentEditable ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  )
    return true;
  const still = ["button", "checkbox", "radio", "range", "submit", "reset", "file", "image", "color"];
  return element instanceof HTMLInputElement && !still.includes(element.type);
}

const KEPT = "touchline-single-keys";

/** Keys without Ctrl can be switched off, for who speaks to the computer or has a restless hand; for this browser. */
export const singleKeys = {
  wanted: () => localStorage.getItem(KEPT) !== "off",
  want: (on: boolean) => localStorage.setItem(KEPT, on ? "on" : "off"),
};
