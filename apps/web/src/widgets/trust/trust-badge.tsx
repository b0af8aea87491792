import { About } from "@touchline/ui/about";
import { formatDay, formatInterval, formatValue } from "@touchline/ui/formats";
import { recordsAddress } from "../../subject.ts";
import { stateInWords } from "../overview/freshness.tsx";
import { TextLink } from "../page/link.tsx";
import type { Question } from "../page/question.ts";
import {
  COVERAGE_WORDS,
  coverageSentence,
  excludedInWords,
  type Trust,
  trustParts,
  undatedInWords,
} from "./words.ts";

/**
 * How far the figures of a page can be trusted, in one line; pressed, it says what they rest on, what is left out and
 * why, and how fresh each source is.
 */
export function TrustBadge({ question }: { question: Question }) {
  const { trust, filters, about } = question;
  if (!trust.ok) return <p className="text-13 text-muted">How far to trust the data can't be read.</p>;
  const asked = { ...filters, ...about };
  return (
    <div className="text-13 text-muted">
      <About wide label={<Line trust={trust.value} />}>
        <p className="font-medium">How far these figures can be trusted</p>
        <p className="mt-1">{coverageSentence(trust.value)}</p>
        {(trust.value.answers ?? 0) > 0 && <Coverage trust={trust.value} />}
        <LeftOut trust={trust.value} />
        <Sources trust={trust.value} />
        <p className="mt-4 flex gap-4">
          <TextLink href={recordsAddress({ ...asked, use: "used" })}>The verified answers</TextLink>
          <a
            href={recordsAddress(asked).replace("/records", "/api/export/trust")}
            download
            className="text-muted underline-offset-2 hover:text-ink hover:underline"
          >
            CSV<span className="sr-only"> of how far to trust the data</span>
          </a>
        </p>
      </About>
    </div>
  );
}

function Line({ trust }: { trust: Trust }) {
  return (
    <span>
      <span className="sr-only">Data trust: </span>
      {trustParts(trust).map(({ words, bad }, at) => (
        <span key={words}>
          {at > 0 && " · "}
          <span className={bad ? "font-medium text-worse" : ""}>{words}</span>
        </span>
      ))}
    </span>
  );
}

function Coverage({ trust: { coverage } }: { trust: Trust }) {
  return (
    <table className="mt-3 w-full">
      <caption className="sr-only">Answers by evidence of use</caption>
      <tbody>
        {coverage.map(({ evidence, share }) => (
          <tr key={evidence} className="border-hairline border-t">
            <th scope="row" className="py-1 pr-3 text-left font-normal">
              {COVERAGE_WORDS[evidence]}
            </th>
            <td className="whitespace-nowrap py-1 text-right font-medium tabular-nums">
              {formatValue(share.value, "share")}
              <span className="block font-normal text-12 text-muted">
                <span className="sr-only">95 % interval </span>
                {formatInterval(share.low, share.high, "share")}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LeftOut({ trust }: { trust: Trust }) {
  const undated = undatedInWords(trust);
  return (
    <>
      <p className="mt-4 font-medium">Left out of the scores</p>
      {trust.excluded.length === 0 ? (
        <p className="mt-1">Nothing: every answer counts.</p>
      ) : (
        <ul className="mt-1 space-y-0.5">
          {trust.excluded.map((each) => (
            <li key={each.reason}>{excludedInWords(each)}</li>
          ))}
        </ul>
      )}
      {undated !== null && <p className="mt-1">{undated}</p>}
    </>
  );
}

function Sources({ trust: { sources } }: { trust: Trust }) {
  if (sources.length === 0) return null;
  return (
    <>
      <p className="mt-4 font-medium">Sources</p>
      <ul className="mt-1 space-y-1">
        {sources.map((source) => {
          const { words, late } = stateInWords(source);
          return (
            <li key={source.slug}>
              {source.name}
              {source.lastFactDay !== null && `, data up to ${formatDay(source.lastFactDay)}`}
              <span className={`block text-12 ${late ? "text-worse" : "text-muted"}`}>{words}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
