import { at, isObject } from "../json.ts";
import type { Preset } from "./preset.ts";
import { questionOf, type Rating } from "./recognise.ts";
import { proposeSurvey, type SurveyQuestion, told } from "./survey.ts";

/** Formbricks: webhook payloads ({"event", "data": {...}}) and the responses API ({"data": [...]}); answers are keyed by question id. */
export const formbricks: Preset = {
  name: "formbricks",
  title: "Formbricks responses",
  fit(columns) {
    const found = columns.filter((path) => /^(data\.)?(surveyId|createdAt|finished|data\..+|id)$/.test(path));
    return columns.some((path) => /(^|\.)surveyId$/.test(path)) ? { found } : null;
  },
  propose(inspection, options) {
    const known = new Map(
      elementsOf(options?.definition).map((question) => [String(question["id"] ?? ""), question]),
    );
    const keys = new Set([...known.keys(), ...inspection.payloads.flatMap(answerKeys)]);
    keys.delete("");
    const questions = [...keys].map((key): SurveyQuestion => {
      const question = known.get(key);
      const label = question ? headline(question) : key;
      const is = told(options?.questions, key, label) ?? (question ? kindOf(question) : null);
      return {
        column: `answer ${key}`,
        label,
        definition: { names: [`data.${key}`], optional: true },
        is: is ?? {
          left: "the payload does not say what kind of question this is: give the survey's definition",
        },
      };
    });
    return proposeSurvey(
      {
        name: "Formbricks responses",
        source: "formbricks",
        format: { kind: "json", records: ["data", ""] },
        columns: {
          id: { names: ["id"] },
          created: { names: ["createdAt"] },
          customer: {
            names: ["contact.userId", "contactAttributes.userId", "person.userId", "contact.id"],
            optional: true,
          },
        },
      },
      { externalId: { column: "id" }, at: { column: "created" }, customer: { column: "customer" } },
      questions,
    );
  },
};

/** Answers stand under `data` of a response; a payload wraps one response or a list of them. */
function answerKeys(payload: unknown): string[] {
  const inner = at(payload, "data");
  const responses = Array.isArray(inner)
    ? inner
    : isObject(inner) && isObject(inner["data"])
      ? [inner]
      : [payload];
  return responses.flatMap((response) => Object.keys(Object(at(response, "data"))));
}

/** Questions of a survey definition: a flat list, or elements in blocks. */
function elementsOf(definition: unknown): Record<string, unknown>[] {
  const survey = at(definition, "data") ?? definition;
  const blocks = at(survey, "blocks");
  const lists = Array.isArray(blocks)
    ? blocks.map((block) => at(block, "elements"))
    : [at(survey, "questions")];
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []));
}

function headline(question: Record<string, unknown>): string {
  const text = at(question, "headline.default") ?? question["headline"];
  return typeof text === "string" ? text : String(question["id"] ?? "");
}

function kindOf(question: Record<string, unknown>): Rating | "comment" | { left: string } {
  const type = String(question["type"] ?? "");
  if (type === "nps") return { question: "nps_0_10", blank: [] };
  if (type === "openText") return "comment";
  if (type !== "rating" && type !== "csat" && type !== "ces")
    return { left: `a question of the type ${type}, which is no rating` };
  const range = Number(question["range"] ?? 5);
  const found = questionOf(
    type === "ces" || /\beas(y|ier|ily)\b|effort/i.test(headline(question)) ? "ces" : "csat",
    1,
    range,
  );
  return found
    ? { question: found, blank: [] }
    : { left: `a rating from 1 to ${range}, which is no scale that is kept` };
}
