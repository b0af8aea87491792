import type { RouterOutputs } from "@touchline/api/root";
import { formatCount } from "@touchline/ui/formats";

type Effect = RouterOutputs["structure"]["archiveEffect"];

const counted = (count: number, one: string, many = `${one}s`) =>
  count === 0 ? [] : [`${formatCount(count)} ${count === 1 ? one : many}`];

/** What hangs on a row, in words; [] = nothing. */
export function effectWords(effect: Effect): string[] {
  return [
    counted(effect.answers, "answer"),
    counted(effect.interactions, "contact"),
    counted(effect.causes, "contact that it caused", "contacts that it caused"),
    counted(effect.customers, "customer"),
    counted(effect.touchpoints, "touchpoint"),
    counted(effect.channels, "channel below it", "channels below it"),
    counted(effect.employees, "employee"),
    counted(effect.heads, "department head"),
    counted(effect.logs, "declaration that it is logged", "declarations that it is logged"),
  ].flat();
}

/** "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
