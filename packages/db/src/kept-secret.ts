import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";

/** The secret in `file`, made at random the first time. Readable by its owner alone. Safe with two first starts at once. */
export async function keptSecret(file: string): Promise<string> {
  const read = async () => (await readFile(file, "utf8").catch(() => "")).trim();
  const known = await read();
  if (known) return known;
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  // A link never replaces; where the file system has none, the rename's tiny race is all there is.
  await link(draft, file).catch(async (error: { code?: string }) => {
    if (error.code !== "EEXIST") await rename(draft, file);
  });
  await rm(draft, { force: true });
  return read();
}
