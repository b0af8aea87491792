import { endSeeingAs } from "@touchline/api/see-as";
import { failure } from "../../../../failure.ts";
import { requireSameOrigin } from "../../../../origin.ts";
import { requestContext } from "../../../../server.ts";

/** What the banner's form asks for: back to oneself, and to the page of the user that was shown. */
export async function POST(request: Request): Promise<Response> {
  try {
    requireSameOrigin(request);
    const { id, seenBy } = await endSeeingAs(await requestContext());
    return new Response(null, { status: 303, headers: { location: seenBy ? `/users/${id}` : "/" } });
  } catch (cause) {
    return failure(cause, "POST /api/see-as/end", request).response;
  }
}
