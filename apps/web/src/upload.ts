import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AppError } from "@touchline/domain/errors";
import type { z } from "zod";
import { type UploadHead, uploadHead } from "./upload-head.ts";

/** A mapping of a few thousand columns fits. Bytes. */
const LONGEST_HEAD = 4_000_000;
const NEWLINE = 10;

function parseHead<Head>(bytes: Buffer, schema: z.ZodType<Head>): Head {
  try {
    return schema.parse(JSON.parse(bytes.toString("utf8")));
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
async function* fileBytes<Head>(
  body: AsyncIterable<Uint8Array>,
  schema: z.ZodType<Head>,
  maxBytes: number,
  onHead: (head: Head) => void,
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
      onHead(parseHead(joined.subarray(0, end), schema));
      bytes = joined.subarray(end + 1);
    }
    size += bytes.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    yield bytes;
  }
}

/** How much of a file is looked at. The browser sends no more. Bytes. */
const MOST_LOOKED_AT = 1_000_000;

/** The beginning of a file with its head, in memory and nowhere else. Throws AppError "invalid" when it is neither. */
export async function readBeginning<Head>(
  request: Request,
  schema: z.ZodType<Head>,
): Promise<{ head: Head; bytes: Buffer }> {
  let head: Head | undefined;
  const chunks: Uint8Array[] = [];
  const onHead = (found: Head) => {
    head = found;
  };
  for await (const chunk of fileBytes(request.body ?? nothing(), schema, MOST_LOOKED_AT, onHead))
    chunks.push(chunk);
  if (head === undefined) throw new AppError("invalid", "There is no file in this upload.");
  return { head, bytes: Buffer.concat(chunks) };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

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
    const bytes = fileBytes(request.body, uploadHead, maxBytes, (found) => {
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
