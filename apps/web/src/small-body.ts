import { AppError } from "@touchline/domain/errors";

/** No form and no batch of procedure calls of our pages comes near it. Bytes. */
const LARGEST = 1_000_000;

/**
 * Refuses what would be read into memory whole before anybody asks who sent it: a body that is large, or that does not
 * say how large it is. Throws AppError "invalid".
 */
export function requireSmallBody({ headers }: Request): void {
  if (headers.has("transfer-encoding") || Number(headers.get("content-length") ?? 0) > LARGEST)
    throw new AppError("invalid", "This request is too large.");
}
