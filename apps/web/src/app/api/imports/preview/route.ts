import { authorise } from "@touchline/api/context";
import { previewFile } from "@touchline/api/import-preview";
import { failure } from "../../../../failure.ts";
import { requireSameOrigin } from "../../../../origin.ts";
import { requestContext } from "../../../../server.ts";
import { readBeginning } from "../../../../upload.ts";
import { previewHead } from "../../../../upload-head.ts";

/** What the engine makes of the beginning of a file. The file is not kept: each look sends its first megabyte again. */
export async function POST(request: Request): Promise<Response> {
  try {
    requireSameOrigin(request);
    const context = await requestContext();
    const { scope } = await authorise(context, "imports:write");
    const { head, bytes } = await readBeginning(request, previewHead);
    const preview = await previewFile(context.db, scope, head, bytes);
    return Response.json(preview, { headers: { "cache-control": "private, no-store" } });
  } catch (cause) {
    return failure(cause, "POST /api/imports/preview", request).response;
  }
}
