import { randomUUID } from "node:crypto";
import { HTTP_STATUS, toAppError } from "@touchline/api/error-mapping";
import { AppError } from "@touchline/domain/errors";
import { REQUEST_ID } from "./every-request.ts";
import { log } from "./log.ts";
import { isOutage, OUTAGE_MESSAGE } from "./outage.ts";

/** The answer of a route handler to a failure: in the user's words where they may know it, else hidden and logged. */
export function failure(
  cause: unknown,
  path: string,
  request: Request,
): { message: string; response: Response } {
  const requestId = request.headers.get(REQUEST_ID) ?? randomUUID();
  const away = isOutage(cause);
  const known = away ? new AppError("unavailable", OUTAGE_MESSAGE, { cause }) : cause;
  const { error, defect } = toAppError(known, requestId);
  if (defect || away) log.error({ message: "route handler failed", requestId, path, cause });
  const response = Response.json({ message: error.message }, { status: HTTP_STATUS[error.code] });
  return { message: error.message, response };
}
