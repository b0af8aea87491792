import type { RouterOutputs } from "@touchline/api/root";
import { Panel } from "@touchline/ui/panel";
import type { Settled } from "../../settle.ts";
import { CommentList } from "../records/comment-list.tsx";
import { TextLink } from "./link.tsx";
import { panelState } from "./panel-state.tsx";

/** The newest words of customers, with a way to all records. */
export function CommentsPanel({
  comments,
  here,
  records,
  timeZone,
}: {
  comments: Settled<RouterOutputs["comments"]["list"]>;
  here: { path: string; again: string };
  /** Where all the records are. */
  records: string;
  timeZone: string;
}) {
  return (
    <Panel
      id="comments"
      title="In customers' words"
      note={<TextLink href={records}>All answers</TextLink>}
      state={
        comments.ok && comments.value.rows.length === 0
          ? {
              kind: "empty",
              message: "Nobody wrote anything here in this period.",
              next: null,
            }
          : panelState(comments, here, ({ rows }) => <CommentList rows={rows} timeZone={timeZone} />)
      }
    />
  );
}
