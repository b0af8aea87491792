import type { RouterOutputs } from "@touchline/api/root";
import { CONTACT_COST } from "@touchline/domain/metrics/caused-contacts";
import { METRICS } from "@touchline/domain/metrics/descriptors";
import { volume } from "@touchline/domain/metrics/volume";
import { About } from "@touchline/ui/about";
import { Figure } from "@touchline/ui/figure";
import { formatInterval, formatMoney } from "@touchline/ui/formats";
import { VerdictMark } from "@touchline/ui/verdict";
import { TextLink } from "../page/link.tsx";
import { growthInWords } from "./words.ts";

type Summary = RouterOutputs["failure"]["summary"];

/** Failure demand in figures, each with a way to the contacts that it is made of. */
export function FailureFigures({
  summary,
  refreshed,
  course,
  behind,
  gone,
  maySetCost,
}: {
  summary: Summary;
  refreshed: string | null;
  course: RouterOutputs["failure"]["trend"]["points"];
  /** Where the contacts behind a figure are. */
  behind: (choice: "all" | "failure" | "unknown") => string;
  /** Where the contacts are that continue an issue. */
  gone: (way: "asked-again" | "escalated") => string;
  maySetCost: boolean;
}) {
  const { failure, unknown, repeated, escalated, contacts, growth } = summary;
  return (
    <section aria-label="Failure demand in figures">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-8 md:grid-cols-3 xl:grid-cols-6">
        <Figure
          big
          metric={METRICS.failure_share}
          statistic={failure.statistic}
          change={failure.change}
          course={course.map((point) => point.failure.value)}
          refreshed={refreshed}
          behind={<TextLink href={behind("failure")}>The contacts behind it</TextLink>}
        />
        <Figure
          metric={METRICS.service_contacts}
          statistic={volume(contacts)}
          change={null}
          refreshed={refreshed}
          behind={<TextLink href={behind("all")}>The contacts</TextLink>}
        >
          {growth && <Growth growth={growth} />}
        </Figure>
        <Figure
          metric={METRICS.unknown_cause}
          statistic={unknown.statistic}
          change={unknown.change}
          course={course.map((point) => point.unknown.value)}
          refreshed={refreshed}
          behind={<TextLink href={behind("unknown")}>The contacts without a cause</TextLink>}
        />
        <Figure
          metric={METRICS.repeat_contacts}
          statistic={repeated.statistic}
          change={repeated.change}
          refreshed={refreshed}
          behind={<TextLink href={gone("asked-again")}>The contacts that ask again</TextLink>}
        />
        <Figure
          metric={METRICS.escalation}
          statistic={escalated.statistic}
          change={escalated.change}
          refreshed={refreshed}
          behind={<TextLink href={gone("escalated")}>The contacts that go on</TextLink>}
        />
        <Cost summary={summary} maySet={maySetCost} />
      </dl>
    </section>
  );
}

function Growth({ growth }: { growth: NonNullable<Summary["growth"]> }) {
  return (
    <p className="text-13">
      {growth.verdict !== "not-enough-data" && (
        <span className="mr-1.5 tabular-nums">{growthInWords(growth)}</span>
      )}
      <VerdictMark narrow verdict={growth.verdict} difference={null} unit="share" />
      {growth.low !== null && (
        <span className="reveal block text-12 text-muted">
          <span className="sr-only">95 % interval of the growth </span>
          {formatInterval(growth.low, growth.high, "share")}
        </span>
      )}
    </p>
  );
}

function Cost({ summary, maySet }: { summary: Summary; maySet: boolean }) {
  const { cost, costPerContact, currency } = summary;
  const sum = (amount: number | null) => formatMoney(amount, currency, { whole: true });
  return (
    <div className="reveals flex min-w-0 flex-col border-hairline border-t pt-3">
      <dt className="text-13 text-muted">
        <About label={CONTACT_COST.label}>
          <span className="block font-medium">{CONTACT_COST.label}</span>
          <span className="mt-1 block">{CONTACT_COST.definition}</span>
          <span className="mt-2 block text-muted">{CONTACT_COST.formula}</span>
        </About>
      </dt>
      <dd className="mt-0.5 font-semibold text-28 tracking-tight">{sum(cost?.value ?? null)}</dd>
      <dd className="text-13 text-muted">
        {costPerContact !== null ? (
          cost === null ? (
            "Too few contacts with a known cause"
          ) : (
            <>
              at {formatMoney(costPerContact, currency)} a contact
              {currency === null && ", in a currency that nobody has named"}
              <span className="reveal block text-12">
                <span className="sr-only">95 % interval </span>
                {`[${sum(cost.low)}, ${sum(cost.high)}]`}
              </span>
            </>
          )
        ) : maySet ? (
          <TextLink href="/settings#cost">Set what a contact costs</TextLink>
        ) : (
          "An administrator can set what a contact costs"
        )}
      </dd>
    </div>
  );
}
