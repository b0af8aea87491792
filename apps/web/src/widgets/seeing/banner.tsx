import { ROLE_NAMES, type Role } from "@touchline/domain/access";
import { buttonClass } from "@touchline/ui/button";
import { Eye } from "lucide-react";

/**
 * On every page while an admin looks at Touchline as somebody else. The way back is a plain form, which works without
 * JavaScript. It stands at the foot of the screen; pages end above it (--banner).
 */
export function SeeingBanner({ name, role, until }: { name: string; role: Role; until: string }) {
  return (
    <section
      aria-label="Looking as somebody else"
      className="fixed inset-x-0 bottom-0 z-30 flex min-h-(--banner) flex-wrap items-center justify-between gap-x-6 gap-y-1 border-accent border-t-2 bg-band px-4 py-2 print:hidden md:px-8"
    >
      <p className="flex min-w-0 items-center gap-2">
        <Eye size={16} className="shrink-0" aria-hidden />
        <span className="line-clamp-2">
          You see Touchline as <strong className="wrap-anywhere font-semibold">{name}</strong> (
          {ROLE_NAMES[role].toLowerCase()}), read only, until {until}.
        </span>
      </p>
      <form method="post" action="/api/see-as/end">
        <button type="submit" className={buttonClass()}>
          Back to yourself
        </button>
      </form>
    </section>
  );
}
