import { authorise, type Context } from "@touchline/api/context";
import { importFile } from "@touchline/api/import-file";
import { surveyOf } from "@touchline/api/preview-input";
import { writeRefusal } from "@touchline/api/refusal";
import { env } from "../../../env.ts";
import { failure } from "../../../failure.ts";
import type { ImportEvent } from "../../../import-event.ts";
import { requireSameOrigin } from "../../../origin.ts";
import { requestContext } from "../../../server.ts";
import { type Spooled, spoolUpload } from "../../../upload.ts";

const HERE = "POST /api/imports";
/** How many rejected rows are told at once; all of them can be downloaded. */
const TOLD = 20;
const MAX_BYTES = env.MAX_UPLOAD_MB * 1_000_000;
/** A row of two bytes is still a row: bytes alone bound nothing. */
const MAX_ROWS = 10_000_000;

/** What came to nothing before there was a run that would say so. */
async function noteRefusal(context: Context, { defect }: { defect: boolean }, request: Request) {
  await writeRefusal(context, { action: "import.run", defect }).catch((why) => failure(why, HERE, request));
}

/**
 * The second door of the import engine. The body is a line of JSON and then the file; the answer is a line of JSON for
 * each step, the last of which says how it ended. Going away cancels the import.
 */
export async function POST(request: Request): Promise<Response> {
  let upload: Spooled;
  let allowed: Awaited<ReturnType<typeof authorise>>;
  const context = await requestContext();
  try {
    requireSameOrigin(request);
  } catch (cause) {
    return failure(cause, HERE, request).response;
  }
  try {
    allowed = await authorise(context, "imports:write");
    upload = await spoolUpload(request, MAX_BYTES);
  } catch (cause) {
    const failed = failure(cause, HERE, request);
    await noteRefusal(context, failed, request);
    return failed.response;
  }
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort());
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const tell = (event: ImportEvent) => {
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
      };
      let begun = false;
      const problems: Extract<ImportEvent, { kind: "done" }>["problems"][number][] = [];
      try {
        const { survey, ...head } = upload.head;
        const result = await importFile(context.db, allowed.scope, {
          ...head,
          ...(survey && { survey: surveyOf(survey) }),
          limits: { bytes: MAX_BYTES, rows: MAX_ROWS },
          path: upload.path,
          now: context.now,
          signal: gone.signal,
          onBegun: () => {
            begun = true;
          },
          onProgress: (progress) => tell({ kind: "progress", ...progress }),
          onProblems: (found) => problems.push(...found.slice(0, Math.max(0, TOLD - problems.length))),
        });
        tell({ kind: "done", result, problems });
      } catch (cause) {
        const failed = failure(cause, HERE, request);
        if (!begun && !upload.head.dryRun) await noteRefusal(context, failed, request);
        tell({ kind: "failed", message: failed.message });
      } finally {
        await upload.remove();
        if (!gone.signal.aborted) controller.close();
      }
    },
    cancel: () => gone.abort(),
  });
  return new Response(stream, {
    headers: { "content-type": "application/x-ndjson", "cache-control": "private, no-store" },
  });
}
