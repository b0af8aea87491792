import { inspect } from "node:util";

const HIDDEN = "[hidden]";
/** Names of fields whose values never enter the log, wherever they are. Values of queries may be session ids. */
const SECRET_FIELD =
  /pass(word|phrase)?$|secret|token|cookie|authorization|session|credential|^otp$|^code_verifier$|^params$|^parameters$|connection_?string|database_?url/i;
const MOST_ENTRIES = 50;
const DEEPEST = 6;

/** Text without passwords in addresses, values of queries, cookies, signed tokens and long random strings. */
export function safeText(text: string): string {
  return text
    .replace(/(Failed query: [\s\S]*?)\nparams:[\s\S]*$/, "$1")
    .replace(/\/\/[^\s/@:]*:[^\s@]*@/g, `//${HIDDEN}@`)
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${HIDDEN}`)
    .replace(
      /\b([\w.-]*(?:token|cookie|secret|password|authorization))(\s*[=:]\s*)[^\s;,]+/gi,
      `$1$2${HIDDEN}`,
    )
    .replace(/\beyJ[\w-]+(\.[\w-]*)+/g, HIDDEN)
    .replace(/(?<![\w/.-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{32,}(\.[\w-]+)*/g, HIDDEN);
}

/** Where the error arose, without its message, which the stack repeats with all that it quotes. */
function frames({ stack, message }: Error): string | undefined {
  if (!stack) return undefined;
  const at = message === "" ? -1 : stack.indexOf(message);
  const rest = at < 0 ? stack : stack.slice(at + message.length);
  return rest
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}

function safeError(error: Error, depth: number): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  // PostgreSQL quotes the value that it could not read (class 22).
  const quotes = typeof code === "string" && /^22/.test(code);
  const message = quotes ? error.message.replace(/"[\s\S]*"/, `"${HIDDEN}"`) : error.message;
  return {
    name: error.name,
    message: safeText(message),
    ...(typeof code === "string" && { code }),
    stack: frames(error),
    ...(error.cause !== undefined && { cause: safe(error.cause, depth + 1) }),
  };
}

/** A value as it may stand in the log. Of an error only name, message, code, stack and cause. */
export function safe(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return safeText(value);
  if (value === null || typeof value !== "object")
    return typeof value === "function" || typeof value === "symbol" || typeof value === "bigint"
      ? String(value)
      : value;
  if (depth > DEEPEST) return HIDDEN;
  if (value instanceof Error) return safeError(value, depth);
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((each) => safe(each, depth + 1));
  if (value instanceof Date) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    return safeText(inspect(value, { depth: 0 }).slice(0, 200));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_ENTRIES)
      .map(([key, each]) => [key, SECRET_FIELD.test(key) ? HIDDEN : safe(each, depth + 1)]),
  );
}
