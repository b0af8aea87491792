import type { Role, Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import type { Queryable } from "../client.ts";
import { user, userDepartment } from "../schema/user.ts";
import { writeAudit } from "./audit.ts";

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
    const email = input.email.trim().toLowerCase();
    const [row] = await tx
      .insert(user)
      .values({ email, name: input.name, role: input.role, passwordHash: input.passwordHash })
      .onConflictDoNothing({ target: user.email })
      .returning({ id: user.id });
    if (!row) throw new AppError("conflict", "Somebody with this e-mail address exists already.");
    if (input.departmentIds.length > 0)
      await tx
        .insert(userDepartment)
        .values(input.departmentIds.map((departmentId) => ({ userId: row.id, departmentId })));
    await writeAudit(tx, scope, {
      action: "user.create",
      subject: `user ${row.id}`,
      after: { email, name: input.name, role: input.role, departmentIds: input.departmentIds },
    });
    return row.id;
  });
}
