import { formatTime } from "@touchline/ui/formats";
import type { Metadata } from "next";
import { connection } from "next/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { inter } from "../font.ts";
import { requestContext } from "../server.ts";
import { viewerZone } from "../viewer-zone.ts";
import { SeeingBanner } from "../widgets/seeing/banner.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Touchline", template: "%s – Touchline" },
  description: "One honest view of the whole customer experience.",
};

/** Who looks, and until when an admin looks as that user. */
async function look() {
  const viewer = await (await requestContext()).viewer();
  const until = viewer?.seenBy ? formatTime(viewer.seenBy.until, await viewerZone(viewer)) : null;
  return { viewer, until };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Made anew for each request, also where there is no such page: a stored page has no nonce for its scripts.
  await connection();
  // Also where the database is away: the page then says so, in the system's theme.
  const { viewer, until } = await look().catch(() => ({ viewer: null, until: null }));
  const theme = viewer?.theme ?? "system";
  return (
    <html
      lang="en"
      data-theme={theme}
      className={until === null ? inter.variable : `${inter.variable} scroll-pb-24`}
    >
      <body className={until === null ? undefined : "pb-(--banner) [--banner:6.5rem] md:[--banner:3.25rem]"}>
        {viewer && until !== null && <SeeingBanner name={viewer.name} role={viewer.role} until={until} />}
        <NuqsAdapter>{children}</NuqsAdapter>
      </body>
    </html>
  );
}
