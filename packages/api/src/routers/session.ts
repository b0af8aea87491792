import { listDepartments } from "@touchline/db/queries/structure";
import { permissionsOf } from "@touchline/domain/access";
import { procedure, router } from "../trpc.ts";

export const session = router({
  /** Who is signed in, what they may do, and the departments that they head. */
  get: procedure("session:read").query(async ({ ctx: { db, scope, viewer } }) => {
    const departments =
      viewer.departmentIds.length === 0
        ? []
        : (await listDepartments(db, scope)).filter(({ id }) => viewer.departmentIds.includes(id));
    return {
      name: viewer.name,
      email: viewer.email,
      role: viewer.role,
      permissions: permissionsOf(viewer.role, viewer.seenBy !== null),
      departments: departments.map(({ slug, name }) => ({ slug, name })),
    };
  }),
});
