import type { RouterOutputs } from "@touchline/api/root";
import { Panel } from "@touchline/ui/panel";
import { MOST_LINES } from "../../every-page.ts";
import { searchAddress } from "../../search.ts";
import type { Settled } from "../../settle.ts";
import { writePlace } from "../../subject.ts";
import { TextLink } from "../page/link.tsx";
import { PanelNote } from "../page/panel-note.tsx";
import { panelState } from "../page/panel-state.tsx";
import { CommentList } from "../records/comment-list.tsx";
import { Marked } from "./marked.tsx";
import { foundInWords, toneInWords } from "./words.ts";

type Asked = Parameters<typeof searchAddress>[0] & { search: string | null; topic: string | null };

/** The comments that the search and the topic leave, the newest first, page by page; each leads to its whole answer. */
export function FoundComments({
  comments,
  found,
  asked,
  after,
  topic,
  timeZone,
}: {
  comments: Settled<RouterOutputs["voice"]["list"]>;
  /** How many there are in all; null: nothing was looked for. */
  found: Settled<RouterOutputs["voice"]["count"]>;
  asked: Asked;
  after: string | null;
  /** Its name; null: all topics. */
  topic: string | null;
  timeZone: string;
}) {
  const cleared = searchAddress({ ...asked, search: null, topic: null });
  const narrowed = asked.search !== null || asked.topic !== null;
  const about = [topic && `on ${topic}`, asked.search !== null && `matching “${asked.search}”`].filter(
    Boolean,
  );
  const goesOn = comments.ok && (comments.value.next !== null || after !== null);
  const long = found.ok && found.value !== null ? found.value.more : goesOn;
  return (
    <Panel
      id="comments"
      title={`${after === null ? "Newest comments" : "Older comments"}${about.length > 0 ? ` ${about.join(", ")}` : ""}`}
      note={
        <PanelNote
          csv={searchAddress(asked, "/api/export/comments")}
          of="these comments"
          {...(long && { most: MOST_LINES })}
        >
          {found.ok && found.value && <span>{foundInWords(found.value)}</span>}
          {narrowed && <TextLink href={cleared}>Show all comments</TextLink>}
          {comments.ok && comments.value.ownOnly
            ? "You see the words about your own departments"
            : "Who wrote is not shown"}
        </PanelNote>
      }
      state={
        comments.ok && comments.value.rows.length === 0
          ? narrowed
            ? {
                kind: "no-match",
                message: "No comment that you may see fits this in these days.",
                clear: <TextLink href={cleared}>Show all comments</TextLink>,
              }
            : {
                kind: "empty",
                message: "Nobody wrote anything that you may see in these days.",
                next: <TextLink href={searchAddress({ period: "all" })}>Show all time</TextLink>,
              }
          : panelState(
              comments,
              { path: "/voice", again: searchAddress({ ...asked, after }) },
              ({ rows, next }) => (
                <>
                  <CommentList
                    rows={rows}
                    timeZone={timeZone}
                    told={toneInWords}
                    words={({ comment, found: places }) => <Marked text={comment ?? ""} places={places} />}
                  />
                  <p className="mt-4 flex gap-6 text-13">
                    {after !== null && <TextLink href={searchAddress(asked)}>Back to the newest</TextLink>}
                    {next && (
                      <TextLink href={searchAddress({ ...asked, after: writePlace(next) })}>
                        Older comments
                      </TextLink>
                    )}
                  </p>
                </>
              ),
            )
      }
    />
  );
}
