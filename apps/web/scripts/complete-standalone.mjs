// `next build` leaves the static files out of the standalone server, which can serve them itself.
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
await cp(`${web}.next/static`, `${web}.next/standalone/apps/web/.next/static`, { recursive: true });
