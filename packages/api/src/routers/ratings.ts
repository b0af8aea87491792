import { type CountRow, scoreCounts } from "@touchline/db/queries/counts";
import { listChannels, listSegments, listTouchpoints } from "@touchline/db/queries/structure";
import { addDays } from "@touchline/domain/day";
import { EVIDENCE } from "@touchline/domain/evidence";
import { OVERALL_TOUCHPOINT } from "@touchline/domain/structure";
import { z } from "zod";
import { groupBy } from "../answers.ts";
import { idOf } from "../keys.ts";
import { questionRows } from "../question-rows.ts";
import { procedure, router } from "../trpc.ts";
import { resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

const GROUPS = ["touchpoint", "channel", "segment", "evidence", "question"] as const;
type Cells = readonly CountRow<"touchpoint">[];
const slug = z.string().max(200).nullable().default(null);

export const ratings = router({
  /**
   * Answers of a period by touchpoint, channel, segment, evidence of use or question, a row for each question asked in
   * a group: nothing is averaged across questions. Headline figures follow the evidence asked for; by evidence each
   * group speaks for itself. Groups of too few answers have their band and no figures.
   * touchpoint narrows by slug.
   */
  breakdown: procedure("metrics:read")
    .input(viewInput.extend({ touchpoint: slug, by: z.enum(GROUPS) }))
    .query(async ({ ctx, input }) => {
      const { period, settings, filters } = await resolveView(ctx, input);
      const [touchpoints, channels, segments] = await Promise.all([
        listTouchpoints(ctx.db, ctx.scope, { on: addDays(period.to, -1) }),
        listChannels(ctx.db, ctx.scope),
        listSegments(ctx.db, ctx.scope),
      ]);
      const rated = [OVERALL_TOUCHPOINT, ...touchpoints];
      const query = {
        range: period,
        filters: {
          ...filters,
          touchpoints: input.touchpoint === null ? undefined : [idOf(rated, input.touchpoint, "touchpoint")],
        },
      };
      const group = (key: string, name: string, cells: Cells, basis = settings.basis) =>
        questionRows(cells, { ...settings, basis }).map((row) => ({ key, name, ...row }));
      if (input.by === "channel") {
        const cells = await scoreCounts(ctx.db, ctx.scope, { ...query, by: ["touchpoint", "channel"] });
        const own = groupBy(cells, (cell) => cell.channelId);
        return channels.flatMap(({ id, slug: key, name }) => group(key, name, own.get(id) ?? []));
      }
      if (input.by === "segment") {
        const cells = await scoreCounts(ctx.db, ctx.scope, { ...query, by: ["touchpoint", "segment"] });
        const own = groupBy(cells, (cell) => cell.segmentId);
        return segments.flatMap(({ id, slug: key, name }) => group(key, name, own.get(id) ?? []));
      }
      const cells = await scoreCounts(ctx.db, ctx.scope, { ...query, by: ["touchpoint"] });
      if (input.by === "touchpoint") {
        const own = groupBy(cells, (cell) => cell.touchpointId);
        return rated.flatMap(({ id, slug: key, name }) => group(key, name, own.get(id) ?? []));
      }
      if (input.by === "evidence")
        return EVIDENCE.flatMap((key) =>
          group(
            key,
            EVIDENCE_NAMES[key],
            cells.filter((cell) => cell.evidence === key),
            "all",
          ),
        );
      return questionRows(cells, settings).map((row) => ({ key: row.question, name: row.label, ...row }));
    }),
});

const EVIDENCE_NAMES = { used: "Used", not_used: "Not used", unknown: "Not known" } as const;
