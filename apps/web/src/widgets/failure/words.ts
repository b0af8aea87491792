import type { RouterOutputs } from "@touchline/api/root";
import { CAUSE_BASES, type CauseBasis } from "@touchline/domain/causes";
import type { Comparison } from "@touchline/domain/compare";
import { type Statistic, share } from "@touchline/domain/statistic";
import { formatCount, formatValue } from "@touchline/ui/formats";

type Summary = Pick<RouterOutputs["failure"]["summary"], "contacts"> & {
  readonly failure: { readonly statistic: Statistic };
  readonly unknown: { readonly statistic: Statistic };
};
type Cause = Pick<RouterOutputs["failure"]["breakdown"]["rows"][number], "name" | "contacts" | "share">;
type Matrix = RouterOutputs["failure"]["matrix"];
type Choice = "all" | "failure" | "known" | "unknown" | CauseBasis;
type GoneOn = "any" | "asked-again" | "escalated";

/** Above it a share is said to be all but everything. */
const NEARLY_ALL = 0.995;

const percent = (value: number | null) => formatValue(value, "share");

/** How many contacts need not have happened, what caused most of them, and how much nobody knows. */
export function failureSentence({ contacts, failure, unknown }: Summary, causes: readonly Cause[]): string {
  if (contacts === 0) return "Nobody asked for help in this period.";
  const { value, n } = failure.statistic;
  if (value === null)
    return n === 0 && failure.statistic.band === undefined
      ? `Customers asked for help ${formatCount(contacts)} times. What made them ask is not known of any contact.`
      : "Of too few contacts is it known what caused them.";
  const whole =
    value >= NEARLY_ALL
      ? "Nearly every contact with a known cause need not have happened: something else failed first."
      : `${percent(value)} of the contacts with a known cause need not have happened: something else failed first.`;
  const [most] = causes;
  const first = most?.contacts ? ` ${most.name} alone caused ${percent(most.share.value)}.` : "";
  const share = unknown.statistic.value;
  return `${whole}${first}${share ? ` Of ${percent(share)} of all contacts, the cause isn't known.` : ""}`;
}

/** Growth of contacts as it is written: +12.3 %, −4.0 %. */
export function growthInWords({ difference }: Pick<Comparison, "difference">): string | null {
  if (difference === null) return null;
  const text = percent(difference);
  return difference > 0 && text !== percent(0) ? `+${text}` : text;
}

/** Who sends most failure to whom. */
export function matrixSentence({ cells, total }: Matrix): string {
  const [most] = cells;
  if (!most) return "No contact with a known cause was caused by another touchpoint.";
  if (most.contacts === null || total === null) return "Too few contacts to say who sends failure to whom.";
  const part = percent(share(most.contacts, total).value);
  const who =
    most.from.slug === most.to.slug
      ? `${most.from.name} causes most of it to itself`
      : `Most of it goes from ${most.from.name} to ${most.to.name}`;
  return `${who}: ${formatCount(most.contacts)} contacts, ${part} of all failure demand.`;
}

export const BASIS_WORDS: Readonly<Record<CauseBasis, string>> = {
  rule: "By a rule",
  import: "From imported data",
  hand: "By hand",
};

/** Where the causes of a row come from: "imported", or the largest part first with counts. */
export function basesInWords(
  bases: readonly { readonly basis: CauseBasis; readonly contacts: number }[],
): string {
  const SHORT: Readonly<Record<CauseBasis, string>> = { rule: "rule", import: "import", hand: "hand" };
  const told = bases.filter(({ contacts }) => contacts > 0).toSorted((a, b) => b.contacts - a.contacts);
  const [only] = told;
  if (told.length === 1 && only) return SHORT[only.basis];
  return told.map(({ basis, contacts }) => `${SHORT[basis]} ${formatCount(contacts)}`).join(", ");
}

