import type { DemoFile } from "./csv.ts";
import { afterUseFile } from "./files/after-use.ts";
import { everybodyFile } from "./files/everybody.ts";
import { contactsFile, visitsFile } from "./files/interactions.ts";
import { employeesFile, engagementFile, trainingFile } from "./files/people.ts";
import { relationshipFile } from "./files/relationship.ts";
import { makeWorld } from "./world.ts";

/** Journeys of the sample company: about a million interactions. */
const JOURNEYS = 104_000;
export const DEFAULT_SEED = 20_260;

/**
 * The files of the sample company: 24 whole months before the month of `now` (epoch ms, UTC). The same seed and month
 * give the same bytes. Interactions come first, so that the answers about them find their evidence of use.
 */
export function sampleFiles(input: { readonly seed?: number; readonly now: number }): readonly DemoFile[] {
  const world = makeWorld(input.seed ?? DEFAULT_SEED, input.now, JOURNEYS);
  return [
    visitsFile(world),
    contactsFile(world),
    afterUseFile(world),
    relationshipFile(world),
    everybodyFile(world),
    employeesFile(world),
    trainingFile(world),
    engagementFile(world),
  ];
}
