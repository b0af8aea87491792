import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  // The monorepo's root, so that the standalone server carries what the workspace packages need.
  outputFileTracingRoot: fileURLToPath(new URL("../..", import.meta.url)),
  transpilePackages: [
    "@touchline/api",
    "@touchline/db",
    "@touchline/domain",
    "@touchline/ingest",
    "@touchline/ui",
  ],
  productionBrowserSourceMaps: false,
  poweredByHeader: false,
  // forbidden(): a page that the viewer's role may not open answers 403.
  experimental: { authInterrupts: true },
};

export default config;
