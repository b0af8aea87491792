import { endSession } from "@touchline/db/commands/session";
import { AppError, ERROR_CODES } from "@touchline/domain/errors";
import { TRPCError } from "@trpc/server";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { authorise, type Context, createContext } from "../src/context.ts";
import { HTTP_STATUS, toAppError, toTrpcError } from "../src/error-mapping.ts";
import { createCaller } from "../src/root.ts";
import { createCallerFactory, procedure, router } from "../src/trpc.ts";
import { callerOf, contextOf, FEBRUARY, NOW, scope } from "./company.ts";

const t = testDatabase();

type Logged = Parameters<Context["log"]["error"]>[0];

const REFUSED = { anonymous: "UNAUTHORIZED", other: "FORBIDDEN" } as const;

test("nobody reads anything without being signed in", async () => {
  const call = await callerOf(t.db, null);
  const reads = [
    () => call.session.get(),
    () => call.settings.get(),
    () => call.experience.view(FEBRUARY),
    () => call.experience.summary(FEBRUARY),
    () => call.experience.trend(FEBRUARY),
    () => call.departments.list(FEBRUARY),
    () => call.departments.get({ ...FEBRUARY, slug: "x" }),
    () => call.touchpoints.list({ ...FEBRUARY, department: null }),
    () => call.channels.list(FEBRUARY),
    () => call.imports.list({ limit: 1 }),
    () => call.imports.get({ runId: 1 }),
    () => call.imports.rejected({ runId: 1, limit: 1 }),
    () => call.imports.undo({ runId: 1 }),
    () => call.mappings.list(),
  ];
  for (const read of reads) await expect(read()).rejects.toMatchObject({ code: REFUSED.anonymous });
});

test("executives and heads read figures and no imports; an admin does both", async () => {
  for (const role of ["executive", "department_head"] as const) {
    const call = await callerOf(t.db, role);
    expect(await call.session.get()).toMatchObject({ role });
    expect((await call.experience.summary(FEBRUARY)).figures.answers.statistic.n).toBe(0);
    await expect(call.imports.list({ limit: 1 })).rejects.toMatchObject({ code: REFUSED.other });
    await expect(call.imports.undo({ runId: 1 })).rejects.toMatchObject({ code: REFUSED.other });
  }
  const admin = await callerOf(t.db, "admin");
  expect(await admin.imports.list({ limit: 1 })).toEqual([]);
  expect((await admin.mappings.list()).presets.map((preset) => preset.name)).toContain("sfo");
  await expect(admin.imports.undo({ runId: 99 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(admin.imports.undo({ runId: 3e9 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(admin.departments.get({ ...FEBRUARY, slug: "nowhere" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a scope holds the records of a head's own departments alone", async () => {
  await t.db.execute(sql`insert into department (id, slug, name) values (7, 'seven', 'Seven')`);
  const head = await contextOf(t.db, "department_head", [], [7]);
  expect((await authorise(head, "metrics:read")).scope.recordsOf).toEqual([7]);
  const executive = await contextOf(t.db, "executive");
  expect((await authorise(executive, "metrics:read")).scope.recordsOf).toBe("all");
});

test("roles and sessions are read anew at each request", async () => {
  const context = await contextOf(t.db, "admin");
  const viewer = await context.viewer();
  const sessionId = viewer?.sessionId ?? "";
  const again = () => createCaller(createContext({ ...context, sessionId, installation: null }));
  expect(await again().imports.list({ limit: 1 })).toEqual([]);
  await t.db.execute(sql`update user_account set role = 'executive' where id = ${viewer?.id}`);
  await expect(again().imports.list({ limit: 1 })).rejects.toMatchObject({ code: REFUSED.other });
  await endSession(t.db, scope, { sessionId, now: NOW });
  await expect(again().session.get()).rejects.toMatchObject({ code: REFUSED.anonymous });
});

test("a defect is hidden from the user and logged with its cause", async () => {
  const secret = new Error("relation secret_table does not exist");
  const failing = router({
    fails: procedure("session:read").query(() => {
      throw secret;
    }),
  });
  const logged: Logged[] = [];
  const context = await contextOf(t.db, "executive", logged);
  const failure = await createCallerFactory(failing)(context)
    .fails()
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(TRPCError);
  expect(failure).toMatchObject({ code: "INTERNAL_SERVER_ERROR" });
  expect((failure as TRPCError).message).not.toContain("secret_table");
  expect((failure as TRPCError).message).toContain(context.requestId);
  expect(logged).toMatchObject([{ requestId: context.requestId, path: "fails", cause: secret }]);
});

test("a database that is away is told as that, and logged with its cause", async () => {
  const cause = Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:5432"), { code: "ECONNREFUSED" });
  const failing = router({
    fails: procedure("session:read").query(() => {
      throw new Error("Failed query: select 1", { cause });
    }),
  });
  const logged: Logged[] = [];
  const context = await contextOf(t.db, "executive", logged);
  await expect(createCallerFactory(failing)(context).fails()).rejects.toMatchObject({
    code: "SERVICE_UNAVAILABLE",
    message: expect.stringMatching(/^The database does not answer right now/),
  });
  expect(logged).toMatchObject([{ path: "fails", cause: { cause } }]);
});

test("a value that a procedure can't take is refused without naming the inside", async () => {
  const logged: Logged[] = [];
  const call = await callerOf(t.db, "executive", logged);
  const wrong = { ...FEBRUARY, period: "yesterday" } as unknown as typeof FEBRUARY;
  await expect(call.experience.view(wrong)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "This request has a value that can't be used here.",
  });
  expect(logged).toEqual([]);
});

test("every code of the product has a tRPC code and a status that say the same", () => {
  for (const code of ERROR_CODES) {
    const cause = new AppError(code, "said to the user");
    const { error, defect } = toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }), "r1");
    expect(defect).toBe(code === "internal");
    expect(error.message.includes("said to the user")).toBe(code !== "internal");
    expect(HTTP_STATUS[code]).toBeGreaterThanOrEqual(400);
    // A route handler that called the procedure says the same, and does not log it twice.
    expect(toAppError(error, "r2")).toMatchObject({ error: { code, message: error.message }, defect: false });
  }
});
