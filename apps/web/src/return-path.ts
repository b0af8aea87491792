/** Longer ones are no address that a page of ours makes. Characters. */
const LONGEST = 2_000;
/** Where nobody is sent after signing in: what is no page, and the pages of who is not signed in. */
const NO_GOAL = /^\/(api|_next|sign-in|forgot|invitation|reset|first-admin)(\/|$)/i;
/** Stands for our origin, whatever that is. */
const ORIGIN = "https://touchline.invalid";

/**
 * Where to go after signing in: `given`, where it is the path of a page of ours, else "/". Whatever could lead elsewhere
 * (another host or scheme, a backslash, a control character, a path that begins with two slashes once it is resolved)
 * is not looked at twice. The answer always begins with one slash and is safe as a relative address.
 */
export function returnPath(given: unknown): string {
  if (typeof given !== "string" || given.length > LONGEST || !/^\/(?![/\\])[^\\\p{Cc}\p{Cf}]*$/u.test(given))
    return "/";
  if (!URL.canParse(given, ORIGIN)) return "/";
  const url = new URL(given, ORIGIN);
  if (url.origin !== ORIGIN) return "/";
  const plain = decoded(url.pathname);
  if (plain === null || /^\/[/\\]|\\|\p{Cc}/u.test(plain) || NO_GOAL.test(plain)) return "/";
  // Next's own mark on the requests of a navigation within the page.
  if (url.searchParams.has("_rsc")) url.searchParams.delete("_rsc");
  return url.pathname + url.search + url.hash;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
