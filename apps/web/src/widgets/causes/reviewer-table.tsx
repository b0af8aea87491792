import type { RouterOutputs } from "@touchline/api/root";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { agreementSentence } from "../failure/words.ts";

type Pairs = RouterOutputs["causes"]["reviewers"];

/** How far reviewers agree, two by two. */
export function ReviewerTable({ pairs }: { pairs: Pairs }) {
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">Reviewers two by two</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th className={HEAD}>Reviewers</th>
            <th className={HEAD_NUMBER}>Kappa</th>
            <th className={HEAD_NUMBER}>95 % interval</th>
            <th className={HEAD_NUMBER}>Both read</th>
            <th className={`${HEAD} hidden md:table-cell`}>That means</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ reviewers: [one, other], kappa }, at) => (
            // Two people may share a name: the order is all that tells such pairs apart.
            <tr key={at} className={ROW}>
              <th scope="row" className={CELL}>
                {one} and {other}
              </th>
              <td className={`${CELL_NUMBER} font-medium`}>{formatValue(kappa.value, "coefficient")}</td>
              <td className={`${CELL_NUMBER} whitespace-nowrap text-muted`}>
                {formatInterval(kappa.low, kappa.high, "coefficient")}
              </td>
              <td className={CELL_NUMBER}>{formatCount(kappa.n)}</td>
              <td className={`${CELL} hidden text-13 md:table-cell`}>{agreementSentence(kappa)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
