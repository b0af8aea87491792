import { setCauseRule } from "@touchline/db/commands/causes";
import { createReset, inviteUser } from "@touchline/db/commands/link";
import { saveMapping } from "@touchline/db/commands/mapping";
import { beginSecondFactor, confirmSecondFactor } from "@touchline/db/commands/second-factor";
import { archiveStructure } from "@touchline/db/commands/structure-archive";
import { addStructure } from "@touchline/db/commands/structure-edit";
import { readOrganisation } from "@touchline/db/queries/structure";
import { mintScope, type Role } from "@touchline/domain/access";
import { sql } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { answer, importRows, interaction, submission } from "../../db/test/importing.ts";
import { appRouter } from "../src/root.ts";
import { newAppSecret } from "../src/second-factor.ts";
import { newToken } from "../src/tokens.ts";
import { openProcedure, router } from "../src/trpc.ts";
import { callAs, mintActor, PASSWORD, SECRET, testInstallation } from "./actor.ts";
import { FEBRUARY, mintCompany, NOW, scope } from "./company.ts";
import { type Answer, callPath, everyProcedure } from "./procedures.ts";

const t = testDatabase();

/** Who calls: department heads own "ours" or "theirs", and the inputs are about "theirs". */
const ACTORS = {
  anonymous: null,
  executive: "executive",
  head: "department_head",
  otherHead: "department_head",
  admin: "admin",
  disabled: "admin",
} as const satisfies Record<string, Role | null>;
type Actor = keyof typeof ACTORS;
type Row = Readonly<Record<Actor, "ok" | "UNAUTHORIZED" | "FORBIDDEN">>;

const OUT = "UNAUTHORIZED";
const NO = "FORBIDDEN";
const anyone: Row = {
  anonymous: "ok",
  executive: "ok",
  head: "ok",
  otherHead: "ok",
  admin: "ok",
  disabled: "ok",
};
const signedIn: Row = {
  anonymous: OUT,
  executive: "ok",
  head: "ok",
  otherHead: "ok",
  admin: "ok",
  disabled: OUT,
};
const admins: Row = { anonymous: OUT, executive: NO, head: NO, otherHead: NO, admin: "ok", disabled: OUT };

const reviewers: Row = { ...signedIn, head: NO, otherHead: NO };

interface Cell {
  readonly row: Row;
  /** Made anew for each call, so that none finds what another left. */
  readonly input?: (self: Self) => unknown;
  /** Entries that a success leaves: one for a mutation, none for a query. */
  readonly entries?: number;
}
interface Self {
  readonly id: number;
  readonly email: string;
  readonly sessionId: string;
}

let runs = 0;
async function mintRun(): Promise<number> {
  runs += 1;
  const rows = [submission(`run ${runs}`, [answer("desk", 4)])];
  const { runId } = await importRows(t.db, rows, { fileName: `FOREIGN-file-${runs}.csv` });
  return runId ?? 0;
}
const MAPPING = {
  schemaVersion: 1,
  name: "FOREIGN mapping",
  source: "survey",
  format: { kind: "csv" },
  records: [
    {
      kind: "submission",
      answers: [{ touchpoint: "desk", question: "csat_1_5", score: { column: "Desk" } }],
    },
  ],
};
async function mintMapping(): Promise<string> {
  await saveMapping(t.db, scope, { name: MAPPING.name, body: MAPPING });
  return MAPPING.name;
}
let invited = 0;
async function mintInvited(hash: string): Promise<number> {
  invited += 1;
  const email = `foreign-invited${invited}@example.com`;
  const rights = { name: "FOREIGN invited", role: "executive", departmentIds: [] } as const;
  return inviteUser(t.db, scope, { ...rights, email, hash, now: NOW });
}
async function mintLink(kind: "invitation" | "reset"): Promise<string> {
  const { token, hash } = newToken();
  if (kind === "invitation") await mintInvited(hash);
  else await createReset(t.db, scope, { userId: (await mintActor(t.db, "executive")).id, hash, now: NOW });
  return token;
}
const acting = (self: Self) =>
  mintScope({ actor: { userId: self.id, label: self.email }, role: "system", recordsOf: [] });
