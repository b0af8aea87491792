import type { DeclaredStructure } from "@touchline/domain/records";
import type { NumberedName } from "./import-encode.ts";
import type { Staging } from "./import-staging.ts";

/** Records by what became of them. */
export interface Published {
  created: number;
  corrected: number;
  unchanged: number;
}

export interface PublishInput {
  readonly runId: number;
  readonly sourceId: number;
  readonly startedAt: Date;
  readonly staging: Staging;
  readonly structure: DeclaredStructure;
  readonly names: readonly NumberedName[];
  /** Called between chunks: throws when the import was cancelled. */
  readonly check: () => void;
}
