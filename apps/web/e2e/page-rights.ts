/**
 * Who may open what: one row for every page and for every method of every route handler. matrix.spec.ts finds them in
 * src/app and fails on one that is not here, and on one here that is not there. With a new page add its row below:
 * the key is the file's route (groups in brackets left out), for a handler with its method before it. A dynamic route
 * also needs `path`, which puts ids of what is not the head's ("theirs") into its parameters.
 */
export const ACTORS = ["anonymous", "executive", "head", "otherHead", "admin", "disabled"] as const;
export type Actor = (typeof ACTORS)[number];

/** in: it is shown, or the handler has gone on to its own questions. sign-in: off to sign in, or 401. no: 403. */
export type Outcome = "in" | "sign-in" | "no";

/** What belongs to the department "theirs", which otherHead heads, and to somebody else. */
export interface Foreign {
  readonly department: string;
  readonly touchpoint: string;
  readonly userId: number;
  readonly runId: number;
  /** An answer about the touchpoint, with words of its customer. */
  readonly recordId: number;
  readonly mapping: string;
}

export interface Cell {
  readonly row: Readonly<Record<Actor, Outcome>>;
  readonly path?: (foreign: Foreign) => string;
}

const row = (anonymous: Outcome, user: Outcome, admin: Outcome, disabled: Outcome): Cell["row"] => ({
  anonymous,
  executive: user,
  head: user,
  otherHead: user,
  admin,
  disabled,
});
const anyone = row("in", "in", "in", "in");
const signedIn = row("sign-in", "in", "in", "sign-in");
const admins = row("sign-in", "no", "in", "sign-in");
/** Who says what caused a contact: not the heads. */
const reviewers: Cell["row"] = { ...signedIn, head: "no", otherHead: "no" };

export const PAGES: Readonly<Record<string, Cell>> = {
  "/": { row: signedIn },
  "/start": { row: signedIn },
  "/journey": { row: signedIn },
  "/departments": { row: signedIn },
  "/departments/[slug]": { row: signedIn, path: ({ department }) => `/departments/${department}` },
  "/touchpoints": { row: signedIn },
  "/touchpoints/[slug]": { row: signedIn, path: ({ touchpoint }) => `/touchpoints/${touchpoint}` },
  "/channels": { row: signedIn },
  "/channels/[slug]": { row: signedIn, path: () => "/channels/not-stated" },
  "/service": { row: signedIn },
  "/failure-demand": { row: signedIn },
  "/failure-demand/contacts": { row: signedIn },
  "/failure-demand/causes": { row: reviewers },
  "/drivers": { row: signedIn },
  "/consistency": { row: signedIn },
  "/segments": { row: signedIn },
  "/changes": { row: signedIn },
  "/voice": { row: signedIn },
  "/records": { row: signedIn },
  "/records/[id]": { row: { ...signedIn, head: "no" }, path: ({ recordId }) => `/records/${recordId}` },
  "/profile": { row: signedIn },
  "/imports": { row: admins },
  "/imports/new": { row: admins },
  "/imports/mappings/[name]": { row: admins, path: ({ mapping }) => `/imports/mappings/${mapping}` },
  "/structure": { row: admins },
  "/users": { row: admins },
  "/users/[userId]": { row: admins, path: ({ userId }) => `/users/${userId}` },
  "/settings": { row: admins },
  "/audit": { row: admins },
  "/sign-in": { row: anyone },
  "/forgot": { row: anyone },
  "/invitation": { row: anyone },
  "/reset": { row: anyone },
  "/first-admin": { row: anyone },
};

export const HANDLERS: Readonly<Record<string, Cell>> = {
  "GET /api/health": { row: anyone },
  "GET /api/ready": { row: anyone },
  "GET /api/auth/[...nextauth]": { row: anyone, path: () => "/api/auth/session" },
  "POST /api/auth/[...nextauth]": { row: anyone, path: () => "/api/auth/callback/credentials" },
  "GET /api/trpc/[trpc]": { row: signedIn, path: () => "/api/trpc/session.get" },
  "POST /api/trpc/[trpc]": { row: admins, path: () => "/api/trpc/imports.undo" },
  "POST /api/see-as/end": { row: signedIn },
  "POST /api/imports": { row: admins },
  "POST /api/imports/preview": { row: admins },
  "GET /api/imports/[runId]/rejected": { row: admins, path: ({ runId }) => `/api/imports/${runId}/rejected` },
  "GET /api/audit": { row: admins },
  "GET /api/export/[...of]": { row: signedIn, path: () => "/api/export/departments" },
};
