// Whoever reads our words may stop reading (a pipe into head): that is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: { code?: string }) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** What files hold must not steer the terminal that it is shown on. */
const harmless = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that terminals act on
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "\ufffd");

/** One line to the user. */
export function say(line = ""): void {
  process.stdout.write(`${harmless(line)}\n`);
}

/** One line about what went wrong. */
export function complain(line: string): void {
  process.stderr.write(`${harmless(line)}\n`);
}

/** Text from a file as part of a line: its line ends as blanks. */
export const inLine = (text: string): string => text.replace(/\s+/g, " ");

/**
 * Progress of something long: a bar that redraws itself in a terminal, a line at each tenth elsewhere (a log).
 * share: 0 to 1.
 */
export function progressBar(label: string, stream = process.stderr): (share: number) => void {
  const width = 30;
  let shown = -1;
  return (share) => {
    const percent = Math.floor(Math.min(1, Math.max(0, share)) * 100);
    if (percent <= shown || (!stream.isTTY && percent < 100 && percent < shown + 10)) return;
    shown = percent;
    if (!stream.isTTY) {
      stream.write(`${label} ${percent} %\n`);
      return;
    }
    const full = Math.round((percent / 100) * width);
    stream.write(`\r${label} [${"=".repeat(full)}${" ".repeat(width - full)}] ${percent} %`);
    if (percent === 100) stream.write("\n");
  };
}

/** A whole number for people: 1,234,567. */
export const count = (value: number): string => value.toLocaleString("en-US");

/** A line that rewrites itself in a terminal, and is not there elsewhere; "" takes it away. */
export function statusLine(stream = process.stderr): (text: string) => void {
  if (!stream.isTTY) return () => undefined;
  return (text) => stream.write(`\r\u001b[K${text.slice(0, (stream.columns ?? 80) - 1)}`);
}

/** Columns as wide as their longest cell. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [header, ...rows];
  const widths = header.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  for (const line of lines)
    say(`  ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")}`.trimEnd());
}
