// `next build` leaves the static files out of the standalone server, which can serve them itself.
import { cp, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const standalone = `${web}.next/standalone/apps/web`;
await cp(`${web}.next/static`, `${standalone}/.next/static`, { recursive: true });

// Next would shut the door at once on a signal; src/graceful-stop.ts lets everybody out first.
const settings = `process.env.NEXT_MANUAL_SIG_HANDLE = "true";\nprocess.env.NEXT_TELEMETRY_DISABLED = "1";\n`;
const server = await readFile(`${standalone}/server.js`, "utf8");
if (!server.startsWith(settings)) await writeFile(`${standalone}/server.js`, settings + server);
