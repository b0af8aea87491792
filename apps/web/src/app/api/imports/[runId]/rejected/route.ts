import { authorise } from "@touchline/api/context";
import { csvLine } from "@touchline/api/csv";
import { getRun, listProblems } from "@touchline/db/queries/runs";
import { AppError } from "@touchline/domain/errors";
import { failure } from "../../../../../failure.ts";
import { requestContext } from "../../../../../server.ts";

const PAGE = 5_000;

/** Everything that was left out of a run, as CSV: row number, what was left out, column, value and reason. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ runId: string }> },
): Promise<Response> {
  try {
    const context = await requestContext();
    const { scope } = await authorise(context, "imports:read");
    const runId = Number((await params).runId);
    if (!Number.isSafeInteger(runId) || runId > 2_147_483_647)
      throw new AppError("not_found", "There is no such import run.");
    const run = await getRun(context.db, scope, runId);
    const encoder = new TextEncoder();
    let after: { row: number; id: number } | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(encoder.encode(csvLine(["row", "left out", "column", "value", "reason"]))),
      async pull(controller) {
        const page = await listProblems(context.db, scope, { runId, limit: PAGE, ...(after && { after }) });
        const lines = page.map(({ row, severity, column, value, reason }) =>
          csvLine([row, severity === "rejected" ? "row" : "cell", column, value, reason]),
        );
        if (lines.length > 0) controller.enqueue(encoder.encode(lines.join("")));
        const last = page.at(-1);
        if (last && page.length === PAGE) after = { row: last.row, id: last.id };
        else controller.close();
      },
    });
    return new Response(body, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="rejected-rows-run-${run.id}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (cause) {
    return failure(cause, "GET /api/imports/rejected").response;
  }
}
