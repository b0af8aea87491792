import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { AppError } from "@touchline/domain/errors";

/** A file whose content is known before it is read, so that a change meanwhile can't go unseen. */
export interface WatchedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Without ".gz": what is read is unpacked. */
  readonly fileName: string;
  /** The content, unpacked. Ends in AppError "conflict" where the file changed, grew or vanished since. */
  read(): AsyncIterable<Uint8Array>;
}

/** Reads the file once to know its content. Throws AppError where it is missing, no file, or may not be read. */
export async function watchFile(path: string, fileName: string): Promise<WatchedFile> {
  const changed = (what: string, cause?: unknown) =>
    new AppError("conflict", `${fileName} ${what} while it was read: nothing of it was imported.`, { cause });
  const before = await stat(path).catch((cause: unknown) => {
    throw new AppError("not_found", `${fileName} can't be read: ${reasonOf(cause)}.`, { cause });
  });
  if (!before.isFile()) throw new AppError("invalid", `${fileName} is no file.`);
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (cause) {
    throw new AppError("not_found", `${fileName} can't be read: ${reasonOf(cause)}.`, { cause });
  }
  const sha256 = hash.digest("hex");

  async function* raw(): AsyncGenerator<Uint8Array> {
    const again = createHash("sha256");
    let read = 0;
    try {
      for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
        again.update(chunk);
        read += chunk.length;
        if (read > bytes) throw changed("grew");
        yield chunk;
      }
      const after = await stat(path);
      if (after.size > bytes) throw changed("grew");
      if (again.digest("hex") !== sha256) throw changed("changed");
    } catch (cause) {
      if ((cause as { code?: string }).code === "ENOENT") throw changed("vanished", cause);
      throw cause;
    }
  }

  if (!fileName.toLowerCase().endsWith(".gz")) return { sha256, bytes, fileName, read: raw };
  return { sha256, bytes, fileName: fileName.slice(0, -3), read: () => unpacked(raw(), fileName) };
}

async function* unpacked(packed: AsyncIterable<Uint8Array>, fileName: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(Readable.from(packed), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) yield chunk;
  } catch (cause) {
    const { code = "" } = cause as { code?: string };
    if (!code.startsWith("Z_")) throw cause;
    throw new AppError("invalid", `${fileName} is no whole gzip file.`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  const { code } = cause as { code?: string };
  if (code === "ENOENT" || code === "ENOTDIR") return "there is no such file";
  if (code === "EACCES" || code === "EPERM") return "you may not read it";
  if (code === "EISDIR") return "it is a folder";
  return "reading it failed";
}
