import { listChannels, listDepartments } from "@touchline/db/queries/structure";
import { readAnswers, readBoth, type ScoredAnswers, touchpointAnswers } from "./answers.ts";
import { cautiousChanges } from "./cautious.ts";
import { channelRows } from "./channel-rows.ts";
import { idOf, withChildren } from "./keys.ts";
import { touchpointRows } from "./touchpoint-rows.ts";
import type { Reads, View } from "./view.ts";

/** The view narrowed to a channel and those below it. Throws "not_found". */
export async function narrowToChannel({ db, scope }: Reads, view: View, slug: string): Promise<View> {
  const channels = await listChannels(db, scope);
  const held = withChildren(channels, idOf(channels, slug, "channel"));
  const { channels: asked } = view.filters;
  return {
    ...view,
    filters: { ...view.filters, channels: asked ? held.filter((id) => asked.includes(id)) : held },
  };
}

/** The touchpoints that were answered about in a narrowed view, now and before. */
export async function readCarried(reads: Reads, narrowed: View) {
  const { now, before } = await readBoth(reads, narrowed);
  const answered = new Set([...now.cells, ...(before?.cells ?? [])].map((cell) => cell.touchpointId));
  const own = (read: typeof now): ScoredAnswers[] =>
    touchpointAnswers(
      read.touchpoints.filter((row) => answered.has(row.id)),
      read.cells,
    );
  return { now, rows: own(now), rowsBefore: before && own(before) };
}

/** All that a channel's page says beside its trend and its customers' words. Throws "not_found". */
export async function readChannel(reads: Reads, view: View, slug: string) {
  const narrowed = await narrowToChannel(reads, view, slug);
  const { cells } = await readAnswers(reads, view, view.period);
  const [tree, channels, departments, { now, rows, rowsBefore }] = await Promise.all([
    channelRows(reads, narrowed, { whole: cells }),
    listChannels(reads.db, reads.scope),
    listDepartments(reads.db, reads.scope),
    readCarried(reads, narrowed),
  ]);
  const named = channels.find((row) => row.slug === slug);
  const parent = channels.find((row) => row.id === named?.parentId);
  const carried = touchpointRows(
    rows,
    rowsBefore,
    { touchpoints: now.touchpoints, departments },
    view.settings,
  );
  return {
    slug,
    name: named?.name ?? slug,
    parent: parent ? { slug: parent.slug, name: parent.name } : null,
    /** As in the list of channels; null where it carries no answers in the view. */
    figures: tree.find((row) => row.slug === slug) ?? null,
    children: tree.filter((row) => row.parent === slug),
    /** What it carries, the most answers first. */
    touchpoints: cautiousChanges(carried).toSorted((a, b) => b.score.n - a.score.n),
  };
}
