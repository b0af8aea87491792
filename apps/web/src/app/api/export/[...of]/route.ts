import { authorise } from "@touchline/api/context";
import { AppError } from "@touchline/domain/errors";
import { exportOf } from "../../../../export.ts";
import { failure } from "../../../../failure.ts";
import { api, requestContext } from "../../../../server.ts";

/** A table of a page as CSV: exactly what the page shows of it, by the same procedure and the same address. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ of: string[] }> },
): Promise<Response> {
  const { of } = await params;
  try {
    await authorise(await requestContext(), "metrics:read");
    const asked = exportOf(of);
    if (!asked) throw new AppError("not_found", "There is no such file.");
    const search = new URL(request.url).searchParams;
    const text = await asked.read(await api(), { search, slug: asked.slug });
    return new Response(text, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${of.map((part) => part.replace(/[^a-z0-9-]/g, "")).join("-")}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (cause) {
    return failure(cause, "GET /api/export", request).response;
  }
}
