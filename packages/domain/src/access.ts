export const ROLES = ["executive", "department_head", "admin"] as const;
export type Role = (typeof ROLES)[number];
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  executive: "Executive",
  department_head: "Department head",
  admin: "Administrator",
};

export const PERMISSIONS = [
  "session:read",
  "profile:write",
  "metrics:read",
  "records:read",
  "causes:write",
  "channel_audits:write",
  "imports:read",
  "imports:write",
  "structure:write",
  "users:read",
  "users:write",
  "settings:write",
  "audit:read",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who may do what. Permission is data: a procedure names one, and this table alone decides. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  // Not the heads: who is to blame for a contact is not for the blamed to say.
  executive: [
    "session:read",
    "profile:write",
    "metrics:read",
    "records:read",
    "causes:write",
    "channel_audits:write",
  ],
  department_head: ["session:read", "profile:write", "metrics:read", "records:read"],
  admin: PERMISSIONS,
};

/** All that somebody may do whose role needs a second factor that is not set up yet: set it up. */
export const BEFORE_SECOND_FACTOR: readonly Permission[] = ["session:read", "profile:write"];

/** What a role may do; only read, where an admin looks at Touchline as somebody of that role. */
export function permissionsOf(role: Role, seen: boolean): readonly Permission[] {
  const all = ROLE_PERMISSIONS[role];
  return seen ? all.filter((permission) => permission.endsWith(":read")) : all;
}

/** One-time links that let somebody in who has no password to prove: what each is for. Append only. */
export const LINK_KINDS = ["invitation", "reset", "first_admin"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** invited: has not signed in yet. disabled: may not. */
export const USER_STATES = ["invited", "active", "disabled"] as const;
export type UserState = (typeof USER_STATES)[number];

/** How each user wants the pages to look. Append only. */
export const THEMES = ["system", "light", "dark"] as const;

declare const scopeBrand: unique symbol;
/**
 * The right to read or write, minted from roles read in the database at each request. Every query and command
 * demands one, so that a read without a decision about rights does not compile.
 * recordsOf: departments whose records may be seen one by one; "all" or a list of department ids.
 */
export interface Scope {
  readonly [scopeBrand]: true;
  /**
   * userId: whose own things are meant. seenBy: the admin who looks as that user, and answers for what is done.
   * address: where the request came from, for the audit log; left out where nobody can tell.
   */
  readonly actor: {
    readonly userId: number | null;
    readonly label: string;
    readonly seenBy?: number | null;
    readonly address?: string | null;
  };
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

/** How much of one customer's answer is seen: nothing; all but who gave it; or who gave it too. */
export const RECORD_VIEWS = ["none", "anonymous", "full"] as const;
export type RecordView = (typeof RECORD_VIEWS)[number];

/**
 * What may be seen of an answer about a touchpoint that this department owned on its day (null = nobody). Heads see
 * their own departments' answers with the customer's key, to make good what went wrong, and nobody else's. Executives
 * and admins see every answer and its words, and never who gave it.
 */
export function recordView({ role, recordsOf }: Scope, departmentId: number | null): RecordView {
  if (role === "system") return "full";
  if (role !== "department_head") return "anonymous";
  const own = recordsOf === "all" || (departmentId !== null && recordsOf.includes(departmentId));
  return own ? "full" : "none";
}
