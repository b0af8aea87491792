/** Enumerations of the company's structure. Each order is the order of the database enum: append only. */
export const DIRECTNESS = ["direct", "indirect"] as const;
export type Directness = (typeof DIRECTNESS)[number];

export const TOUCHPOINT_ROLES = [
  "service",
  "support",
  "sales",
  "marketing",
  "product",
  "operations",
] as const;
export type TouchpointRole = (typeof TOUCHPOINT_ROLES)[number];

/** What an administrator keeps in order. */
export const STRUCTURE_KINDS = ["touchpoint", "department", "channel", "stage", "segment"] as const;
export type StructureKind = (typeof STRUCTURE_KINDS)[number];

/** What has a page of its own. */
export const PLACE_KINDS = ["department", "touchpoint", "channel"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** What people call one of a kind. */
export const STRUCTURE_WORDS: Readonly<Record<StructureKind, string>> = {
  touchpoint: "touchpoint",
  department: "department",
  channel: "channel",
  stage: "journey stage",
  segment: "segment",
};

/** Bounds of a touchpoint's weight, which has two decimals: nothing that is measured weighs nothing. */
export const WEIGHT_BOUNDS = { least: 0.1, most: 100 } as const;

/** A direct interaction weighs twice an indirect one unless an admin says otherwise; an indirect one is never 0. */
export const DEFAULT_WEIGHT: Readonly<Record<Directness, number>> = { direct: 2, indirect: 1 };

/** Built-in rows that every database has, so that "not stated" needs no null in a key. */
export const NOT_STATED_CHANNEL = { id: 0, slug: "not-stated", name: "Not stated" } as const;
export const NOT_STATED_SEGMENT = { id: 0, slug: "not-stated", name: "Not stated" } as const;
/** The company as a whole: carries NPS and overall satisfaction; has no weight and is in no touchpoint list. */
export const OVERALL_TOUCHPOINT = { id: 0, slug: "overall", name: "The company as a whole" } as const;

/** Lower-case words joined by hyphens, from any display name; diacritics folded. "" when nothing is left. */
export function slugify(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** A display name for a slug that nobody named: "front-desk" becomes "Front desk". */
export function nameOfSlug(slug: string): string {
  const words = slug.replace(/-/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The journey that a new database starts with, from first hearing to leaving. */
export const JOURNEY_STAGES = [
  { slug: "hear", name: "First hearing" },
  { slug: "consider", name: "Considering" },
  { slug: "choose", name: "Choosing" },
  { slug: "buy", name: "Buying" },
  { slug: "arrive", name: "Getting it" },
  { slug: "use", name: "Using it" },
  { slug: "service", name: "Getting help" },
  { slug: "stay", name: "Staying" },
  { slug: "leave", name: "Leaving" },
] as const;
