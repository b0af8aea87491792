/** One line to the user. */
export function say(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** One line about what went wrong. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

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
