import { randomUUID } from "node:crypto";
import { HTTP_STATUS, toAppError } from "@touchline/api/error-mapping";
import { REQUEST_ID } from "./every-request.ts";
import { log } from "./log.ts";

/** The answer of a route handler to a failure: in the user's words where they may know it, else hidden and logged. */
export function failure(
  cause: unknown,
  path: string,
  request: Request,
): { message: string; response: Response; defect: boolean } {
  const requestId = request.headers.get(REQUEST_ID) ?? randomUUID();
  const { error, defect } = toAppError(cause, requestId);
  if (defect) log.error({ message: "route handler failed", requestId, path, cause });
  const response = Response.json({ message: error.message }, { status: HTTP_STATUS[error.code] });
  return { message: error.message, response, defect };
}
