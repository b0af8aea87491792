import type { RouterOutputs } from "@touchline/api/root";
import { SENTIMENT_ACCURACY } from "@touchline/domain/topics";
import { formatCount, formatInterval, formatValue } from "@touchline/ui/formats";
import { IntervalBar } from "@touchline/ui/interval-bar";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { accuracySentence, languageName, readSentence, SENTIMENT_WORDS } from "./words.ts";

type Voice = RouterOutputs["voice"]["summary"];

/** How the comments sound to a machine, and beside it how often the machine is right. Grey: it is no score. */
export function Sentiment({ voice }: { voice: Voice }) {
  return (
    <>
      <p className="max-w-prose text-13 text-muted">{readSentence(voice)}</p>
      <div className={SCROLL}>
        <table className={`${TABLE} mt-2`}>
          <caption className="sr-only">How the comments sound to a machine</caption>
          <thead>
            <tr className={HEAD_ROW}>
              <th className={HEAD}>To a machine, it</th>
              <th className={HEAD_NUMBER}>Share</th>
              <th className="hidden w-2/5 pr-4 font-normal sm:table-cell">
                <span className="flex justify-between px-1">
                  <span>0 %</span>
                  <span className="sr-only">to</span>
                  <span>100 %</span>
                </span>
              </th>
              <th className={HEAD_NUMBER}>Found in the trial</th>
            </tr>
          </thead>
          <tbody>
            {voice.sentiment.map(({ sentiment, share }) => (
              <tr key={sentiment} className={`reveals ${ROW}`}>
                <th scope="row" className={CELL}>
                  {SENTIMENT_WORDS[sentiment]}
                </th>
                <td className={`${CELL_NUMBER} whitespace-nowrap`}>
                  {share.band ?? formatValue(share.value, "share")}
                  <span className="block text-12 text-muted">n {formatCount(share.n)}</span>
                </td>
                <td className="hidden pr-4 sm:table-cell">
                  <IntervalBar
                    faint
                    value={share.value}
                    low={share.low}
                    high={share.high}
                    range={[0, 1]}
                    words={formatInterval(share.low, share.high, "share")}
                    className="w-full"
                  />
                </td>
                <td className={CELL_NUMBER}>{formatValue(SENTIMENT_ACCURACY[sentiment], "share")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-2 max-w-prose text-13 text-muted">{accuracySentence()}</p>
    </>
  );
}

/** In which languages customers write, and which of them are read. */
export function Languages({ languages }: Pick<Voice, "languages">) {
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <caption className="sr-only">Languages of the comments</caption>
        <thead>
          <tr className={HEAD_ROW}>
            <th className={HEAD}>Language</th>
            <th className={HEAD_NUMBER}>Comments</th>
            <th className={HEAD}>Sentiment</th>
          </tr>
        </thead>
        <tbody>
          {languages.map(({ language, comments, read }) => (
            <tr key={language ?? ""} className={ROW}>
              <th scope="row" className={CELL}>
                {languageName(language)}
              </th>
              <td className={CELL_NUMBER}>{formatCount(comments)}</td>
              <td className={`${CELL} text-13 text-muted`}>{read ? "Read" : "Unread"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-12 text-muted">
        Languages of a handful of comments are not listed. Searching finds words in every language.
      </p>
    </div>
  );
}
