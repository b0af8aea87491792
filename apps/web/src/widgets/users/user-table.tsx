import type { RouterOutputs } from "@touchline/api/root";
import { ROLE_NAMES } from "@touchline/domain/access";
import { DASH, formatInstant } from "@touchline/ui/formats";
import { CELL, HEAD, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import Link from "next/link";
import { STATE_NAMES } from "./user-filters.ts";

type User = RouterOutputs["users"]["list"][number];
type Departments = RouterOutputs["users"]["departments"];

/** In words whether a user can sign in; of the invited, how long they have left to accept. */
export function stateOf({ state, invitedUntil }: User, timeZone: string): string {
  if (state !== "invited") return STATE_NAMES[state];
  return invitedUntil
    ? `Invited until ${formatInstant(invitedUntil, timeZone)}`
    : "Invited, the link has run out";
}

function departmentsOf({ role, departmentIds }: User, departments: Departments): string {
  if (role !== "department_head") return DASH;
  const named = departments.filter(({ id }) => departmentIds.includes(id)).map(({ name }) => name);
  return named.length === 0 ? "None yet" : named.join(", ");
}

/** One row a user; the row is the link to all that can be done about them. */
export function UserTable({
  users,
  departments,
  timeZone,
}: {
  users: readonly User[];
  departments: Departments;
  timeZone: string;
}) {
  return (
    <div className={SCROLL}>
      <table className={TABLE}>
        <thead>
          <tr className={HEAD_ROW}>
            <th className={HEAD}>Name</th>
            <th className={`hidden sm:table-cell ${HEAD}`}>Role</th>
            <th className={`hidden lg:table-cell ${HEAD}`}>Departments</th>
            <th className={HEAD}>State</th>
            <th className={`hidden lg:table-cell ${HEAD}`}>Second factor</th>
            <th className={`hidden md:table-cell ${HEAD}`}>Last seen</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id} className={`relative ${ROW}`}>
              <th scope="row" className={`wrap-anywhere max-sm:w-3/5 ${CELL}`}>
                <Link href={`/users/${user.id}`} className="font-medium after:absolute after:inset-0">
                  {user.name}
                </Link>
                <span className="block text-13 text-muted">{user.email}</span>
                <span className="block text-13 text-muted sm:hidden">{ROLE_NAMES[user.role]}</span>
              </th>
              <td className={`hidden whitespace-nowrap sm:table-cell ${CELL}`}>{ROLE_NAMES[user.role]}</td>
              <td className={`hidden lg:table-cell ${CELL}`}>{departmentsOf(user, departments)}</td>
              <td className={CELL}>{stateOf(user, timeZone)}</td>
              <td className={`hidden lg:table-cell ${CELL}`}>{user.secondFactor ? "Set up" : "None"}</td>
              <td className={`hidden whitespace-nowrap md:table-cell ${CELL}`}>
                {user.lastSeenAt ? formatInstant(user.lastSeenAt, timeZone) : "Never"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
