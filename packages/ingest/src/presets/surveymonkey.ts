import type { Preset } from "./preset.ts";
import { isProse } from "./qualtrics.ts";
import { recognise } from "./recognise.ts";
import { proposeSurvey, type SurveyQuestion, told } from "./survey.ts";

const META =
  /^(respondent[ _]?id|collector[ _]?id|start[ _]?date|end[ _]?date|date[ _](created|modified)|ip[ _]?address|email[ _]?address|first[ _]?name|last[ _]?name|custom([ _]?(data|value))?[ _]?\d*)$/i;

/** SurveyMonkey CSV: questions in the first header row, continued over blank cells; their options in the second. */
export const surveymonkey: Preset = {
  name: "surveymonkey",
  title: "SurveyMonkey survey export",
  fit(columns) {
    // An option under a continued question is as good a mark as SurveyMonkey's own columns.
    const meta = columns.filter((name) => META.test(name) || name.includes(" | "));
    return columns.some((name) => /^respondent[ _]?id$/i.test(name)) ? { found: meta } : null;
  },
  propose(inspection, options) {
    const column = (pattern: RegExp) => inspection.columns.find((name) => pattern.test(name));
    const id = column(/^respondent[ _]?id$/i);
    const at =
      column(/^end[ _]?date$/i) ??
      column(/^date[ _]modified$/i) ??
      column(/^(start[ _]?date|date[ _]created)$/i);
    const questions = inspection.columns.flatMap((name, place): SurveyQuestion[] => {
      if (name === "" || META.test(name)) return [];
      if (inspection.columns.indexOf(name) !== inspection.columns.lastIndexOf(name))
        return [{ column: name, label: name, is: { left: "several columns have this name" } }];
      const values = inspection.distinct[place] ?? [];
      const given = told(options?.questions, name);
      const [question = name, option] = name.split(" | ");
      // A rating of one thing among several is named by the thing.
      const label = option ?? question;
      if (given) return [{ column: name, label, is: given }];
      if (isProse(values)) return [{ column: name, label: question, is: "comment" }];
      const found = recognise(name, values);
      return [{ column: name, label, is: typeof found === "string" ? { left: found } : found }];
    });
    return proposeSurvey(
      {
        name: "SurveyMonkey survey",
        source: "surveymonkey",
        format: { kind: "csv", encoding: inspection.encoding, headerRows: inspection.headerRows },
      },
      {
        externalId: id ? { column: id } : null,
        ...(at
          ? { at: { column: at, formats: ["MM/dd/yyyy hh:mm:ss a", "MM/dd/yyyy HH:mm:ss", "iso"] } }
          : {}),
      },
      questions,
    );
  },
};
