/** Milliseconds. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
}

/** Runs the call once to warm up, then `times` times one after the other. */
export async function measure(call: () => Promise<unknown>, times: number): Promise<Timing> {
  await call();
  const taken: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const from = performance.now();
    await call();
    taken.push(performance.now() - from);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) =>
    taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

export const ms = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
export const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 1 : 0)}x`;

/** A Markdown table; the first row is the header. */
export function table(rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...body.map(line)].join("\n");
}
