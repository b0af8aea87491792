import { createLoader, createSerializer, parseAsStringLiteral } from "nuqs/server";

/** The parts of the structure, each an address of its own. */
export const STRUCTURE_PARTS = ["touchpoints", "departments", "channels", "stages", "segments"] as const;
export type StructurePart = (typeof STRUCTURE_PARTS)[number];

const parsers = { show: parseAsStringLiteral(STRUCTURE_PARTS).withDefault("touchpoints") };
export const loadPart = createLoader(parsers);
export const addressOfPart = createSerializer(parsers);
