import { createHash } from "node:crypto";
import { AppError } from "@touchline/domain/errors";
import { slugify } from "@touchline/domain/structure";
import { BoundedMap, detached } from "./bounded.ts";
import type { Mapping } from "./mapping.ts";

const NAME_KINDS = ["touchpoint", "channel", "segment", "department", "course"] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** Display names met in the data that the mapping's own structure does not declare. Records carry the slugs. */
export type NamesFound = Readonly<
  Record<`${NameKind}s`, readonly { readonly slug: string; readonly name: string }[]>
>;

/** More different names than this are no list of names: a wrong column was mapped. */
const MAX_NAMES = 5000;

/** Turns names in the data into slugs, and remembers how they are written. */
export class NameBook {
  readonly #known: Record<NameKind, Map<string, string>>;
  readonly #found: Record<NameKind, Map<string, string>>;
  readonly #cache: Record<NameKind, BoundedMap<string, string>>;
  readonly #reject: boolean;
  readonly #fresh: { kind: NameKind; slug: string }[] = [];

  constructor(mapping: Mapping) {
    const each = <T>(make: (kind: NameKind) => T) =>
      Object.fromEntries(NAME_KINDS.map((kind) => [kind, make(kind)])) as Record<NameKind, T>;
    const declared = mapping.structure;
    const lists = {
      touchpoint: declared.touchpoints,
      channel: declared.channels,
      segment: declared.segments,
      department: declared.departments,
      course: [],
    };
    this.#known = each(
      (kind) =>
        new Map(
          lists[kind].flatMap((row) => [
            [row.slug, row.slug] as const,
            [slugify(row.name), row.slug] as const,
          ]),
        ),
    );
    this.#found = each(() => new Map());
    this.#cache = each(() => new BoundedMap(MAX_NAMES));
    this.#reject = mapping.unknownNames === "reject";
  }

  /** The slug of a name, null when it is unknown and the mapping takes no new ones ("reject"; courses are always new). */
  slug(kind: NameKind, name: string): string | null {
    const cached = this.#cache[kind].get(name);
    if (cached !== undefined) return cached;
    const own = slugOf(name);
    let slug = this.#known[kind].get(own);
    if (slug === undefined) {
      if (this.#reject && kind !== "course") return null;
      slug = detached(own);
      const found = this.#found[kind];
      if (!found.has(slug)) {
        if (found.size >= MAX_NAMES)
          throw new AppError(
            "invalid",
            `More than ${MAX_NAMES} different ${kind} names: the mapping reads them from a column that is no list of ${kind}s.`,
          );
        found.set(slug, detached(name));
        this.#fresh.push({ kind, slug });
      }
    }
    this.#cache[kind].set(name, slug);
    return slug;
  }

  /** Ends a row: names that only a rejected row brought are forgotten. */
  settle(accepted: boolean): void {
    if (this.#fresh.length === 0) return;
    for (const { kind, slug } of this.#fresh.splice(0)) {
      if (accepted) continue;
      this.#found[kind].delete(slug);
      this.#cache[kind].clear();
    }
  }

  found(): NamesFound {
    const list = (kind: NameKind) => [...this.#found[kind]].map(([slug, name]) => ({ slug, name }));
    return {
      touchpoints: list("touchpoint"),
      channels: list("channel"),
      segments: list("segment"),
      departments: list("department"),
      courses: list("course"),
    };
  }
}

/** A longer slug fits no index. */
const MAX_SLUG = 100;

/** Names that differ only in letters that a slug can not hold, or only far behind, get slugs of their own by a digest. */
function slugOf(name: string): string {
  const slug = slugify(name);
  if (
    slug !== "" &&
    slug.length <= MAX_SLUG &&
    !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(name)
  )
    return slug;
  const same = name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const digest = createHash("md5").update(same).digest("hex").slice(0, 16);
  return `${slug.slice(0, MAX_SLUG - 20).replace(/-+$/, "") || "name"}-${digest}`;
}