/** Begins a second factor for the actor; "confirmed" makes it count. Returns the code of NOW. */
async function factor(self: Self, confirmed = false): Promise<string> {
  const { typed, sealed } = newAppSecret(SECRET, self);
  await beginSecondFactor(t.db, acting(self), { secret: sealed });
  if (confirmed)
    await confirmSecondFactor(t.db, acting(self), {
      secret: sealed,
      step: 1,
      codeHashes: [`recovery-hash-of-${self.id}`],
      keep: self.sessionId,
      now: NOW,
    });
  return new TOTP({ secret: Secret.fromBase32(typed) }).generate({ timestamp: NOW.getTime() });
}
const other = async () => (await mintActor(t.db, "executive")).id;
const rights = { name: "Changed", role: "executive", departmentIds: [] };
const contact = { ...FEBRUARY, touchpoint: "theirs-desk", channel: null };

let touchpoints = 0;
async function mintTouchpoint(): Promise<{ kind: "touchpoint"; id: number }> {
  touchpoints += 1;
  const id = await addStructure(t.db, scope, {
    kind: "touchpoint",
    name: `Other touchpoint ${touchpoints}`,
    stageId: null,
    departmentId: null,
    directness: "direct",
    role: "service",
  });
  return { kind: "touchpoint", id };
}

