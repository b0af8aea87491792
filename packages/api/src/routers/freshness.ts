import { listSourceStates } from "@touchline/db/queries/freshness";
import { readOrganisation } from "@touchline/db/queries/structure";
import { dayAt } from "@touchline/domain/day";
import { freshness as freshnessOf } from "@touchline/domain/freshness";
import { remembered } from "../remembered.ts";
import { procedure, router } from "../trpc.ts";

export const freshness = router({
  /**
   * How far the data of each source go: the last import, the last day that it speaks of (null = undated), and whether it
   * is late by its own rhythm (timing null = never imported). failed: the last run came to nothing.
   */
  list: procedure("metrics:read").query(
    remembered(async ({ ctx: { db, scope, now } }) => {
      const [sources, { timeZone }] = await Promise.all([
        listSourceStates(db, scope),
        readOrganisation(db, scope),
      ]);
      const today = dayAt(now.getTime(), timeZone);
      return sources.map(({ importDays, ...source }) => ({
        ...source,
        timing: freshnessOf(importDays, today),
      }));
    }),
  ),
});
