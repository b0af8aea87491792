import type { Role, Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { and, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Queryable, Tx } from "../client.ts";
import { department } from "../schema/structure.ts";
import { session, user, userDepartment } from "../schema/user.ts";
import { writeAudit } from "./audit.ts";
import { endSessionsOf } from "./session.ts";

/** Any constant. Whoever might take the last admin away, or make the first, does so one after the other. */
const ADMIN_LOCK = 7_008;

export interface NewUser {
  /** Any case; kept in lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string | null;
  readonly departmentIds: readonly number[];
}

/** Adds a user and returns its id. Throws "conflict" when the address is taken. */
export async function createUser(db: Queryable, scope: Scope, input: NewUser): Promise<number> {
  return db.transaction(async (tx) => {
    const { id, after } = await insertUser(tx, input);
    await writeAudit(tx, scope, { action: "user.create", subject: `user ${id}`, after });
    return id;
  });
}

/** The rows of a new user, as part of a command that owes the entry for it; `after` is what the entry says. */
export async function insertUser(tx: Tx, input: NewUser): Promise<{ id: number; after: object }> {
  const { name, role, departmentIds } = input;
  const email = input.email.trim().toLowerCase();
  const [row] = await tx
    .insert(user)
    .values({ email, name, role, passwordHash: input.passwordHash })
    .onConflictDoNothing({ target: user.email })
    .returning({ id: user.id });
  if (!row) throw new AppError("conflict", "Somebody with this e-mail address exists already.");
  await putDepartments(tx, row.id, departmentIds);
  return { id: row.id, after: { email, name, role, departmentIds } };
}

/** Puts these departments in place of the user's. Throws "not_found" for one that there is not. */
export async function putDepartments(
  tx: Tx,
  userId: number,
  departmentIds: readonly number[],
): Promise<void> {
  const ids = [...new Set(departmentIds)];
  await tx.delete(userDepartment).where(eq(userDepartment.userId, userId));
  if (ids.length === 0) return;
  const known = await tx.$count(department, inArray(department.id, ids));
  if (known !== ids.length) throw new AppError("not_found", "There is no such department.");
  await tx.insert(userDepartment).values(ids.map((departmentId) => ({ userId, departmentId })));
}

/** Waits until nobody else changes who is an admin, and keeps others out until the transaction ends. */
export async function holdAdmins(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ADMIN_LOCK})`);
}

const canAdminister = and(eq(user.role, "admin"), isNull(user.disabledAt), isNotNull(user.passwordHash));

/** The user as it stands, locked. Throws "not_found". */
async function holdUser(tx: Tx, userId: number) {
  const [row] = await tx
    .select({
      email: user.email,
      name: user.name,
      role: user.role,
      disabledAt: user.disabledAt,
      departmentIds: sql<
        number[]
      >`array(select department_id from user_department where user_id = ${userId} order by 1)`,
    })
    .from(user)
    .where(eq(user.id, userId))
    .for("update", { of: user });
  if (!row) throw new AppError("not_found", "There is no such user.");
  return row;
}

/** Throws "conflict" when nobody is left who can administer: the caller's transaction then changes nothing. */
async function requireAdmin(tx: Tx): Promise<void> {
  if ((await tx.$count(user, canAdminister)) === 0)
    throw new AppError("conflict", "This is the last admin. Make somebody else an admin first.");
}

/** Whether nobody else can administer, by a password of their own. Call it while holding the admins. */
export async function isLastAdmin(tx: Tx, userId: number): Promise<boolean> {
  return (await tx.$count(user, and(canAdminister, ne(user.id, userId)))) === 0;
}

export interface UserChange {
  readonly userId: number;
  readonly name: string;
  readonly role: Role;
  readonly departmentIds: readonly number[];
  readonly now: Date;
}

/**
 * Sets name, role and departments. Another role ends the user's sign-ins in the same transaction. Throws "not_found",
 * or "conflict" for the last admin.
 */
export async function updateUser(db: Queryable, scope: Scope, input: UserChange): Promise<void> {
  const { userId, name, role, departmentIds, now } = input;
  await db.transaction(async (tx) => {
    await holdAdmins(tx);
    const found = await holdUser(tx, userId);
    await tx.update(user).set({ name, role }).where(eq(user.id, userId));
    await putDepartments(tx, userId, departmentIds);
    if (found.role !== role) {
      if (found.role === "admin") await requireAdmin(tx);
      await endSessionsOf(tx, userId, now);
    }
    await writeAudit(tx, scope, {
      action: "user.update",
      subject: `user ${userId}`,
      before: { name: found.name, role: found.role, departmentIds: found.departmentIds },
      after: { name, role, departmentIds },
    });
  });
}

/** Keeps a user out, at once: sign-ins, and looking as this user, end in the same transaction. Throws "not_found" or "conflict". */
export async function disableUser(
  db: Queryable,
  scope: Scope,
  input: { userId: number; now: Date },
): Promise<void> {
  const { userId, now } = input;
  await db.transaction(async (tx) => {
    await holdAdmins(tx);
    const found = await holdUser(tx, userId);
    if (found.disabledAt) throw new AppError("conflict", "This user is disabled already.");
    await tx.update(user).set({ disabledAt: now }).where(eq(user.id, userId));
    if (found.role === "admin") await requireAdmin(tx);
    const endedSessions = await endSessionsOf(tx, userId, now);
    await tx.update(session).set({ seesAsId: null, seesAsUntil: null }).where(eq(session.seesAsId, userId));
    await writeAudit(tx, scope, {
      action: "user.disable",
      subject: `user ${userId}`,
      before: { email: found.email, disabled: false },
      after: { email: found.email, disabled: true, endedSessions },
    });
  });
}

/** Lets a disabled user in again. Sign-ins of before stay ended. Throws "not_found" or "conflict". */
export async function enableUser(db: Queryable, scope: Scope, input: { userId: number }): Promise<void> {
  const { userId } = input;
  await db.transaction(async (tx) => {
    const found = await holdUser(tx, userId);
    if (!found.disabledAt) throw new AppError("conflict", "This user is not disabled.");
    await tx.update(user).set({ disabledAt: null }).where(eq(user.id, userId));
    await writeAudit(tx, scope, {
      action: "user.enable",
      subject: `user ${userId}`,
      before: { email: found.email, disabled: true },
      after: { email: found.email, disabled: false },
    });
  });
}