/** What the sources of causes mean for how far the figures can be trusted. */
export function basesSentence(
  { contacts, unknown }: Summary,
  bases: readonly { readonly basis: CauseBasis; readonly contacts: number }[],
): string {
  const known = CAUSE_BASES.map((basis) => bases.find((row) => row.basis === basis)?.contacts ?? 0);
  if (known.every((count) => count === 0))
    return contacts === 0
      ? "There were no contacts."
      : "No cause is known. A column of imported data, rules for contact reasons, or reading a sample by hand can tell it.";
  const hand = bases.find(({ basis }) => basis === "hand")?.contacts ?? 0;
  const open = unknown.statistic.value ?? 0;
  const left =
    open >= 0.1
      ? `${percent(open)} have no cause yet: rules for their reasons would bring the most.`
      : "Few have no cause, so the figures stand on nearly all contacts.";
  const read =
    hand === 0
      ? " None was read by hand, so nobody has checked what the data and the rules say."
      : ` ${formatCount(hand)} ${hand === 1 ? "was" : "were"} read by hand.`;
  return `${left}${read}`;
}

/** Cohen's kappa in words that need no statistics. */
export function agreementSentence({ value, low, n }: Statistic): string {
  if (n === 0) return "No contact has been read by two reviewers yet, so nobody can tell how far they agree.";
  if (value === null)
    return `Two reviewers read the same ${formatCount(n)} and always said one and the same thing: that tells nothing yet.`;
  const how =
    value >= 0.8
      ? "Reviewers nearly always name the same cause"
      : value >= 0.6
        ? "Reviewers mostly name the same cause"
        : value >= 0.4
          ? "Reviewers name the same cause only in part"
          : "Reviewers agree hardly more than by chance";
  const so =
    value < 0.6
      ? "agree on what the causes mean before you rely on them."
      : (low ?? -1) < 0.6
        ? "read more contacts twice to be sure of it."
        : "what they say can be relied on.";
  return `${how}: ${so}`;
}

const CHOICE_WORDS: Readonly<Record<Choice, string>> = {
  all: "all service contacts",
  failure: "failure demand",
  known: "with a known cause",
  unknown: "without a known cause",
  rule: "cause by a rule",
  import: "cause from imported data",
  hand: "cause by hand",
};

const GONE_WORDS: Readonly<Record<GoneOn, string>> = {
  any: "issues that go on",
  "asked-again": "asked again where they were",
  escalated: "gone on elsewhere",
};

/** Behind which number contacts stand, in words: "caused by Delivery, asked at Customer care". */
export function contactsInWords(
  subject: {
    readonly choice: Choice;
    readonly cause: string | null;
    readonly sender: string | null;
    readonly asked: string | null;
    readonly goneOn: GoneOn | null;
    readonly goneFrom: string | null;
    readonly begunOn: string | null;
    readonly goneTo: string | null;
    readonly passedBy: string | null;
  },
  places: Pick<RouterOutputs["places"]["list"], "touchpoints" | "departments" | "channels">,
): string {
  const named = (rows: readonly { slug: string; name: string }[], slug: string) =>
    rows.find((row) => row.slug === slug)?.name ?? slug;
  const { choice, cause, sender, asked, goneFrom, begunOn, goneTo, passedBy } = subject;
  const gone = [goneFrom, begunOn, goneTo, passedBy].some((each) => each !== null) ? "any" : null;
  const way = subject.goneOn ?? gone;
  const parts = [
    way !== null && GONE_WORDS[way],
    goneFrom !== null && `from ${named(places.channels, goneFrom)}`,
    begunOn !== null && `begun on ${named(places.channels, begunOn)}`,
    goneTo !== null && `on to ${named(places.channels, goneTo)}`,
    passedBy !== null && `passed on by ${named(places.departments, passedBy)}`,
    cause !== null && `caused by ${named(places.touchpoints, cause)}`,
    sender !== null && `caused by ${named(places.departments, sender)}`,
    asked !== null && `asked at ${named(places.departments, asked)}`,
  ].filter((part) => part !== false);
  const said = choice === (way === null ? "failure" : "all") && parts.length > 0;
  return [...(said ? [] : [CHOICE_WORDS[choice]]), ...parts].join(", ");
}
