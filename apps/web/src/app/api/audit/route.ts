import { auditCsv } from "@touchline/api/audit-csv";
import { auditFilter } from "@touchline/api/audit-filter";
import { authorise } from "@touchline/api/context";
import { AppError } from "@touchline/domain/errors";
import { failure } from "../../../failure.ts";
import { requestContext } from "../../../server.ts";
import { viewerZone } from "../../../viewer-zone.ts";
import { auditQuestion, loadAuditFilters } from "../../../widgets/audit/audit-filters.ts";

/** The audit log as CSV: exactly what the page's filter leaves, streamed a page at a time, however long it is. */
export async function GET(request: Request): Promise<Response> {
  try {
    const context = await requestContext();
    const { viewer, scope } = await authorise(context, "audit:read");
    const { before: _, ...filters } = loadAuditFilters(new URL(request.url).searchParams);
    const asked = auditFilter.safeParse(auditQuestion(filters, await viewerZone(viewer)));
    if (!asked.success) throw new AppError("invalid", "This filter has a value that can't be used here.");
    const lines = auditCsv(context.db, scope, asked.data);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { value, done } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => void (await lines.return(undefined)),
    });
    return new Response(body, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="audit-log.csv"',
        "cache-control": "private, no-store",
      },
    });
  } catch (cause) {
    return failure(cause, "GET /api/audit", request).response;
  }
}
