import { AppError, type ErrorCode } from "@touchline/domain/errors";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { isOutage, OUTAGE_MESSAGE } from "./outage.ts";

/** One row per AppError code: a new code does not compile until it is mapped. */
const TRPC_CODES = {
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  invalid: "BAD_REQUEST",
  conflict: "CONFLICT",
  too_many: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
  internal: "INTERNAL_SERVER_ERROR",
} as const satisfies Record<ErrorCode, TRPCError["code"]>;

/** The same table for route handlers that answer without tRPC. */
export const HTTP_STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

/** What a user reads about a defect: nothing of its message, only where it can be found in the log. */
const hidden = (requestId: string) =>
  `Something went wrong on our side. Nothing was changed. Reference: ${requestId}.`;

/**
 * The AppError that a failure is to a user. What a procedure threw was mapped, and logged, already. While the database
 * is away it is "unavailable". An unknown one becomes "internal" with its message hidden; both keep the cause, and
 * `defect` tells that it must be logged.
 */
export function toAppError(failure: unknown, requestId: string): { error: AppError; defect: boolean } {
  if (failure instanceof TRPCError && failure.cause instanceof AppError)
    return { error: failure.cause, defect: false };
  if (failure instanceof AppError && failure.code !== "internal") return { error: failure, defect: false };
  const error = isOutage(failure)
    ? new AppError("unavailable", OUTAGE_MESSAGE, { cause: failure })
    : new AppError("internal", hidden(requestId), { cause: failure });
  return { error, defect: true };
}

/** What an input's schema says in words of ours; the library's own name types and places. */
function wordsOf(cause: unknown): string {
  const said = cause instanceof ZodError ? cause.issues.find(({ code }) => code === "custom") : undefined;
  return said?.message ?? "This request has a value that can't be used here.";
}

/** The tRPC form of a failure inside a procedure. A refused input is the caller's and says so in plain words. */
export function toTrpcError(failure: TRPCError, requestId: string): { error: TRPCError; defect: boolean } {
  if (failure.code === "BAD_REQUEST" && !(failure.cause instanceof AppError)) {
    const message = wordsOf(failure.cause);
    return { error: new TRPCError({ code: "BAD_REQUEST", message, cause: failure.cause }), defect: false };
  }
  const { error, defect } = toAppError(failure.cause ?? failure, requestId);
  return {
    error: new TRPCError({ code: TRPC_CODES[error.code], message: error.message, cause: error }),
    defect,
  };
}
