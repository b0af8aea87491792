import type { Metadata } from "next";
import { connection } from "next/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { requestContext } from "../server.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Touchline", template: "%s – Touchline" },
  description: "One honest view of the whole customer experience.",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Made anew for each request, also where there is no such page: a stored page has no nonce for its scripts.
  await connection();
  // Also where the database is away: the page then says so, in the system's theme.
  const viewer = await requestContext()
    .then((context) => context.viewer())
    .catch(() => null);
  const theme = viewer?.theme ?? "system";
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <NuqsAdapter>{children}</NuqsAdapter>
      </body>
    </html>
  );
}
