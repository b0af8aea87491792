/** For a browser that runs no JavaScript, on a page that can do nothing without. */
export function NeedsScript() {
  return (
    <noscript>
      <p className="mt-4">This page needs JavaScript: switch it on for Touchline and load the page again.</p>
    </noscript>
  );
}
