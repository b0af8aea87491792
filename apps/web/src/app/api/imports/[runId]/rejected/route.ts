import { csvLine } from "@touchline/api/csv";
import { AppError } from "@touchline/domain/errors";
import { failure } from "../../../../../failure.ts";
import { api } from "../../../../../server.ts";

const PAGE = 5_000;
const LARGEST_ID = 2_147_483_647;

/** Everything that was left out of a run, as CSV: row number, what was left out, column, value and reason. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ runId: string }> },
): Promise<Response> {
  try {
    const runId = Number((await params).runId);
    if (!Number.isSafeInteger(runId) || runId < 1 || runId > LARGEST_ID)
      throw new AppError("not_found", "There is no such import run.");
    const call = await api();
    const readPage = (after?: { row: number; id: number }) =>
      call.imports.rejected({ runId, after, limit: PAGE });
    // The first page is read before the answer begins, so that a refusal has its own status.
    let page = await readPage();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(encoder.encode(csvLine(["row", "left out", "column", "value", "reason"]))),
      async pull(controller) {
        const lines = page.map(({ row, severity, column, value, reason }) =>
          csvLine([row, severity === "rejected" ? "row" : "cell", column, value, reason]),
        );
        if (lines.length > 0) controller.enqueue(encoder.encode(lines.join("")));
        const last = page.at(-1);
        if (last && page.length === PAGE) page = await readPage({ row: last.row, id: last.id });
        else controller.close();
      },
    });
    return new Response(body, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="rejected-rows-run-${runId}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (cause) {
    return failure(cause, "GET /api/imports/rejected", request).response;
  }
}
