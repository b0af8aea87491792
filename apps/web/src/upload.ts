import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AppError } from "@touchline/domain/errors";
import { type UploadHead, uploadHead } from "./upload-head.ts";

/** A mapping of a few thousand columns fits. Bytes. */
const LONGEST_HEAD = 4_000_000;
const NEWLINE = 10;

function parseHead(bytes: Buffer): UploadHead {
  try {
    return uploadHead.parse(JSON.parse(bytes.toString("utf8")));
  } catch (cause) {
    throw new AppError("invalid", "This upload does not say what its file is and how to read it.", { cause });
  }
}

export interface Spooled {
  readonly head: UploadHead;
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Splits the head from the file and passes the file on, up to a limit of bytes. */
async function* fileBytes(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  onHead: (head: UploadHead) => void,
): AsyncGenerator<Uint8Array> {
  let waiting: Buffer | null = Buffer.alloc(0);
  let size = 0;
  for await (const chunk of body) {
    let bytes: Uint8Array = chunk;
    if (waiting !== null) {
      const joined: Buffer = Buffer.concat([waiting, chunk]);
      const end = joined.indexOf(NEWLINE);
      if (end < 0 && joined.length > LONGEST_HEAD)
        throw new AppError("invalid", "The mapping of this upload is too large.");
      if (end < 0) {
        waiting = joined;
        continue;
      }
      waiting = null;
      onHead(parseHead(joined.subarray(0, end)));
      bytes = joined.subarray(end + 1);
    }
    size += bytes.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    yield bytes;
  }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError(
    "invalid",
    `The file is larger than the ${Math.round(maxBytes * 1e-6)} MB that may be uploaded. The command line imports files of any size.`,
  );
}

/**
 * Writes an upload's file to a folder of its own that nobody else may read. Throws AppError "invalid" when it is no
 * upload or too large; call remove() when done.
 */
export async function spoolUpload(request: Request, maxBytes: number): Promise<Spooled> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes + LONGEST_HEAD) throw tooLarge(maxBytes);
  if (!request.body) throw new AppError("invalid", "There is no file in this upload.");
  const folder = await mkdtemp(join(tmpdir(), "touchline-upload-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, "file");
    let head: UploadHead | undefined;
    const bytes = fileBytes(request.body, maxBytes, (found) => {
      head = found;
    });
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }));
    if (!head) throw new AppError("invalid", "There is no file in this upload.");
    return { head, path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
