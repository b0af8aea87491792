import { saveMapping } from "@touchline/db/commands/mapping";
import { getMapping, listMappings } from "@touchline/db/queries/mapping";
import { fieldsOf } from "@touchline/ingest/describe";
import { checkMapping, parseMapping } from "@touchline/ingest/mapping";
import { PRESETS } from "@touchline/ingest/presets";
import { z } from "zod";
import { procedure, router } from "../trpc.ts";

/** A mapping as JSON: its fields, or its faults by their places. */
function described(body: unknown) {
  const checked = checkMapping(body);
  return "faults" in checked
    ? { fields: [], faults: checked.faults }
    : { fields: fieldsOf(checked.mapping), faults: [] };
}

export const mappings = router({
  /**
   * What a file can be read by, each by its name: the kinds of files that Touchline knows by itself, and the mappings
   * that were used or stored before.
   */
  list: procedure("imports:read").query(async ({ ctx }) => ({
    presets: PRESETS.map(({ name, title }) => ({ name, title })),
    stored: await listMappings(ctx.db, ctx.scope),
  })),

  /** The newest version of a stored mapping, as JSON and by its fields. Throws "not_found". */
  get: procedure("imports:read")
    .input(z.object({ name: z.string().max(200) }))
    .query(async ({ ctx, input }) => {
      const found = await getMapping(ctx.db, ctx.scope, input.name);
      return { ...found, ...described(found.body) };
    }),

  /** What a mapping reads, or what is wrong with it and where. Nothing is stored. */
  check: procedure("imports:read")
    .input(z.object({ body: z.unknown() }))
    .query(({ input }) => described(input.body)),

  /** Stores a mapping as the next version of its name. Throws "invalid", or "conflict" where `basedOn` is not the newest. */
  save: procedure("imports:write")
    .input(z.object({ body: z.unknown(), basedOn: z.number().int().positive().optional() }))
    .mutation(({ ctx, input }) => {
      const mapping = parseMapping(input.body);
      return saveMapping(ctx.db, ctx.scope, { name: mapping.name, body: mapping, basedOn: input.basedOn });
    }),
});
