import type { RouterOutputs } from "@touchline/api/root";
import type { Evidence } from "@touchline/domain/evidence";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, TABLE } from "@touchline/ui/table";
import { TextLink } from "../page/link.tsx";
import { usersAgainstOthers, whatGuessingDoes } from "./words.ts";

type Asked = RouterOutputs["touchpoints"]["get"]["questions"][number];

const KINDS: readonly { readonly use: Evidence; readonly name: string }[] = [
  { use: "used", name: "Used it (verified)" },
  { use: "unknown", name: "Not known" },
  { use: "not_used", name: "Did not use it" },
];

/** The share of top answers by evidence of use, and what counting guesses in would do to the score. */
export function Guesses({ asked, address }: { asked: Asked | null; address: (use: Evidence) => string }) {
  if (asked === null) return <p className="py-2 text-muted">No question is asked here.</p>;
  const { guesses, evidence } = asked;
  return (
    <>
      {guesses && (
        <p className="mb-3 max-w-prose">
          {usersAgainstOthers(guesses)} {whatGuessingDoes(guesses)}
        </p>
      )}
      {guesses === null && (
        <p className="mb-3 max-w-prose text-muted">
          Too few are known to have used it, or not to have, to set them against each other.
        </p>
      )}
      <table className={TABLE}>
        <caption className="sr-only">Top answers by evidence of use</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th className={HEAD}>Who answered</th>
            <th className={HEAD_NUMBER}>Top answers</th>
            <th className={`${HEAD} hidden sm:table-cell`}>
              <span className="flex w-52 justify-between px-1">
                <span>0 %</span>
                <span className="sr-only">to</span>
                <span>100 %</span>
              </span>
            </th>
            <th className={HEAD_NUMBER}>Answers</th>
          </tr>
        </thead>
        <tbody>
          {KINDS.map(({ use, name }) => {
            const { topBox, band, n } = evidence[use];
            return (
              <tr key={use} className={`reveals focus-within:bg-raised ${ROW}`}>
                <th scope="row" className={CELL}>
                  {n > 0 ? <TextLink href={address(use)}>{name}</TextLink> : name}
                </th>
                <td className={CELL_NUMBER}>{formatValue(topBox.value, "share")}</td>
                <td className="hidden pr-4 sm:table-cell">
                  <IntervalBar
                    value={topBox.value}
                    low={topBox.low}
                    high={topBox.high}
                    range={[0, 1]}
                    words={formatInterval(topBox.low, topBox.high, "share")}
                    faint={use !== "used"}
                    className="w-52"
                  />
                </td>
                <td className={CELL_NUMBER}>{band ?? formatCount(n)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
