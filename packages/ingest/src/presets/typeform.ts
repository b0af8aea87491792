import type { QuestionType } from "@touchline/domain/question";
import { at, isObject } from "../json.ts";
import type { Preset } from "./preset.ts";
import { questionOf, type Rating } from "./recognise.ts";
import { proposeSurvey, type SurveyQuestion, told } from "./survey.ts";

const VALUE = ["number", "boolean", "choice.label", "text", "email", "date"];
const RECOMMEND = /\brecommend/i;
const EASY = /\beas(y|ier|ily)\b|effort/i;

/** Typeform: webhook payloads (form_response) and the responses API ({"items": [...]}); answers are found by field id or ref. */
export const typeform: Preset = {
  name: "typeform",
  title: "Typeform responses",
  fit(columns) {
    const found = columns.filter((path) =>
      /^(form_response\.|items\.)?(token|submitted_at|form_id|answers\..+)$/.test(path),
    );
    return found.some((path) => path.endsWith("submitted_at")) && found.length >= 2 ? { found } : null;
  },
  propose(inspection, options) {
    const payload = inspection.payloads.find(
      (each) => at(each, "form_response.definition.fields") ?? at(each, "definition.fields"),
    );
    const fields =
      at(options?.definition, "fields") ??
      at(payload, "form_response.definition.fields") ??
      at(payload, "definition.fields");
    return proposeSurvey(
      {
        name: "Typeform responses",
        source: "typeform",
        format: { kind: "json", records: ["items", "form_response", ""] },
        columns: {
          id: { names: ["token", "response_id"] },
          submitted: { names: ["submitted_at"] },
          customer: { names: ["hidden.customer_id", "hidden.user_id", "hidden.email"], optional: true },
        },
      },
      { externalId: { column: "id" }, at: { column: "submitted" }, customer: { column: "customer" } },
      (fields === undefined ? answered(inspection.payloads) : flattened(fields)).flatMap((field) =>
        questionFor(field, options?.questions),
      ),
    );
  },
};

type Field = Record<string, unknown>;

/** Fields in order, those of groups in the place of their group. */
function flattened(fields: unknown): Field[] {
  if (!Array.isArray(fields)) return [];
  return fields.filter(isObject).flatMap((field) => {
    const inner = at(field, "properties.fields");
    return Array.isArray(inner) ? flattened(inner) : [field];
  });
}

/** Without a definition: the fields that the payloads answer, of which only id and type are known. */
function answered(payloads: readonly unknown[]): Field[] {
  const found = new Map<string, Field>();
  for (const payload of payloads) {
    const items = at(payload, "items") ?? [at(payload, "form_response") ?? payload];
    const answers = Array.isArray(items) ? items.flatMap((item) => at(item, "answers") ?? []) : [];
    for (const answer of answers) {
      const field = at(answer, "field");
      if (isObject(field)) found.set(String(field["id"] ?? field["ref"]), field);
    }
  }
  return [...found.values()];
}

function questionFor(
  field: Field,
  questions: Readonly<Record<string, QuestionType>> | undefined,
): SurveyQuestion[] {
  const text = (key: string) => (typeof field[key] === "string" ? field[key] : "");
  const key = text("id") || text("ref");
  const type = text("type");
  if (key === "" || type === "statement") return [];
  const label = text("title") || text("ref") || key;
  const column = `answer ${key}`;
  const definition = {
    answer: { list: "answers", key: ["field.id", "field.ref"], equals: key, value: VALUE },
    optional: true,
  };
  const given = told(questions, key, text("ref"), label);
  const is = given ?? (type === "long_text" ? "comment" : ratingOf(field, type, label));
  return [{ column, label, definition, is: typeof is === "string" && is !== "comment" ? { left: is } : is }];
}

function ratingOf(field: Field, type: string, label: string): Rating | string {
  if (type === "nps") return { question: "nps_0_10", blank: [] };
  if (type !== "rating" && type !== "opinion_scale")
    return `a question of the type ${type || "unknown"}, which is no rating`;
  const steps = Number(at(field, "properties.steps"));
  if (!Number.isInteger(steps) || steps < 1)
    return `a ${type} whose number of steps the payload does not say: give the form's definition`;
  const first =
    type === "rating" ||
    at(field, "properties.start_at_one") === true ||
    at(field, "properties.start_at_one") === "true"
      ? 1
      : 0;
  const last = first + steps - 1;
  if (first === 0 && last === 10 && RECOMMEND.test(label)) return { question: "nps_0_10", blank: [] };
  const question = questionOf(EASY.test(label) ? "ces" : "csat", first, last);
  return question
    ? { question, blank: [] }
    : `a ${type} from ${first} to ${last}, which is no scale that is kept`;
}
