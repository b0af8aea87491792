import { createGunzip, constants as zlib } from "node:zlib";
import { AppError } from "@touchline/domain/errors";
import type { ReadableFile } from "./choose-mapping.ts";

/** What is looked at of a file, unpacked: a small archive may hold a huge file. Bytes. */
const MOST = 2_000_000;

/** Thrown where the beginning of a file ends: what was read until then stands. */
export const END_OF_HEAD = new AppError("unavailable", "Only the beginning of the file was sent.");

/**
 * The beginning of a file as a file. Unless it is whole, reading it ends in END_OF_HEAD, so that the row that was cut off
 * is never taken for one.
 */
export async function fileHead(
  bytes: Uint8Array,
  fileName: string,
  whole: boolean,
): Promise<ReadableFile & { readonly whole: boolean }> {
  const packed = fileName.toLowerCase().endsWith(".gz");
  const name = packed ? fileName.slice(0, -3) : fileName;
  const head = packed ? await unpack(bytes, fileName) : { bytes, whole: true };
  const complete = whole && head.whole;
  async function* read(): AsyncGenerator<Uint8Array> {
    yield head.bytes;
    if (!complete) throw END_OF_HEAD;
  }
  return { fileName: name, whole: complete, read };
}

async function unpack(bytes: Uint8Array, fileName: string): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const gunzip = createGunzip({ finishFlush: zlib.Z_SYNC_FLUSH });
  gunzip.end(bytes);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST) break;
    }
  } catch (cause) {
    throw new AppError("invalid", `${fileName} is no gzip file.`, { cause });
  }
  return { bytes: Buffer.concat(chunks).subarray(0, MOST), whole: size <= MOST };
}
