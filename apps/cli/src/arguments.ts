import { type ParseArgsConfig, parseArgs } from "node:util";
import { AppError } from "@touchline/domain/errors";

/** parseArgs with its complaint as one clear line and how the command is used. */
export function readArguments<const T extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  usage: string,
  options: T,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (cause) {
    const message =
      cause instanceof Error ? cause.message.split(". ")[0] : "The arguments are not understood";
    throw new AppError("invalid", `${message}. Usage: touchline ${usage}`, { cause });
  }
}

/** Throws AppError "invalid" with the usage. */
export function misused(usage: string): never {
  throw new AppError("invalid", `Usage: touchline ${usage}`);
}

/** The number of an import run, as typed. */
export function runNumber(text: string | undefined, usage: string): number {
  const id = Number(text);
  return Number.isSafeInteger(id) && id > 0 && id < 2 ** 31 ? id : misused(usage);
}
