import Link from "next/link";

export default function NotFound() {
  return (
    <main className="mx-auto max-w-prose px-6 py-24">
      <h1 className="text-23 font-semibold">There is no such page</h1>
      <p className="mt-2 text-muted">The address may be mistyped, or what it showed is gone.</p>
      <Link href="/" className="mt-6 inline-block font-medium text-accent underline underline-offset-2">
        Go to the overview
      </Link>
    </main>
  );
}
