import {
  constantsSchema,
  mappingChoiceSchema,
  previewSchema,
  surveySchema,
} from "@touchline/api/preview-input";
import { z } from "zod";

/** The first line of an upload, as JSON; the file's bytes follow it. One body, so that a large file streams. */
export const uploadHead = z.object({
  fileName: z.string().min(1).max(255),
  dryRun: z.boolean(),
  constants: constantsSchema,
  mapping: mappingChoiceSchema,
  survey: surveySchema.optional(),
});
export type UploadHead = z.infer<typeof uploadHead>;

/** The same for the beginning of a file that is to be looked at. */
export const previewHead = previewSchema;
