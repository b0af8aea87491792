import { AppError } from "@touchline/domain/errors";
import { env } from "./env.ts";

/** Refuses a change that another site's page asks for in the viewer's name. Browsers send Origin with every POST. */
export function requireSameOrigin(request: Request): void {
  if (request.headers.get("origin") !== new URL(env.NEXTAUTH_URL).origin)
    throw new AppError("forbidden", "This request did not come from Touchline's own pages.");
}
