import { defineConfig } from "vitest/config";

const pure = ["domain", "ingest"];
const onPostgres = ["packages/db", "packages/api", "packages/demo", "apps/cli"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      ...pure.map((name) => ({
        test: { name, root: `packages/${name}`, include: ["test/**/*.test.ts"], testTimeout: 60_000 },
      })),
      ...onPostgres.map((root) => ({
        test: {
          name: root.split("/")[1] ?? root,
          root,
          include: ["test/**/*.test.ts"],
          globalSetup: [new URL("packages/db/test/server.ts", import.meta.url).pathname],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      })),
    ],
  },
});
