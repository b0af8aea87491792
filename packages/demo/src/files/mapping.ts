import { CHANNELS, COMPANY_NAME, DEPARTMENTS, SEGMENTS } from "../company/structure.ts";
import { TOUCHPOINTS } from "../company/touchpoints.ts";

/**
 * Guests' visits, contacts and surveys are of one source: a survey finds the interaction that its invitation carried only
 * within its own. The staff is of another.
 */
const SOURCES = { guests: "saltmarch-guests", staff: "saltmarch-staff" } as const;

/** What the product calls the sources. */
export const SOURCE_NAMES: Readonly<Record<string, string>> = {
  [SOURCES.guests]: `${COMPANY_NAME} guests`,
  [SOURCES.staff]: `${COMPANY_NAME} staff`,
};

const structure = {
  departments: DEPARTMENTS.map(([slug, name]) => ({ slug, name })),
  touchpoints: TOUCHPOINTS.map(({ slug, name, stage, department, directness, role }) => ({
    slug,
    name,
    stage,
    department,
    directness,
    role,
    primaryQuestion: "csat_1_5",
  })),
  channels: CHANNELS.map(([slug, name, parent]) => ({ slug, name, parent })),
  segments: SEGMENTS.map(([slug, name]) => ({ slug, name })),
  logs: TOUCHPOINTS.filter((touchpoint) => touchpoint.logged).flatMap(({ slug, channels }) =>
    channels.map(([channel]) => ({ touchpoint: slug, channel })),
  ),
};

/** A mapping in the import's format: the company's structure comes with every file, so that their order is free. */
export function mappingOf(
  name: string,
  records: readonly unknown[],
  about: keyof typeof SOURCES = "guests",
): unknown {
  return {
    schemaVersion: 1,
    name: `${COMPANY_NAME} ${name}`,
    source: SOURCES[about],
    format: { kind: "csv", delimiter: ",", encoding: "utf-8" },
    zone: "UTC",
    records,
    structure,
    unknownNames: "reject",
  };
}

export const column = (name: string) => ({ column: name });

/** Column for an answer about the touchpoint in a wide file; its channel is said where it has but one. */
export function wideAnswer(slug: string, score: string, usage?: string): unknown {
  const channels = TOUCHPOINTS.find((touchpoint) => touchpoint.slug === slug)?.channels ?? [];
  const only = channels.length === 1 ? channels[0]?.[0] : undefined;
  return {
    touchpoint: slug,
    ...(only === undefined ? {} : { channel: only }),
    question: "csat_1_5",
    score: column(score),
    ...(usage === undefined ? {} : { usage: column(usage) }),
  };
}
