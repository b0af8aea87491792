export const ROLES = ["executive", "department_head", "admin"] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  "session:read",
  "metrics:read",
  "imports:read",
  "imports:write",
  "structure:write",
  "users:write",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who may do what. Permission is data: a procedure names one, and this table alone decides. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  executive: ["session:read", "metrics:read"],
  department_head: ["session:read", "metrics:read"],
  admin: PERMISSIONS,
};

declare const scopeBrand: unique symbol;
/**
 * The right to read or write, minted from roles read in the database at each request. Every query and command
 * demands one, so that a read without a decision about rights does not compile.
 * recordsOf: departments whose records may be seen one by one; "all" or a list of department ids.
 */
export interface Scope {
  readonly [scopeBrand]: true;
  readonly actor: { readonly userId: number | null; readonly label: string };
  readonly role: Role | "system";
  readonly recordsOf: "all" | readonly number[];
}

/** The one place where a Scope is made. Callers: the procedure builder, and the command line as "system". */
export function mintScope(scope: Omit<Scope, typeof scopeBrand>): Scope {
  return scope as Scope;
}

/** For the operator at the machine itself (command line, scheduled work): whoever runs it already owns the database. */
export function systemScope(label: string): Scope {
  return mintScope({ actor: { userId: null, label }, role: "system", recordsOf: "all" });
}
