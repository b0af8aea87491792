import { AppError } from "@touchline/domain/errors";

/** The words for a database that was there and is not any more; its own log may know better. */
export const WENT_AWAY = "The database went away in the middle of the work.";
export const DISK_FULL = "The disk is full. Nothing is lost: make room and start again.";

interface SystemError {
  code?: string;
  path?: string;
  message?: string;
}

/** One clear line for whatever ended a command; nothing of the inside unless we know no better word for it. */
export function problemLine(error: unknown): string {
  if (error instanceof AppError) return error.message;
  for (let at: unknown = error; at; at = (at as { cause?: unknown }).cause) {
    const line = knownLine(at as SystemError);
    if (line) return line;
  }
  const message = error instanceof Error ? error.message : String(error);
  return `Touchline met a fault of its own: ${message.split("\n")[0]} (TOUCHLINE_DEBUG=1 shows more)`;
}

/** What pg says, without a code, when the connection breaks under a query. */
const BROKEN = /Connection terminated|connection error and is not queryable|Client was closed/i;

function knownLine({ code, path, message }: SystemError): string | null {
  const where = path ? `: ${path}` : "";
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
    case "53100":
      return path ? `The disk is full: ${path}. Make room and try again.` : DISK_FULL;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `Not allowed to write or read${where}`;
    case "ENOENT":
      return `There is no such file or folder${where}`;
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
      return "The database does not answer. Is the server of DATABASE_URL running?";
    case "28P01":
    case "28000":
      return "The database refuses the user name or password of DATABASE_URL.";
    case "3D000":
      return "The database named in DATABASE_URL does not exist.";
    case "42501":
      return "The user of DATABASE_URL may not do this in the database.";
    case "53300":
      return "The database has no free connection left.";
    case "57P01":
    case "57P02":
    case "57P03":
    case "08006":
    case "ECONNRESET":
    case "EPIPE":
      return WENT_AWAY;
    default:
      return BROKEN.test(message ?? "") ? WENT_AWAY : null;
  }
}
