import { PRESETS } from "@touchline/ingest/presets";
import { procedure, router } from "../trpc.ts";

export const presets = router({
  /** The kinds of files that Touchline knows by itself. */
  list: procedure("imports:read").query(() => PRESETS.map(({ name, title }) => ({ name, title }))),
});
