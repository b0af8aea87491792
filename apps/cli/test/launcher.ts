import { fileURLToPath } from "node:url";
import { start } from "../src/commands/start.ts";

await start(fileURLToPath(new URL("fixtures/web-server.mjs", import.meta.url)));
