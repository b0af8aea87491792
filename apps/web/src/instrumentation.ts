/** Runs once before the server takes its first request, so that a wrong setting ends it at once. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] === "nodejs") await import("./env.ts");
}
