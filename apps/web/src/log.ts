import type { Log } from "@touchline/api/context";
import pino, { type DestinationStream, type Logger } from "pino";
import { safe } from "./log-safety.ts";

/** A request's own id would look like a secret. */
const safeFields = ({ requestId, ...fields }: Record<string, unknown>): Record<string, unknown> => ({
  ...(requestId !== undefined && { requestId }),
  ...(safe(fields) as Record<string, unknown>),
});

/** JSON lines with time, level and message; nothing enters that safe() does not let through. */
export function createLogger(destination: DestinationStream): Logger {
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: "message",
      formatters: { level: (level) => ({ level }), log: safeFields },
    },
    destination,
  );
}

/** The process's log, on standard output. Written at once: the last lines before an end are wanted most. */
export const logger = createLogger(pino.destination({ dest: 1, sync: true }));

/** Where procedures and route handlers report defects. */
export const log: Log = {
  error: ({ message, ...entry }) => logger.error(entry, message),
};

const LEVELS = { error: "error", warn: "warn", info: "info", log: "info", debug: "debug" } as const;

/**
 * Sends what libraries print to the log. Next prints a failed query with its values, among which are session ids.
 * Returns the console as it was.
 */
export function captureConsole(to: Logger, target: Pick<Console, keyof typeof LEVELS>): () => void {
  const kept = { ...target };
  for (const [method, level] of Object.entries(LEVELS))
    target[method as keyof typeof LEVELS] = (...parts: unknown[]) => {
      // Next prints these, and reports them by onRequestError as well, where the request is known.
      if (parts.some((part) => part instanceof Error && "digest" in part)) return;
      const words = parts.filter((part) => typeof part === "string").map((part) => safe(part));
      const cause = parts.filter((part) => typeof part !== "string");
      const fields = cause.length === 0 ? {} : { cause: cause.length === 1 ? cause[0] : cause };
      to[level](fields, words.join(" ").trim() || "printed by a library");
    };
  return () => void Object.assign(target, kept);
}
