/** Text that a spreadsheet would run: it begins with one of these and is no plain number. */
const FORMULA = /^[=+\-@\t\r\0]/;
const NUMBER = /^[+-]?\d+([.,]\d+)?$/;

function cell(value: string | number | null): string {
  if (value === null) return "";
  // A number is never a formula, however it is written: -0.5, 1e-7.
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = value;
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One line of a CSV file (RFC 4180), with formulas made harmless by a leading apostrophe. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}
