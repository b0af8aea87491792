import type { ReactNode } from "react";

/**
 * What a panel can have to show besides its figures. empty teaches the next step; no-match clears the filters; error
 * says what failed and offers to try again; loading keeps the size of what comes.
 */
export type PanelState =
  | { readonly kind: "ready"; readonly children: ReactNode }
  | { readonly kind: "loading"; readonly label: string; readonly height: number }
  | { readonly kind: "error"; readonly message: string; readonly retry: ReactNode }
  | { readonly kind: "empty"; readonly message: string; readonly next: ReactNode }
  | { readonly kind: "no-match"; readonly message: string; readonly clear: ReactNode };

function Notice({ message, action, alert }: { message: string; action: ReactNode; alert?: boolean }) {
  return (
    <div
      className="flex flex-wrap items-center gap-x-4 gap-y-2 py-6 text-muted"
      role={alert ? "alert" : undefined}
    >
      <p className="max-w-prose">{message}</p>
      {action}
    </div>
  );
}

function Body({ state }: { state: PanelState }) {
  switch (state.kind) {
    case "ready":
      return state.children;
    case "loading":
      return (
        <div role="status" style={{ minHeight: state.height }} className="rounded bg-raised p-4 text-muted">
          {state.label}
        </div>
      );
    case "error":
      return <Notice alert message={state.message} action={state.retry} />;
    case "empty":
      return <Notice message={state.message} action={state.next} />;
    case "no-match":
      return <Notice message={state.message} action={state.clear} />;
  }
}

/** A titled part of a page. It alone decides how waiting, failure and emptiness look. */
export function Panel({
  id,
  title,
  note,
  state,
}: {
  id: string;
  title: string;
  note?: ReactNode;
  state: PanelState;
}) {
  return (
    <section aria-labelledby={id} className="border-t border-hairline pt-4">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={id} className="text-16 font-semibold">
          {title}
        </h2>
        {note !== undefined && <p className="text-13 text-muted">{note}</p>}
      </div>
      <Body state={state} />
    </section>
  );
}
