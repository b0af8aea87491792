import type { Queryable } from "@touchline/db/client";
import { createUser } from "@touchline/db/commands/user";
import { listDepartments } from "@touchline/db/queries/structure";
import { countUsers } from "@touchline/db/queries/user";
import { ROLES, type Role, type Scope } from "@touchline/domain/access";
import { hashPassword, randomPassword } from "./password.ts";

/** The password is known to nobody else and is not kept: show it once. */
export interface FirstUser {
  readonly email: string;
  readonly role: Role;
  readonly password: string;
}

const FIRST_USERS: Readonly<Record<Role, { email: string; name: string }>> = {
  executive: { email: "executive@touchline.local", name: "Executive" },
  department_head: { email: "head@touchline.local", name: "Department head" },
  admin: { email: "admin@touchline.local", name: "Admin" },
};

/**
 * Gives a database without users one for each role, with passwords made for this installation; the department head
 * owns the first department. Returns them once; [] when there are users already.
 */
export async function ensureFirstUsers(db: Queryable, scope: Scope): Promise<FirstUser[]> {
  if ((await countUsers(db, scope)) > 0) return [];
  const first = (await listDepartments(db, scope)).find((row) => !row.archived);
  const users: FirstUser[] = [];
  for (const role of ROLES) {
    const { email, name } = FIRST_USERS[role];
    const password = randomPassword();
    const departmentIds = role === "department_head" && first ? [first.id] : [];
    await createUser(db, scope, {
      email,
      name,
      role,
      passwordHash: await hashPassword(password),
      departmentIds,
    });
    users.push({ email, role, password });
  }
  return users;
}
