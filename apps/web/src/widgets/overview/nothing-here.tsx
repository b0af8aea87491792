import { ROLE_PERMISSIONS, type Role } from "@touchline/domain/access";
import { formatMonth } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import Link from "next/link";
import { addressOf } from "../../filters.ts";

const ACTION = "inline-flex h-9 items-center rounded bg-accent px-4 font-medium text-on-accent";

/** No answers in the days asked for: because there are none at all yet, or because they lie elsewhere in time. */
export function NothingHere({
  answered,
  days,
  role,
}: {
  answered: { first: string; last: string } | null;
  days: string;
  role: Role;
}) {
  if (answered) {
    const span =
      answered.first === answered.last
        ? `in ${formatMonth(answered.first)}`
        : `from ${formatMonth(answered.first)} to ${formatMonth(answered.last)}`;
    return (
      <Panel
        id="figures"
        title="No answers in this period"
        state={{
          kind: "no-match",
          message: `Nobody answered in ${days} with these filters. The answers that there are lie ${span}.`,
          clear: (
            <Link href={addressOf("/", { period: "all" })} className={ACTION}>
              Show all time
            </Link>
          ),
        }}
      />
    );
  }
  const mayImport = ROLE_PERMISSIONS[role].includes("imports:write");
  return (
    <Panel
      id="figures"
      title="No answers yet"
      state={{
        kind: "empty",
        message: mayImport
          ? "Here the experience score, departments, touchpoints and channels will stand. Import a file of survey answers to begin."
          : "Here the experience score, departments, touchpoints and channels will stand, as soon as an administrator has imported survey answers.",
        next: mayImport && (
          <Link href="/imports" className={ACTION}>
            Import a file
          </Link>
        ),
      }}
    />
  );
}
