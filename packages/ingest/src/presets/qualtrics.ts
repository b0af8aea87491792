import type { Inspection } from "../inspect.ts";
import type { Preset, ProposalOptions } from "./preset.ts";
import { recognise } from "./recognise.ts";
import { proposeSurvey, type SurveyQuestion, told } from "./survey.ts";

/** What Qualtrics itself adds to the answers, by the names of both export forms. */
const META =
  /^(response ?id|_?recordid|response ?set|name|start ?date|end ?date|status|ip ?address|progress|duration \(in seconds\)|finished|recorded ?date|recipient ?(last|first) ?name|recipient ?email|email ?address|external ?(data ?)?reference|location ?(latitude|longitude|accuracy)|distribution ?channel|user ?language)$/i;
/** "Survey Preview" and spam, as a word or as Qualtrics' number. */
const NO_RESPONDENT = [
  "survey preview",
  "1",
  "survey test",
  "2",
  "spam",
  "8",
  "survey preview spam",
  "9",
  "offline survey preview",
  "17",
];

/** Qualtrics CSV: names, question texts and import ids in three header rows; names (V1, V2...) and texts in two before 2017. */
export const qualtrics: Preset = {
  name: "qualtrics",
  title: "Qualtrics survey export",
  fit(columns) {
    const legacy = columns.filter((name) => /^V\d+$/.test(name));
    const meta = columns.filter((name) => META.test(name));
    const isOurs = columns.some((name) => /^response ?id$/i.test(name)) && meta.length >= 5;
    return isOurs ? { found: meta } : legacy.length >= 5 ? { found: legacy } : null;
  },
  propose(inspection, options) {
    const column = metaColumns(inspection);
    const id = column(/^(response ?id|_?recordid)$/i);
    const at = column(/^recorded ?date$/i) ?? column(/^end ?date$/i);
    const customer = column(/^external ?(data ?)?reference$/i);
    const status = column(/^status$/i);
    return proposeSurvey(
      {
        name: "Qualtrics survey",
        source: "qualtrics",
        format: { kind: "csv", encoding: inspection.encoding, headerRows: inspection.headerRows },
      },
      {
        externalId: id ? { column: id } : null,
        ...(at ? { at: { column: at } } : {}),
        ...(customer ? { customer: { column: customer } } : {}),
        ...(status ? { when: { column: status, notIn: NO_RESPONDENT } } : {}),
      },
      questionsOf(inspection, options),
    );
  },
};

/** A meta column by either header row: before 2017 only the second one tells what V1, V2... are. */
function metaColumns(inspection: Inspection): (pattern: RegExp) => string | undefined {
  return (pattern) =>
    inspection.columns.find(
      (name, at) => pattern.test(name) || (/^V\d+$/.test(name) && pattern.test(inspection.labels[at] ?? "")),
    );
}

function questionsOf(
  { columns, labels, distinct, importIds }: Inspection,
  options: ProposalOptions | undefined,
): SurveyQuestion[] {
  return columns.flatMap((column, at): SurveyQuestion[] => {
    const label = labels[at] ?? "";
    if (column === "" || META.test(column) || (/^V\d+$/.test(column) && META.test(label))) return [];
    if (columns.indexOf(column) !== columns.lastIndexOf(column))
      return [{ column, label, is: { left: "several columns have this name" } }];
    const values = distinct[at] ?? [];
    // Qualtrics groups the answers of each NPS question in a column of its own beside it.
    if (/_NPS_GROUP$/i.test(column)) return [];
    const nps = columns.some((name) => name.toLowerCase() === `${column.toLowerCase()}_nps_group`);
    const given = told(options?.questions, column);
    if (given) return [{ column, label, is: given }];
    if (nps) return [{ column, label, is: { question: "nps_0_10", blank: [] } }];
    if (/_TEXT$/i.test(column) || /[_-]TEXT["']\}$/.test(importIds[at]?.trim() ?? "") || isProse(values))
      return [{ column, label, is: "comment" }];
    const found = recognise(label, values);
    return [{ column, label, is: typeof found === "string" ? { left: found } : found }];
  });
}

/** Whether values read like sentences of their own, not like choices. */
export function isProse(values: readonly string[]): boolean {
  const long = values.filter((value) => value.length > 40 && /\s/.test(value));
  return values.length > 1 && long.length >= values.length / 2;
}
