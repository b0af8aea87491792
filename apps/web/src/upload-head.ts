import { z } from "zod";

/** The first line of an upload, as JSON; the file's bytes follow it. One body, so that a large file streams. */
export const uploadHead = z.object({
  fileName: z.string().min(1).max(255),
  dryRun: z.boolean(),
  constants: z.record(z.string().max(100), z.string().max(1_000)),
  mapping: z.union([
    z.object({ named: z.string().max(200) }),
    z.object({ json: z.unknown() }).required(),
    z.object({ fitting: z.literal(true) }),
  ]),
});
export type UploadHead = z.infer<typeof uploadHead>;
