import type { Metadata } from "next";
import { connection } from "next/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Touchline", template: "%s – Touchline" },
  description: "One honest view of the whole customer experience.",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Made anew for each request, also where there is no such page: a stored page has no nonce for its scripts.
  await connection();
  return (
    <html lang="en">
      <body>
        <NuqsAdapter>{children}</NuqsAdapter>
      </body>
    </html>
  );
}
