import type { RouterOutputs } from "@touchline/api/root";
import { formatCount } from "@touchline/ui/formats";
import type { HeatCell, HeatName } from "../table/heat-table.tsx";

type Paths = RouterOutputs["channels"]["paths"];
export type Path = Paths["channels"][number];

/** A channel and those below it. */
type Family = { readonly slug: string; readonly children: readonly { readonly slug: string }[] };

export const isWithin = (family: Family, { slug }: Path["from"]): boolean =>
  slug === family.slug || family.children.some((child) => child.slug === slug);

/** The paths that begin or end on the channel, or on one below it. */
export const pathsOf = ({ channels }: Pick<Paths, "channels">, family: Family): Path[] =>
  channels.filter(({ from, to }) => isWithin(family, from) || isWithin(family, to));

const keyOf = ({ slug, name }: Path["from"]): string => slug ?? name;

/** Paths as a table: rows are where issues were, columns where they went on, those with the most first. */
export function pathTable(
  paths: readonly Path[],
  href: (slug: string) => string,
  behind: (from: string, to: string) => string,
): { rows: HeatName[]; columns: HeatName[]; cells: HeatCell[] } {
  const names = (end: "from" | "to"): HeatName[] => {
    const sums = new Map<string, { name: HeatName; contacts: number }>();
    for (const path of paths) {
      const { slug, name } = path[end];
      const key = keyOf(path[end]);
      const so = sums.get(key)?.contacts ?? 0;
      sums.set(key, {
        name: { key, name, href: slug === null ? null : href(slug) },
        contacts: so + (path.contacts ?? 0),
      });
    }
    return [...sums.values()].sort((a, b) => b.contacts - a.contacts).map(({ name }) => name);
  };
  return {
    rows: names("from"),
    columns: names("to"),
    cells: paths.map(({ from, to, contacts, band }) => ({
      row: keyOf(from),
      column: keyOf(to),
      heat: contacts,
      figure: band ?? formatCount(contacts ?? 0),
      n: null,
      ...(contacts !== null &&
        from.slug !== null &&
        to.slug !== null && { href: behind(from.slug, to.slug) }),
    })),
  };
}
