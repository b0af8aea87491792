import { type AuditFinding, FINDING_NAMES } from "@touchline/domain/standards";

const TONES: Readonly<Record<AuditFinding, string>> = {
  met: "text-better",
  not_met: "text-worse",
  not_applicable: "text-muted",
};

/** What an audit found: mark and word, colour third. */
export function FindingMark({ finding }: { finding: AuditFinding }) {
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${TONES[finding]}`}>
      <svg aria-hidden="true" viewBox="0 0 10 10" className="h-2.5 w-2.5 shrink-0">
        {finding === "met" && (
          <path d="M1 5.5 4 8.5 9 1.5" fill="none" stroke="currentColor" strokeWidth="2" />
        )}
        {finding === "not_met" && (
          <path d="M1.5 1.5 8.5 8.5M8.5 1.5 1.5 8.5" stroke="currentColor" strokeWidth="2" />
        )}
        {finding === "not_applicable" && <path d="M0 4h10v2H0z" fill="currentColor" />}
      </svg>
      {FINDING_NAMES[finding]}
    </span>
  );
}
