import type { QuestionType } from "./question.ts";
import type { Directness, TouchpointRole } from "./structure.ts";

/**
 * Canonical records: what any file or payload becomes before it is stored. Names are slugs, instants are epoch
 * milliseconds (UTC), calendar days are "yyyy-mm-dd". null = the source does not say.
 */
export const RECORD_KINDS = [
  "submission",
  "interaction",
  "customer",
  "employee",
  "training",
  "engagement",
] as const;

export const TRAINING_OUTCOMES = ["completed", "passed", "failed", "incomplete"] as const;
export type TrainingOutcome = (typeof TRAINING_OUTCOMES)[number];

export interface AnswerRecord {
  readonly touchpoint: string;
  readonly channel: string | null;
  readonly question: QuestionType;
  readonly score: number;
  /** The same person's own answer on whether the touchpoint was used. */
  readonly usage: "yes" | "no" | null;
}

/** One person's answers given together. externalId null: identity = the row's own content and its occurrence. */
export interface SubmissionRecord {
  readonly kind: "submission";
  readonly externalId: string | null;
  /** The source's customer id; null = nobody else's row is the same person. */
  readonly customer: string | null;
  /** null = undated: counted on the day of the import and marked so. */
  readonly at: number | null;
  readonly segment: string | null;
  readonly comment: string | null;
  /** Survey weight: stored, not used yet. */
  readonly weight: number | null;
  /** External id of the interaction that the invitation carried: evidence of use of its touchpoint and channel. */
  readonly interaction: string | null;
  readonly answers: readonly AnswerRecord[];
}

export interface InteractionRecord {
  readonly kind: "interaction";
  readonly externalId: string | null;
  readonly customer: string | null;
  readonly at: number | null;
  readonly touchpoint: string;
  readonly channel: string | null;
  readonly segment: string | null;
  /** Slug of the touchpoint that made this contact necessary. */
  readonly cause: string | null;
  readonly reason: string | null;
  /** External id of the interaction whose issue this one continues. */
  readonly continues: string | null;
  readonly openedAt: number | null;
  readonly firstReplyAt: number | null;
  readonly resolvedAt: number | null;
  readonly resolvedAtFirstContact: boolean | null;
  readonly reopened: boolean | null;
  readonly promiseKept: boolean | null;
  readonly comment: string | null;
}

export interface CustomerRecord {
  readonly kind: "customer";
  readonly externalId: string;
  readonly segment: string | null;
}

export interface EmployeeRecord {
  readonly kind: "employee";
  readonly externalId: string;
  readonly department: string | null;
  /** Day from which the employee belongs to the department; null = from hiring on. */
  readonly departmentSince: string | null;
  readonly hired: string | null;
  readonly left: string | null;
}

export interface TrainingRecord {
  readonly kind: "training";
  readonly externalId: string | null;
  readonly employee: string;
  readonly course: string;
  readonly assigned: string | null;
  readonly due: string | null;
  readonly completed: string | null;
  readonly expires: string | null;
  readonly outcome: TrainingOutcome | null;
}

export interface EngagementRecord {
  readonly kind: "engagement";
  readonly externalId: string | null;
  readonly employee: string;
  readonly day: string | null;
  readonly answers: readonly {
    readonly item: string;
    readonly question: QuestionType;
    readonly score: number;
  }[];
}

export type CanonicalRecord =
  | SubmissionRecord
  | InteractionRecord
  | CustomerRecord
  | EmployeeRecord
  | TrainingRecord
  | EngagementRecord;

/** What is wrong with one cell, in words for the person who owns the file. */
export interface CellProblem {
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}

/**
 * What became of one physical data row (1 = the first row after the header). accepted rows carry their records and
 * the cells left out of them; a blank row (no value in any cell) is no data row.
 */
export type RowOutcome =
  | {
      readonly row: number;
      readonly status: "accepted";
      readonly records: readonly CanonicalRecord[];
      readonly dropped: readonly CellProblem[];
    }
  | { readonly row: number; readonly status: "rejected"; readonly problem: CellProblem }
  | { readonly row: number; readonly status: "blank" };

/** Structure that a mapping brings along; created when missing, never changed when present. Slugs join records to it. */
export interface DeclaredStructure {
  readonly departments: readonly { readonly slug: string; readonly name: string }[];
  readonly touchpoints: readonly {
    readonly slug: string;
    readonly name: string;
    readonly stage: string | null;
    readonly department: string | null;
    readonly directness: Directness;
    readonly role: TouchpointRole;
    readonly primaryQuestion: QuestionType | null;
  }[];
  readonly channels: readonly {
    readonly slug: string;
    readonly name: string;
    readonly parent: string | null;
  }[];
  readonly segments: readonly { readonly slug: string; readonly name: string }[];
  /** Touchpoint and channel pairs whose every use this source logs, so that a missing interaction means "not used". */
  readonly logs: readonly { readonly touchpoint: string; readonly channel: string | null }[];
}
