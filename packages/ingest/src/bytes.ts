import { isAscii, isUtf8 } from "node:buffer";
import { AppError } from "@touchline/domain/errors";
import iconv from "iconv-lite";
import type { Encoding } from "./format.ts";

/** Stands for bytes that are not text in the file's encoding; a noncharacter, so no file holds it by right. */
export const UNDECODABLE = "\uffff";
const HEAD_BYTES = 262_144;
const SLICE_BYTES = 65_536;

export interface Peeked {
  /** The first 256 KiB, or all there is. */
  readonly head: Buffer;
  /** Whether head is the whole input. */
  readonly whole: boolean;
  /** The whole input from its first byte on, in slices of at most 64 KiB. */
  readonly bytes: AsyncGenerator<Buffer>;
}

/** Reads ahead without losing anything. A failing input throws AppError "unavailable" from `bytes`, after what came before. */
export async function peek(input: AsyncIterable<Uint8Array>, fileName: string): Promise<Peeked> {
  const iterator = input[Symbol.asyncIterator]();
  const first: Buffer[] = [];
  let length = 0;
  let whole = false;
  let failure: unknown;
  while (length < HEAD_BYTES && !whole && failure === undefined) {
    try {
      const next = await iterator.next();
      if (next.done) whole = true;
      else {
        first.push(asBuffer(next.value));
        length += next.value.byteLength;
      }
    } catch (error) {
      failure = error ?? new Error("unknown");
    }
  }
  async function* bytes(): AsyncGenerator<Buffer> {
    try {
      yield* slices(Buffer.concat(first.splice(0)));
      while (!whole && failure === undefined) {
        let next: IteratorResult<Uint8Array>;
        try {
          next = await iterator.next();
        } catch (error) {
          failure = error ?? new Error("unknown");
          break;
        }
        if (next.done) whole = true;
        else yield* slices(asBuffer(next.value));
      }
      // Whoever hands the bytes over may know better what is wrong with them.
      if (failure instanceof AppError) throw failure;
      if (failure !== undefined)
        throw new AppError("unavailable", `${fileName} could not be read to its end.`, { cause: failure });
    } finally {
      if (!whole) await iterator.return?.();
    }
  }
  const head = Buffer.concat(first).subarray(0, HEAD_BYTES);
  return { head, whole: whole && length <= HEAD_BYTES, bytes: bytes() };
}

function* slices(chunk: Buffer): Generator<Buffer> {
  for (let at = 0; at < chunk.length; at += SLICE_BYTES) yield chunk.subarray(at, at + SLICE_BYTES);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

type RealEncoding = Exclude<Encoding, "auto">;

/** The encoding that the bytes show: by mark, by the zeros of UTF-16, else by whether they are UTF-8. "auto" = plain ASCII so far. */
export function sniffEncoding(head: Buffer, whole: boolean): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8-sig";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const sample = head.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at += 2) {
    if (sample[at] === 0) even += 1;
    if (sample[at + 1] === 0) odd += 1;
  }
  const pairs = sample.length / 2;
  if (pairs >= 2 && odd > pairs * 0.7 && even < pairs * 0.1) return "utf-16le";
  if (pairs >= 2 && even > pairs * 0.7 && odd < pairs * 0.1) return "utf-16be";
  if (head.every((byte) => byte < 0x80)) return whole ? "utf-8" : "auto";
  const complete = whole ? head : head.subarray(0, completeLength(head));
  return isUtf8(complete) || isDamagedUtf8(complete) ? "utf-8" : "windows-1252";
}

/** No fewer lines with whole UTF-8 characters than broken ones: in other encodings such characters hardly ever come about. */
function isDamagedUtf8(bytes: Buffer): boolean {
  let sound = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf(0x0a, at);
    const line = bytes.subarray(at, lineEnd === -1 ? bytes.length : lineEnd + 1);
    if (!isUtf8(line)) broken += 1;
    else if (!isAscii(line)) sound += 1;
    at += line.length;
  }
  return sound > 0 && sound >= broken;
}

