import { ROLE_PERMISSIONS, type Role } from "@touchline/domain/access";
import { buttonClass } from "@touchline/ui/button";
import { formatMonth } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import Link from "next/link";
import { addressOf, type Filters } from "../../filters.ts";

/** No answers in the days asked for: because there are none at all yet, or because they lie elsewhere. */
export function NothingHere({
  path,
  answered,
  days,
  role,
  filters,
  about = null,
  undated = false,
}: {
  path: string;
  answered: { first: string; last: string } | null;
  days: string;
  role: Role;
  filters: Filters;
  /** What the page is about; null: the whole company. */
  about?: string | null;
  /** No source tells when its answers were given. */
  undated?: boolean;
}) {
  if (answered) {
    const span =
      answered.first === answered.last
        ? `in ${formatMonth(answered.first)}`
        : `from ${formatMonth(answered.first)} to ${formatMonth(answered.last)}`;
    const whom = about === null ? "" : ` about ${about}`;
    const narrowed = filters.segment !== null || filters.channel !== null || filters.evidence !== "headline";
    if (about !== null && filters.period === "all" && !narrowed)
      return (
        <Panel
          id="figures"
          title="No answers yet"
          state={{
            kind: "empty",
            message: `Nobody has answered about ${about} yet. Its score stands here as soon as somebody does.`,
            next: (
              <Link href={addressOf("/", filters)} className={buttonClass("primary")}>
                Go to the overview
              </Link>
            ),
          }}
        />
      );
    return (
      <Panel
        id="figures"
        title="No answers in this period"
        state={{
          kind: "no-match",
          message: [
            `Nobody answered${whom} in ${days} with these filters.`,
            `${about === null ? "The answers that there are" : "The company's answers"} lie ${span}.`,
            undated ? "Their file has no dates, so they count on the day of the import." : "",
          ]
            .join(" ")
            .trim(),
          clear: (
            <span className="flex flex-wrap gap-2">
              <Link href={addressOf(path, { period: "all" })} className={buttonClass("primary")}>
                Show all time
              </Link>
              {narrowed && (
                <Link
                  href={addressOf(path, { ...filters, segment: null, channel: null, evidence: null })}
                  className={buttonClass()}
                >
                  Keep the days alone
                </Link>
              )}
            </span>
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
        next: mayImport ? (
          <Link href="/imports" className={buttonClass("primary")}>
            Import a file
          </Link>
        ) : (
          <Link href={path} className={buttonClass("primary")}>
            Look again
          </Link>
        ),
      }}
    />
  );
}
