import type { ButtonHTMLAttributes } from "react";

export type ButtonKind = "primary" | "plain" | "quiet" | "danger";

const KINDS: Readonly<Record<ButtonKind, string>> = {
  primary: "bg-accent text-on-accent hover:opacity-90",
  plain: "border border-line bg-paper text-ink hover:bg-raised",
  quiet: "text-muted hover:bg-raised hover:text-ink",
  danger: "border border-worse bg-paper text-worse hover:bg-raised",
};

/** The look of a button, for links that are one. One primary action a page at most. */
export function buttonClass(kind: ButtonKind = "plain"): string {
  return `inline-flex h-9 items-center justify-center gap-2 whitespace-nowrap rounded px-3 font-medium aria-disabled:cursor-default aria-disabled:opacity-60 disabled:cursor-default disabled:opacity-60 ${KINDS[kind]}`;
}

/**
 * A button; `busy` while what it started is under way: it keeps the focus, takes no second press and says so. The
 * form's own guard against a second press is this one.
 */
export function Button({
  kind = "plain",
  busy = false,
  type = "button",
  className = "",
  onClick,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: ButtonKind; busy?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      className={`${buttonClass(kind)} ${className}`}
    />
  );
}
