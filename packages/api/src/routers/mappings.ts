import { listMappings } from "@touchline/db/queries/mapping";
import { PRESETS } from "@touchline/ingest/presets";
import { procedure, router } from "../trpc.ts";

export const mappings = router({
  /**
   * What a file can be read by, each by its name: the kinds of files that Touchline knows by itself, and the mappings
   * that were used or stored before.
   */
  list: procedure("imports:read").query(async ({ ctx }) => {
    const presets = PRESETS.map(({ name, title }) => ({ name, title }));
    const known = new Set(presets.flatMap(({ name, title }) => [name, title]));
    const stored = (await listMappings(ctx.db, ctx.scope)).filter(({ name }) => !known.has(name));
    return { presets, stored: stored.map(({ name, version }) => ({ name, version })) };
  }),
});
