import type { ReactNode } from "react";
import { Shell } from "../../widgets/shell/shell.tsx";

/** Everything behind the sign-in. What may be seen is decided by each page, and again by each procedure. */
export default function PagesLayout({ children }: { children: ReactNode }) {
  return <Shell>{children}</Shell>;
}