const DECLARED: Readonly<Record<string, Cell>> = {
  "session.get": { row: signedIn },
  "settings.get": { row: signedIn },
  "settings.update": {
    row: admins,
    input: async () => ({ settings: await readOrganisation(t.db, scope), zoneConfirmed: false }),
  },
  "experience.view": { row: signedIn, input: () => FEBRUARY },
  "experience.summary": { row: signedIn, input: () => FEBRUARY },
  "experience.trend": { row: signedIn, input: () => FEBRUARY },
  "movers.list": { row: signedIn, input: () => FEBRUARY },
  "journey.list": { row: signedIn, input: () => FEBRUARY },
  "freshness.list": { row: signedIn },
  "places.list": { row: signedIn },
  "places.get": { row: signedIn, input: () => ({ kind: "department", slug: "theirs" }) },
  "departments.list": { row: signedIn, input: () => FEBRUARY },
  "departments.get": { row: signedIn, input: () => ({ ...FEBRUARY, slug: "theirs" }) },
  "departments.trend": { row: signedIn, input: () => ({ ...FEBRUARY, slug: "theirs" }) },
  "touchpoints.get": { row: signedIn, input: () => ({ ...FEBRUARY, slug: "theirs-desk" }) },
  "touchpoints.trend": { row: signedIn, input: () => ({ ...FEBRUARY, slug: "theirs-desk" }) },
  "channels.get": { row: signedIn, input: () => ({ ...FEBRUARY, slug: "web" }) },
  "channels.trend": { row: signedIn, input: () => ({ ...FEBRUARY, slug: "web" }) },
  "touchpoints.list": { row: signedIn, input: () => ({ ...FEBRUARY, department: "theirs" }) },
  "channels.list": { row: signedIn, input: () => FEBRUARY },
  "ratings.breakdown": {
    row: signedIn,
    input: () => ({ ...FEBRUARY, touchpoint: "theirs-desk", channel: null, segment: null, by: "channel" }),
  },
  // Fewer answers than may be shown, but theirs none the less.
  "records.list": {
    row: { ...signedIn, head: NO },
    input: () => ({ ...FEBRUARY, touchpoint: "theirs-desk" }),
  },
  "records.get": { row: { ...signedIn, head: NO }, input: () => ({ id: theirRecord }) },
  "comments.list": {
    row: { ...signedIn, head: NO },
    input: () => ({ ...FEBRUARY, touchpoint: "theirs-desk" }),
  },
  "contacts.summary": { row: signedIn, input: () => contact },
  "contacts.breakdown": { row: signedIn, input: () => ({ ...contact, by: "reason" }) },
  "drivers.list": { row: signedIn, input: () => ({ ...FEBRUARY, department: "theirs" }) },
  "voice.summary": { row: signedIn, input: () => FEBRUARY },
  "voice.topics": { row: signedIn, input: () => FEBRUARY },
  "voice.list": {
    row: { ...signedIn, head: NO },
    input: () => ({ ...FEBRUARY, touchpoint: "theirs-desk" }),
  },
  "voice.count": {
    row: { ...signedIn, head: NO },
    input: () => ({ ...FEBRUARY, touchpoint: "theirs-desk", search: "desk" }),
  },
  "voice.setTopic": { row: admins, input: () => ({ touchpoint: "ours-desk", words: ["desk"] }) },
  "trust.get": { row: signedIn, input: () => ({ ...FEBRUARY, department: "theirs" }) },
  "expectation.get": { row: signedIn, input: () => ({ ...FEBRUARY, department: "theirs" }) },
  "segments.matrix": { row: signedIn, input: () => FEBRUARY },
  "segments.split": { row: signedIn, input: () => FEBRUARY },
  "changes.list": { row: signedIn, input: () => FEBRUARY },
  "journey.map": { row: signedIn, input: () => FEBRUARY },
  "channels.contacts": { row: signedIn, input: () => FEBRUARY },
  "channels.paths": { row: signedIn, input: () => FEBRUARY },
  "channels.matrix": { row: signedIn, input: () => FEBRUARY },
  "consistency.list": { row: signedIn, input: () => FEBRUARY },
  "consistency.audits": { row: signedIn, input: () => FEBRUARY },
  "consistency.history": { row: signedIn, input: () => ({ channel: "web" }) },
  "consistency.record": {
    row: reviewers,
    input: () => ({
      channel: "web",
      standard: "voice",
      day: "2026-03-01",
      auditor: "Somebody",
      finding: "not_met",
      note: "Too loud",
      link: "https://example.com/audit",
    }),
  },
  "service.summary": { row: signedIn, input: () => FEBRUARY },
  "service.trend": { row: signedIn, input: () => FEBRUARY },
  "service.rescues": { row: signedIn, input: () => FEBRUARY },
  "failure.summary": { row: signedIn, input: () => FEBRUARY },
  "failure.breakdown": { row: signedIn, input: () => ({ ...FEBRUARY, by: "touchpoint" }) },
  "failure.matrix": { row: signedIn, input: () => FEBRUARY },
  "failure.segments": { row: signedIn, input: () => FEBRUARY },
  "failure.contacts": { row: signedIn, input: () => ({ ...FEBRUARY, choice: "all" }) },
  "failure.trend": { row: signedIn, input: () => FEBRUARY },
  "causes.reasons": { row: admins, input: () => FEBRUARY },
  "causes.setRule": { row: admins, input: () => ({ reason: "Lost", touchpoint: "ours-desk" }) },
  "causes.deleteRule": {
    row: admins,
    input: async () => {
      const { rows } = await t.db.execute<{ id: number }>(
        sql`select id from touchpoint where slug = 'ours-desk'`,
      );
      await setCauseRule(t.db, scope, { reason: "Gone", touchpointId: rows[0]?.id ?? 0 });
      return { reason: "Gone" };
    },
  },
  "causes.sample": { row: reviewers, input: () => FEBRUARY },
  "causes.code": { row: reviewers, input: () => ({ contactId: theirContact, touchpoint: "ours-desk" }) },
  "causes.agreement": { row: signedIn },
  "causes.reviewers": { row: reviewers },
  "training.summary": { row: signedIn, input: () => FEBRUARY },
  "training.breakdown": { row: signedIn, input: () => ({ ...FEBRUARY, by: "department" }) },
  "engagement.breakdown": { row: signedIn, input: () => ({ ...FEBRUARY, by: "department" }) },
  "turnover.breakdown": { row: signedIn, input: () => FEBRUARY },
  "structure.get": { row: admins },
  "structure.mergeEffect": {
    row: admins,
    input: async () => ({ ...(await mintTouchpoint()), into: (await mintTouchpoint()).id }),
  },
  "structure.archiveEffect": { row: admins, input: mintTouchpoint },
  "structure.create": { row: admins, input: ({ id }) => ({ kind: "segment", name: `Segment ${id}` }) },
  "structure.rename": {
    row: admins,
    input: async (self) => ({ ...(await mintTouchpoint()), name: `Renamed ${self.id}` }),
  },
  "structure.update": {
    row: admins,
    input: async () => ({
      id: (await mintTouchpoint()).id,
      directness: "indirect",
      role: "sales",
      primaryQuestion: null,
    }),
  },
  "structure.move": {
    row: admins,
    input: async () => ({ ...(await mintTouchpoint()), place: null, before: null }),
  },
  "structure.merge": {
    row: admins,
    input: async () => ({ ...(await mintTouchpoint()), into: (await mintTouchpoint()).id }),
  },
  "structure.archive": { row: admins, input: mintTouchpoint },
  "structure.restore": {
    row: admins,
    input: async () => {
      const made = await mintTouchpoint();
      await archiveStructure(t.db, scope, { ...made, on: "2026-03-01", now: NOW });
      return made;
    },
  },
  "structure.setOwner": {
    row: admins,
    input: async () => ({
      touchpointId: (await mintTouchpoint()).id,
      departmentId: departments.ours,
      from: "2026-03-01",
    }),
  },
  "structure.setWeight": {
    row: admins,
    input: async () => ({ touchpointId: (await mintTouchpoint()).id, weight: 2.3, from: "2026-03-01" }),
  },
  "imports.list": { row: admins, input: () => ({ limit: 200 }) },
  "imports.get": { row: admins, input: async () => ({ runId: await mintRun() }) },
  "imports.rejected": { row: admins, input: async () => ({ runId: await mintRun(), limit: 10 }) },
  "imports.undo": { row: admins, input: async () => ({ runId: await mintRun() }) },
  "mappings.list": { row: admins },
  "mappings.get": { row: admins, input: async () => ({ name: await mintMapping() }) },
  "mappings.check": { row: admins, input: () => ({ body: {} }) },
  "mappings.save": { row: admins, input: () => ({ body: MAPPING }) },
  "sources.list": { row: admins },
  "sources.rename": {
    row: admins,
    input: async () => {
      await mintRun();
      return { slug: "survey", name: "FOREIGN source" };
    },
  },
  "access.get": { row: anyone },
  "access.link": {
    row: anyone,
    input: async () => ({ kind: "invitation", token: await mintLink("invitation") }),
  },
  "access.redeem": {
    row: anyone,
    input: async () => ({ kind: "reset", token: await mintLink("reset"), password: PASSWORD }),
  },
  // There is an admin: nobody makes a first one. Held to its promise in invitation.test.ts.
  "access.createFirstAdmin": {
    row: anyone,
    input: () => ({ token: "x", email: "first@example.com", name: "First", password: PASSWORD }),
    entries: 0,
  },
  "access.requestReset": {
    row: anyone,
    input: async () => ({ email: (await mintActor(t.db, "executive")).email }),
  },
  "profile.get": { row: signedIn },
  "profile.update": { row: signedIn, input: () => ({ name: "Self", timeZone: null, theme: "dark" }) },
  "profile.changePassword": {
    row: signedIn,
    input: () => ({ present: PASSWORD, next: "seven-green-trombones" }),
  },
  "profile.sessions.list": { row: signedIn },
  "profile.sessions.end": { row: signedIn, input: ({ sessionId }) => ({ sessionId }) },
  "profile.sessions.endOthers": { row: signedIn },
  "profile.secondFactor.begin": { row: signedIn },
  "profile.secondFactor.confirm": { row: signedIn, input: async (self) => ({ code: await factor(self) }) },
  "profile.secondFactor.renewCodes": {
    row: signedIn,
    input: async (self) => {
      await factor(self, true);
      return { password: PASSWORD };
    },
  },
  "profile.secondFactor.disable": {
    row: signedIn,
    input: async (self) => {
      await factor(self, true);
      return { password: PASSWORD };
    },
  },
  // By name: more users than a list holds are minted here.
  "users.list": { row: admins, input: () => ({ search: "foreign" }) },
  "users.get": { row: admins, input: async () => ({ userId: await other() }) },
  "users.departments": { row: admins },
  "users.seeAs": { row: admins, input: async () => ({ userId: await other() }) },
  "users.invite": {
    row: admins,
    input: ({ id }) => ({ ...rights, email: `new${id}@example.com` }),
  },
  "users.resend": { row: admins, input: async () => ({ userId: await mintInvited(newToken().hash) }) },
  "users.reset": { row: admins, input: async () => ({ userId: await other() }) },
  "users.update": { row: admins, input: async () => ({ ...rights, userId: await other() }) },
  "users.disable": { row: admins, input: async () => ({ userId: await other() }) },
  "users.enable": {
    row: admins,
    input: async () => {
      const userId = await other();
      await t.db.execute(sql`update user_account set disabled_at = now() where id = ${userId}`);
      return { userId };
    },
  },
  "users.resetSecondFactor": {
    row: admins,
    input: async () => {
      const lost = await mintActor(t.db, "executive");
      await factor(lost, true);
      return { userId: lost.id };
    },
  },
  "users.unlinkSingleSignOn": {
    row: admins,
    input: async () => {
      const joined = await mintActor(t.db, "executive");
      await t.db.execute(sql`insert into user_identity (issuer, subject, user_id, last_at)
        values ('https://login.example.com', ${String(joined.id)}, ${joined.id}, now())`);
      return { userId: joined.id };
    },
  },
  "audit.list": { row: admins, input: () => ({ limit: 200 }) },
};

