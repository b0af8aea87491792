import "server-only";
import type { PlaceKind } from "@touchline/domain/structure";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { addressOf, type Filters } from "./filters.ts";
import { api } from "./server.ts";

/** What the page of this slug is about, asked once per request; null: there is no such thing. */
export const placeOf = cache(async (kind: PlaceKind, slug: string) =>
  (await api()).places.get({ kind, slug }),
);

/** For a page without figures: a bookmark of what was merged goes on to what it is a part of; any other is not found. */
export async function followMerged(kind: PlaceKind, slug: string, filters: Filters): Promise<never> {
  const place = await placeOf(kind, slug);
  if (place === null || place.slug === slug) notFound();
  redirect(addressOf(`/${kind}s/${encodeURIComponent(place.slug)}`, filters));
}
