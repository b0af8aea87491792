import type { RouterOutputs } from "@touchline/api/root";
import { STANDARD_NAMES } from "@touchline/domain/standards";
import { DASH, formatDay } from "@touchline/ui/formats";
import { Scrolling } from "@touchline/ui/scrolling";
import { CELL, HEAD, HEAD_ROW, ROW, TABLE } from "@touchline/ui/table";
import { FindingMark } from "./finding-mark.tsx";

type Audits = RouterOutputs["consistency"]["history"];

const HEADERS = ["Day", "Channel", "Standard", "Found", "Auditor", "Note and evidence"];

/** Every audit that was recorded, the newest first. */
export function AuditHistory({ audits }: { audits: Audits }) {
  return (
    <Scrolling label="Audits so far: table" className="">
      <table className={TABLE}>
        <caption className="sr-only">Audits, the newest first</caption>
        <thead>
          <tr className={HEAD_ROW}>
            {HEADERS.map((header) => (
              <th key={header} scope="col" className={HEAD}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {audits.map(({ id, day, channel, standard, finding, auditor, note, link }) => (
            <tr key={id} className={ROW}>
              <td className={`${CELL} whitespace-nowrap`}>{formatDay(day)}</td>
              <td className={CELL}>{channel?.name ?? DASH}</td>
              <td className={`${CELL} whitespace-nowrap`}>{STANDARD_NAMES[standard]}</td>
              <td className={CELL}>
                <FindingMark finding={finding} />
              </td>
              <td className={CELL}>{auditor}</td>
              <td className={`${CELL} min-w-48 wrap-anywhere`}>
                {note}{" "}
                {link && (
                  <a
                    href={link}
                    target="_blank"
                    rel="noopener noreferrer"
                    className="font-medium text-accent underline underline-offset-2"
                  >
                    Evidence
                    <span className="sr-only">
                      {" "}
                      of {formatDay(day)} at {new URL(link).host}, in a new tab
                    </span>
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
