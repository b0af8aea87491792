import type { Day } from "@touchline/domain/day";
import { type AuditFinding, STANDARDS, type Standard } from "@touchline/domain/standards";
import { type Calendar, dateOf } from "./calendar.ts";
import type { ChannelSlug } from "./company/structure.ts";
import { TRUTHS } from "./truths.ts";

export interface SampleAudit {
  readonly channel: ChannelSlug;
  readonly standard: Standard;
  readonly day: Day;
  readonly auditor: string;
  readonly finding: AuditFinding;
  readonly note: string | null;
}

const CHANNELS = ["website", "app", "web-chat", "e-mail", "phone", "hotel", "shop", "facebook"] as const;

/** When all channels are looked at, and in between those that failed: months before the end of the period. */
const ROUNDS = [
  { monthsBeforeEnd: 11, all: true },
  { monthsBeforeEnd: 6, all: false },
  { monthsBeforeEnd: 2, all: true },
] as const;

/** What did not meet its standard, in how many rounds from the first on; all else met it every time. */
const NOT_MET: readonly { channel: ChannelSlug; standard: Standard; rounds: number; note: string }[] = [
  {
    ...TRUTHS.auditNeverMet,
    rounds: ROUNDS.length,
    note: "Callers are promised a reply within the hour; everywhere else we say the same day",
  },
  { ...TRUTHS.auditMendedFirst, rounds: 1, note: "Stiff and full of paragraphs, unlike our other letters" },
  { channel: "app", standard: "look_and_feel", rounds: 2, note: "Still in the colours of before" },
];
const DOES_NOT_APPLY = { channel: "web-chat", standard: "offer" } as const;

/** Audits of the main channels by the calendar of the sample, in the order of their days. */
export function sampleAudits(calendar: Calendar): readonly SampleAudit[] {
  return ROUNDS.flatMap(({ monthsBeforeEnd, all }, round) => {
    const month = calendar.monthStarts.length - 1 - monthsBeforeEnd;
    return CHANNELS.flatMap((channel, at) =>
      STANDARDS.flatMap((standard): SampleAudit[] => {
        const known = NOT_MET.find((cell) => cell.channel === channel && cell.standard === standard);
        const failed = known !== undefined && round < known.rounds;
        const failedBefore = known !== undefined && round <= known.rounds;
        if (!all && !failedBefore) return [];
        const applies = channel !== DOES_NOT_APPLY.channel || standard !== DOES_NOT_APPLY.standard;
        return [
          {
            channel,
            standard,
            day: dateOf(calendar, (calendar.monthStarts[month] ?? 0) + 3 + at),
            auditor: "Brand team",
            finding: failed ? "not_met" : applies ? "met" : "not_applicable",
            note: failed ? known.note : null,
          },
        ];
      }),
    );
  });
}