let departments: { ours: number; theirs: number };
let theirRecord = 0;
let theirContact = 0;
beforeAll(async () => {
  await mintCompany(
    t.db,
    [
      { slug: "ours-desk", role: "service", department: "ours" },
      { slug: "theirs-desk", role: "service", department: "theirs" },
    ],
    [{ touchpoint: "theirs-desk", channel: "web", before: [3, 4], now: [4, 5] }],
  );
  const at = Date.UTC(2026, 1, 12, 10);
  await importRows(
    t.db,
    [
      interaction("FOREIGN-visit", "theirs-desk", {
        at,
        customer: "FOREIGN-customer",
        comment: "THEIR note",
      }),
      submission("FOREIGN-form", [answer("theirs-desk", 5)], {
        at,
        customer: "FOREIGN-customer",
        comment: "THEIR words",
      }),
    ],
    { fileName: "FOREIGN-file.csv" },
  );
  const { rows } = await t.db.execute<{ slug: "ours" | "theirs"; id: number }>(
    sql`select slug, id from department`,
  );
  const idOf = (slug: string) => rows.find((row) => row.slug === slug)?.id ?? 0;
  departments = { ours: idOf("ours"), theirs: idOf("theirs") };
  const { rows: told } = await t.db.execute<{ id: number }>(
    sql`select id::float8 id from submission where comment = 'THEIR words'`,
  );
  theirRecord = told[0]?.id ?? 0;
  const { rows: asked } = await t.db.execute<{ id: number }>(sql`select id::float8 id from interaction`);
  theirContact = asked[0]?.id ?? 0;
  const foreign = await mintActor(t.db, "department_head", [departments.theirs]);
  await factor(foreign, true);
  await t.db.execute(sql`update user_account set name = 'FOREIGN name', email = 'foreign@example.com'
                         where id = ${foreign.id}`);
  await t.db.execute(sql`update session set agent = 'FOREIGN browser' where user_id = ${foreign.id}`);
});

