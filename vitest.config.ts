import { defineConfig } from "vitest/config";

const pure = ["packages/domain", "packages/ingest", "packages/ui", "apps/web"];
const onPostgres = ["packages/db", "packages/api", "packages/demo", "apps/cli"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      ...pure.map((root) => ({
        test: {
          name: root.split("/")[1] ?? root,
          root,
          include: ["test/**/*.test.ts"],
          testTimeout: 60_000,
        },
      })),
      ...onPostgres.map((root) => ({
        test: {
          name: root.split("/")[1] ?? root,
          root,
          include: ["test/**/*.test.ts"],
          globalSetup: [new URL("packages/db/test/server.ts", import.meta.url).pathname],
          setupFiles:
            root === "apps/cli" ? [new URL("apps/cli/test/quiet.ts", import.meta.url).pathname] : [],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      })),
    ],
  },
});
