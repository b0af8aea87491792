/** What Node and PostgreSQL say when the database is away, shutting down or just coming up, or takes nobody more. */
const AWAY = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);
const AWAY_WORDS = /^(Connection terminated|timeout exceeded when trying to connect)/;

export const OUTAGE_MESSAGE =
  "The database does not answer right now. Nothing was lost; please try again in a moment.";

/** Whether a failure, or any cause of it, means that the database can't be reached. */
export function isOutage(failure: unknown): boolean {
  for (let cause = failure, deep = 0; cause instanceof Error && deep < 8; cause = cause.cause, deep += 1) {
    const { code } = cause as { code?: unknown };
    if (typeof code === "string" && (AWAY.has(code) || code.startsWith("08"))) return true;
    if (AWAY_WORDS.test(cause.message)) return true;
  }
  return false;
}
