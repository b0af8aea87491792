import "server-only";
import { api, type requireViewer } from "./server.ts";

type Viewer = Pick<Awaited<ReturnType<typeof requireViewer>>, "timeZone">;

/** The time zone that a viewer reads times in: their own choice, else the organisation's. */
export async function viewerZone({ timeZone }: Viewer): Promise<string> {
  return timeZone ?? (await (await api()).settings.get()).timeZone;
}
