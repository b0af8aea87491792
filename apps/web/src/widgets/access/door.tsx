import type { ReactNode } from "react";

/** The frame of the pages before the sign-in. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-96 flex-col justify-center px-6 py-16">
      <p className="text-16 font-semibold">Touchline</p>
      <h1 className="mt-6 mb-6 text-23 font-semibold">{title}</h1>
      {children}
    </main>
  );
}