async function mintSelf(actor: Actor): Promise<Self> {
  const role = ACTORS[actor] ?? "executive";
  const own = { head: [departments.ours], otherHead: [departments.theirs] }[actor as string] ?? [];
  const self = await mintActor(t.db, role, own);
  // Its session is left open: being disabled must do on its own.
  if (actor === "disabled")
    await t.db.execute(sql`update user_account set disabled_at = now() where id = ${self.id}`);
  return self;
}

async function callCell(actor: Actor, path: string): Promise<{ answer: Answer; entries: string[] }> {
  const self = await mintSelf(actor);
  const input = await DECLARED[path]?.input?.(self);
  const { installation, settled } = testInstallation();
  const last = async () =>
    Number((await t.db.execute(sql`select coalesce(max(id), 0)::int id from audit_log`)).rows[0]?.["id"]);
  const before = await last();
  const caller = callAs(t.db, actor === "anonymous" ? null : self.sessionId, { installation });
  const answer = await callPath(caller, path, input);
  await settled();
  const { rows } = await t.db.execute<{ outcome: string }>(
    sql`select outcome from audit_log where id > ${before} order by id`,
  );
  return { answer, entries: rows.map(({ outcome }) => outcome) };
}

test("every procedure is declared, lazy ones are found too, and nothing is declared that is not there", async () => {
  expect([...(await everyProcedure(appRouter)).keys()].sort()).toEqual(Object.keys(DECLARED).sort());
  const inner = router({ deep: openProcedure.query(() => 1) });
  const { lazy } = await import("@trpc/server");
  const outer = router({ plain: openProcedure.query(() => 1), late: lazy(async () => ({ inner })) });
  expect([...(await everyProcedure(outer)).keys()].sort()).toEqual(["late.deep", "plain"]);
});

