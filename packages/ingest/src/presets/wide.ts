import type { QuestionType } from "@touchline/domain/question";
import type { TouchpointRole } from "@touchline/domain/structure";
import type { MappingInput } from "../mapping.ts";

type Structure = NonNullable<MappingInput["structure"]>;
type Touchpoint = NonNullable<Structure["touchpoints"]>[number];
type Submission = Extract<MappingInput["records"][number], { kind: "submission" }>;
type Answer = Submission["answers"][number];
export const STAGES = [
  "hear",
  "consider",
  "choose",
  "buy",
  "arrive",
  "use",
  "service",
  "stay",
  "leave",
] as const;
export type Stage = (typeof STAGES)[number];

/** A touchpoint that a file rates in a column of its own. */
export interface RatedTouchpoint {
  readonly slug: string;
  readonly name: string;
  readonly stage: Stage;
  readonly role: TouchpointRole;
  readonly column: string;
  readonly usage?: Answer["usage"];
}

/** One answer and one declared touchpoint for each rated column, all on one scale and with the same blank codes. */
export function wideRatings(
  rated: readonly RatedTouchpoint[],
  question: QuestionType,
  blank: string[],
): { answers: Answer[]; touchpoints: Touchpoint[] } {
  return {
    answers: rated.map(({ slug, column, usage }) => ({
      touchpoint: slug,
      question,
      score: { column, blank },
      ...(usage ? { usage } : {}),
    })),
    touchpoints: rated.map(({ slug, name, stage, role }) => ({
      slug,
      name,
      stage,
      role,
      primaryQuestion: question,
    })),
  };
}
