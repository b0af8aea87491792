import { renameSource } from "@touchline/db/commands/source";
import { listSources } from "@touchline/db/queries/source";
import { RECORD_KINDS } from "@touchline/domain/records";
import { checkMapping } from "@touchline/ingest/mapping";
import { z } from "zod";
import { procedure, router } from "../trpc.ts";

/** The kinds of records that a mapping makes, in the order of the domain; none where it can't be read any more. */
function delivers(body: unknown) {
  const checked = checkMapping(body);
  if ("faults" in checked) return [];
  const kinds = new Set(checked.mapping.records.map(({ kind }) => kind));
  return RECORD_KINDS.filter((kind) => kinds.has(kind));
}

export const sources = router({
  /** Where data come from: what each source delivers, its last run, its rows, and how its files are read. */
  list: procedure("imports:read").query(async ({ ctx }) => {
    const rows = await listSources(ctx.db, ctx.scope);
    return rows.map(({ mapping, ...row }) => ({
      ...row,
      mapping: mapping && { name: mapping.name, version: mapping.version },
      delivers: delivers(mapping?.body),
    }));
  }),

  /** Gives a source another display name. Throws "not_found". */
  rename: procedure("imports:write")
    .input(z.object({ slug: z.string().max(200), name: z.string().trim().min(1).max(120) }))
    .mutation(({ ctx, input }) => renameSource(ctx.db, ctx.scope, input)),
});