const answers: { actor: Actor; path: string; text: string }[] = [];

test.each(Object.keys(ACTORS) as Actor[])(
  "%s may do what is declared and nothing else; a mutation leaves exactly one entry",
  async (actor) => {
    const kinds = await everyProcedure(appRouter);
    const wrong: string[] = [];
    for (const [path, { row, entries: declared }] of Object.entries(DECLARED)) {
      const { answer: given, entries } = await callCell(actor, path);
      answers.push({ actor, path, text: JSON.stringify(given) });
      // Where a success can't be had, anything but a bar will do.
      const free = declared === 0 && given.status !== OUT && given.status !== NO;
      if (given.status !== row[actor] && !free)
        wrong.push(`${path}: ${given.status} instead of ${row[actor]}`);
      const mutation = kinds.get(path) === "mutation";
      const expected = !mutation || row[actor] === OUT ? 0 : row[actor] === NO ? 1 : (declared ?? 1);
      const outcome = row[actor] === NO ? "refused" : "done";
      const signed = actor !== "anonymous" && actor !== "disabled";
      // A signed-in user's refused try is written down, whatever the procedure.
      const all = declared === 0 && signed ? ["refused"] : Array.from({ length: expected }, () => outcome);
      if (entries.join() !== all.join())
        wrong.push(`${path}: entries ${entries.join()} instead of ${all.join()}`);
    }
    expect(wrong).toEqual([]);
  },
  120_000,
);

test("ids of another department, user or run bring nothing of theirs to a head, an executive or a stranger", () => {
  const open = new Set(["access.link"]);
  // The head of that department alone sees which customer it was.
  const theirs = (actor: Actor, path: string) => actor === "otherHead" && path === "records.get";
  const found = answers.filter(
    ({ actor, path, text }) =>
      actor !== "admin" && !open.has(path) && !theirs(actor, path) && /FOREIGN|foreign@/.test(text),
  );
  expect(found).toEqual([]);
  const words = answers.filter(({ text }) => text.includes("THEIR words"));
  expect(words.map(({ actor }) => actor)).toEqual(["executive", "otherHead", "admin"]);
  expect(words.filter(({ text }) => text.includes("FOREIGN-customer")).map(({ actor }) => actor)).toEqual([
    "otherHead",
  ]);
  // A contact's words are for those who say what caused it, and for no head.
  const notes = answers.filter(({ text }) => text.includes("THEIR note"));
  expect(notes.map(({ actor, path }) => `${actor} ${path}`)).toEqual([
    "executive causes.sample",
    "admin causes.sample",
  ]);
  // The same strings are there for who may see them: the test above can fail.
  const seen = answers.filter(({ actor, text }) => actor === "admin" && /FOREIGN/.test(text));
  expect(new Set(seen.map(({ path }) => path))).toContain("imports.list");
  expect(new Set(seen.map(({ path }) => path))).toContain("users.list");
});

test("no answer holds a hash, a digest or a sealed secret, for no role", async () => {
  const { rows } = await t.db.execute<{ kept: string }>(sql`
    select password_hash kept from user_account where password_hash is not null
    union select hash from user_link union select hash from recovery_code union select secret from second_factor`);
  const kept = [...rows.map((row) => row.kept), SECRET, "$argon2"];
  expect(kept.length).toBeGreaterThan(20);
  const found = answers.filter(({ text }) => kept.some((secret) => text.includes(secret)));
  expect(found).toEqual([]);
  const { rows: entries } = await t.db.execute<{ line: string }>(sql`select a::text line from audit_log a`);
  expect(entries.filter(({ line }) => kept.some((secret) => line.includes(secret)))).toEqual([]);
});
