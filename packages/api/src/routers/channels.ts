import { scoreCounts } from "@touchline/db/queries/counts";
import { listChannels, listTouchpoints } from "@touchline/db/queries/structure";
import { addDays, type DayRange } from "@touchline/domain/day";
import { experienceScore } from "@touchline/domain/metrics/experience";
import { experienceChange } from "@touchline/domain/metrics/experience-change";
import { aboutTouchpoints, touchpointAnswers } from "../answers.ts";
import { cautiousChanges } from "../cautious.ts";
import { verifiedShare } from "../headline.ts";
import { procedure, router } from "../trpc.ts";
import { type Reads, resolveView, type View } from "../view.ts";
import { viewInput } from "../view-input.ts";

/** A range's answers about touchpoints, by touchpoint and channel. */
async function readByChannel({ db, scope }: Reads, { filters }: View, range: DayRange) {
  const [touchpoints, cells] = await Promise.all([
    listTouchpoints(db, scope, { on: addDays(range.to, -1) }),
    scoreCounts(db, scope, { range, by: ["touchpoint", "channel"], filters }),
  ]);
  return { touchpoints, cells: aboutTouchpoints(cells) };
}

/** The touchpoints that were answered about on these channels, with those answers alone. */
function rowsOn(read: Awaited<ReturnType<typeof readByChannel>>, channels: ReadonlySet<number>) {
  const cells = read.cells.filter((cell) => channels.has(cell.channelId));
  const answered = new Set(cells.map((cell) => cell.touchpointId));
  return {
    cells,
    rows: touchpointAnswers(
      read.touchpoints.filter((row) => answered.has(row.id)),
      cells,
    ),
  };
}

export const channels = router({
  /**
   * Channels that carry answers, as a tree: a parent's figures hold its children's. The score is the weighted one of
   * the touchpoints that were answered about on the channel. Changes are judged together.
   */
  list: procedure("metrics:read")
    .input(viewInput)
    .query(async ({ ctx, input }) => {
      const view = await resolveView(ctx, input);
      const { period, previous, settings } = view;
      const [known, now, before] = await Promise.all([
        listChannels(ctx.db, ctx.scope),
        readByChannel(ctx, view, period),
        previous && readByChannel(ctx, view, previous),
      ]);
      const tree = known
        .filter((row) => row.parentId === null)
        .flatMap((parent) => [parent, ...known.filter((row) => row.parentId === parent.id)]);
      const rows = tree.flatMap(({ id, slug, name, parentId }) => {
        const held = new Set([id, ...known.filter((row) => row.parentId === id).map((row) => row.id)]);
        const own = rowsOn(now, held);
        if (own.cells.length === 0) return [];
        const whole = experienceScore(own.rows, settings);
        return {
          slug,
          name,
          nested: parentId !== null,
          score: whole.score,
          measured: whole.touchpoints.filter((row) => row.score.counted).length,
          touchpoints: own.rows.length,
          verified: verifiedShare(own.cells, settings.leastPeople),
          weight: own.rows.reduce((sum, row) => sum + row.weight, 0),
          change: before && experienceChange(own.rows, rowsOn(before, held).rows, settings).change,
        };
      });
      const changes = cautiousChanges(rows);
      return rows.map((row, at) => ({ ...row, change: changes[at] ?? null }));
    }),
});
