import type { RouterOutputs } from "@touchline/api/root";
import { formatValue } from "@touchline/ui/formats";

export type Expectation = RouterOutputs["expectation"]["get"];
type Told = Pick<Expectation, "better" | "worse" | "csat" | "touchpoints">;

const share = (value: number | null) => formatValue(value, "share");

/** How many were delighted beside how many are satisfied, in one plain sentence. */
export function expectationSentence({ better, worse, csat }: Told): string {
  if (better.value === null) return "Too few said how it compared with what they expected.";
  const disappointed = `for ${share(worse.value)} it was worse.`;
  if (csat === null || csat.value === null)
    return `For ${share(better.value)} it was better than they expected, ${disappointed}`;
  return csat.value > better.value
    ? `${share(csat.value)} are satisfied, but only for ${share(better.value)} was it better than they expected: satisfied is not delighted. And ${disappointed}`
    : `For ${share(better.value)} it was better than they expected, and ${share(csat.value)} are satisfied; ${disappointed}`;
}

/** Where people are delighted most, and where disappointed most; null: fewer than two touchpoints tell. */
export function expectationEnds(touchpoints: Told["touchpoints"]): string | null {
  const told = touchpoints.filter(({ better }) => better.value !== null);
  if (told.length < 2) return null;
  const most = told.toSorted((a, b) => (b.better.value ?? 0) - (a.better.value ?? 0))[0];
  const worst = told.toSorted((a, b) => (b.worse.value ?? 0) - (a.worse.value ?? 0))[0];
  if (!most || !worst) return null;
  return `${most.name} delights most (${share(most.better.value)}); ${worst.name} disappoints most (${share(worst.worse.value)}).`;
}
