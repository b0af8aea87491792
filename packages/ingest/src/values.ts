import { QUESTIONS, type QuestionType } from "@touchline/domain/question";

const MAX_SHOWN = 200;

/** A cell as it is shown in a report: cut after 200 characters. */
export function shown(value: string): string {
  return value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value;
}

/** The score that a text states, null for a blank code written as a number ("6.0" for 6), or why it is none. */
export function scoreOf(
  text: string,
  question: QuestionType,
  decimal: "auto" | "." | ",",
  blank: readonly string[],
): number | string | null {
  const scale = QUESTIONS[question];
  const value = parseNumber(text, decimal);
  if (typeof value === "string") return `${value} (scale ${scale.min} to ${scale.max})`;
  if (blank.some((code) => code.trim() !== "" && Number(code) === value)) return null;
  if (value < scale.min || value > scale.max) return `${text} is off the scale ${scale.min} to ${scale.max}`;
  if (!Number.isInteger(value))
    return `${text} lies between two points of the scale ${scale.min} to ${scale.max}`;
  return value;
}

/** A number written with a point or a comma as decimal mark; a string says why it is none. No thousands marks, no exponents. */
export function parseNumber(text: string, decimal: "auto" | "." | ","): number | string {
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) {
    if (decimal !== ",") return Number(text);
    if (!text.includes(".")) return Number(text);
    return `${text} uses a decimal point where the mapping says comma`;
  }
  const comma = /^([+-]?\d*),(\d+)$/.exec(text);
  if (!comma) return `${shown(text)} is not a number`;
  const [, whole = "", fraction = ""] = comma;
  if (decimal === ".") return `${text} uses a decimal comma: set decimal to "," or "auto"`;
  if (decimal === "auto" && fraction.length === 3 && Number(whole) !== 0)
    return `${text} could be a decimal or thousands: set decimal in the mapping's format`;
  return Number(`${whole || "0"}.${fraction}`);
}