/** Throws AppError "invalid" when the bytes are no text: a workbook, a web page, an archive, nothing at all. */
export function refuseOtherKinds(head: Buffer, fileName: string, declared: Encoding): void {
  const refuse = (reason: string): never => {
    throw new AppError("invalid", `${fileName} ${reason}`);
  };
  if (head.length === 0) refuse("is empty.");
  const start = head.subarray(0, 8).toString("latin1");
  const isZip = start.startsWith("PK\u0003\u0004");
  if (isZip && !/\[Content_Types\]|xl\/|mimetype/.test(head.toString("latin1")))
    refuse("is a ZIP archive, whatever its name says. Unpack it first.");
  if (isZip || start.startsWith("\u00d0\u00cf\u0011\u00e0"))
    refuse("is an Excel workbook, whatever its name says. Open it and save the sheet as CSV (UTF-8).");
  if (start.startsWith("\u001f\u008b")) refuse("is compressed. Unpack it first.");
  if (start.startsWith("%PDF")) refuse("is a PDF, not a table.");
  const found = sniffEncoding(head, false);
  const wide = found === "utf-16le" || found === "utf-16be";
  if (wide && declared !== "auto" && declared !== found)
    refuse(
      `is UTF-16, not ${declared}: set the mapping's encoding to "${found}" or "auto", or save the file as UTF-8.`,
    );
  const text = wide ? iconv.decode(head.subarray(0, 2048), found) : head.subarray(0, 2048).toString("latin1");
  const opening = text
    .replace(/^(\u00ef\u00bb\u00bf|\ufeff)/, "")
    .trimStart()
    .slice(0, 20)
    .toLowerCase();
  if (/^<(!doctype|!--|\?xml|[a-z][a-z0-9]*[\s/>])/.test(opening))
    refuse("is a web page (HTML or XML) saved under another name. Export the data itself as CSV.");
  if (!wide) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary data from text
    const control = text.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
    const zeros = text.split("\0").length - 1;
    if (control > text.length * 0.02 || zeros > text.length * 0.5)
      refuse("is not text: it looks like a binary file.");
  }
}

export interface TextChunk {
  readonly text: string;
  /** The text holds NUL characters or UNDECODABLE marks: rows have to be looked at. */
  readonly damaged: boolean;
}

/** Bytes to text, byte-order mark removed. "auto" stays open while only ASCII is seen. */
export async function* decodeText(peeked: Peeked, declared: Encoding): AsyncGenerator<TextChunk> {
  const sniffed = sniffEncoding(peeked.head, peeked.whole);
  let decode: ((bytes: Buffer, last: boolean) => string) | null =
    declared === "auto" && sniffed === "auto" ? null : decoderOf(declared === "auto" ? sniffed : declared);
  let first = true;
  const emit = (text: string): TextChunk => {
    const clean = first && text.startsWith("\ufeff") ? text.slice(1) : text;
    if (text !== "") first = false;
    return { text: clean, damaged: clean.includes("\0") || clean.includes(UNDECODABLE) };
  };
  for await (const bytes of peeked.bytes) {
    if (decode === null) {
      const found = sniffEncoding(bytes, false);
      if (found !== "auto") decode = decoderOf(found === "windows-1252" ? found : "utf-8");
    }
    yield emit(decode === null ? bytes.toString("latin1") : decode(bytes, false));
  }
  if (decode !== null) yield emit(decode(Buffer.alloc(0), true));
}

function decoderOf(encoding: Encoding): (bytes: Buffer, last: boolean) => string {
  if (encoding === "utf-8" || encoding === "utf-8-sig" || encoding === "auto") return utf8Decoder();
  const name: RealEncoding = encoding;
  const decoder = iconv.getDecoder(
    name === "utf-16le" ? "utf16-le" : name === "utf-16be" ? "utf16-be" : name,
  );
  return (bytes, last) => (last ? (decoder.end() ?? "") : decoder.write(bytes));
}

function utf8Decoder(): (bytes: Buffer, last: boolean) => string {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes, last) => {
    const all = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    const length = last ? all.length : completeLength(all);
    rest = Buffer.from(all.subarray(length));
    return utf8Lines(all.subarray(0, length));
  };
}

/** Valid lines are decoded as they are; in the others every undecodable byte is marked. */
function utf8Lines(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf(0x0a, at);
    const line = bytes.subarray(at, lineEnd === -1 ? bytes.length : lineEnd + 1);
    text += isUtf8(line) ? line.toString("utf8") : line.toString("utf8").replaceAll("\ufffd", UNDECODABLE);
    at += line.length;
  }
  return text;
}

/** Length without a last character that has not yet arrived in full. */
function completeLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0)
      return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
