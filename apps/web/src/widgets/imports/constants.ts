/** Constants as they are typed, NAME=VALUE a line; null when a line is not of that form. */
export function parseConstants(text: string): Record<string, string> | null {
  const found: Record<string, string> = {};
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line === "") continue;
    const [, name, value] = /^([^=\s]+)\s*=\s*(.+)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return null;
    found[name] = value;
  }
  return found;
}
