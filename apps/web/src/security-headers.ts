/** Headers of every answer, whatever it is. Features that no page uses are switched off. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), display-capture=(), browsing-topics=()",
};

/** What an answer that is no page may do when somebody opens it as one: nothing. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Two years, for this host alone; sent only where people come by https. */
const STRICT_TRANSPORT = "max-age=63072000";

/**
 * A page's Content-Security-Policy. Scripts are our own files, and inline ones with this answer's nonce. Inline style
 * is allowed in attributes only, where charts place their marks. `development` lets React rebuild server stacks by eval.
 */
function pagePolicy(nonce: string, options: { https: boolean; development: boolean }): string {
  const evaluate = options.development ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${evaluate}`,
    "script-src-attr 'none'",
    options.development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(options.https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/**
 * The security headers of an answer to `path`. A page's policy holds the nonce; so the request must carry the same
 * policy, from which Next takes the nonce for the scripts that it writes.
 */
export function securityHeaders(
  path: string,
  nonce: string,
  options: { https: boolean; development: boolean },
): Record<string, string> {
  const page = !path.startsWith("/api/") && !path.startsWith("/_next/");
  return {
    ...EVERYWHERE,
    "Content-Security-Policy": page ? pagePolicy(nonce, options) : DATA_POLICY,
    // Next says its own for pages and its files; this is for redirects and whatever else says nothing.
    ...(!path.startsWith("/_next/") && { "Cache-Control": "private, no-store" }),
    ...(options.https && { "Strict-Transport-Security": STRICT_TRANSPORT }),
  };
}
