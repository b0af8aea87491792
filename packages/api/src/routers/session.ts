import { permissionsOf } from "@touchline/domain/access";
import { procedure, router } from "../trpc.ts";

export const session = router({
  /** Who is signed in, and what they may do. */
  get: procedure("session:read").query(({ ctx: { viewer } }) => ({
    name: viewer.name,
    email: viewer.email,
    role: viewer.role,
    permissions: permissionsOf(viewer.role, viewer.seenBy !== null),
  })),
});
