import { ROLE_NAMES } from "@touchline/domain/access";
import { formatInstant } from "@touchline/ui/formats";

export interface Difference {
  /** What the value is of, in words. */
  readonly field: string;
  /** null: there was, or is, none. */
  readonly from: string | null;
  readonly to: string | null;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const FIELDS: Readonly<Record<string, string>> = {
  email: "E-mail",
  departmentIds: "Departments",
  secondFactorRoles: "Roles that need a second factor",
  leastAnswers: "Least answers for a verdict",
  costPerContact: "Cost of a contact",
  leastPeople: "Least people for a figure",
  sessionIdleMinutes: "Minutes without a visit",
  sessionAbsoluteMinutes: "Minutes at most",
};

function fieldName(path: string): string {
  const named = FIELDS[path];
  if (named !== undefined) return named;
  const text = path
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Every value in an entry's state by where it stands; what is no object stands alone under "value". */
function flat(state: unknown, path = ""): [string, unknown][] {
  if (state === null || state === undefined) return [];
  if (typeof state !== "object" || Array.isArray(state)) return [[path || "value", state]];
  return Object.entries(state).flatMap(([key, value]) => flat(value, path === "" ? key : `${path}, ${key}`));
}

/**
 * What an entry changed, field by field, without what stayed as it was. departments: names by id; instants are told in
 * timeZone.
 */
export function differences(
  before: unknown,
  after: unknown,
  { departments, timeZone }: { departments: ReadonlyMap<number, string>; timeZone: string },
): Difference[] {
  const say = (path: string, value: unknown): string | null => {
    if (value === undefined || value === null || value === "") return null;
    if (Array.isArray(value))
      return value.length === 0 ? null : value.map((each) => say(path, each)).join(", ");
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (path === "departmentIds") return departments.get(Number(value)) ?? `no. ${String(value)}`;
    if (typeof value === "object") return JSON.stringify(value);
    const text = String(value);
    if (INSTANT.test(text)) return formatInstant(new Date(text), timeZone);
    return Object.entries(ROLE_NAMES).find(([role]) => role === text)?.[1] ?? text;
  };
  const [was, is] = [new Map(flat(before)), new Map(flat(after))];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((path) => ({ field: fieldName(path), from: say(path, was.get(path)), to: say(path, is.get(path)) }))
    .filter(({ from, to }) => from !== to);
}
