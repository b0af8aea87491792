import type { Log } from "@touchline/api/context";

const plain = (cause: unknown): unknown =>
  cause instanceof Error
    ? { name: cause.name, message: cause.message, stack: cause.stack, cause: plain(cause.cause) }
    : cause === undefined
      ? undefined
      : String(cause);

/** One JSON line per defect on standard error, with its cause. */
export const log: Log = {
  error: ({ cause, ...entry }) =>
    console.error(
      JSON.stringify({ level: "error", time: new Date().toISOString(), ...entry, cause: plain(cause) }),
    ),
};
