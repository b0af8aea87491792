"use client";

import { useMutation } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { ROLE_NAMES, ROLES, type Role } from "@touchline/domain/access";
import { Button } from "@touchline/ui/button";
import { CheckField, SelectField, TextField } from "@touchline/ui/field";
import { formatCount } from "@touchline/ui/formats";
import { Notice } from "@touchline/ui/notice";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { DurationField } from "./duration-field.tsx";
import { ZoneQuestion } from "./zone-question.tsx";

type Settings = RouterOutputs["settings"]["get"];

const name = (format: Intl.DateTimeFormat, year: number, month: number, day: number) =>
  format.format(new Date(Date.UTC(year, month, day)));
const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });
/** 1 January 2024 was a Monday. */
const WEEKDAYS = Array.from({ length: 7 }, (_, at) => ({
  value: String(at + 1),
  label: name(WEEKDAY, 2024, 0, at + 1),
}));
const MONTHS = Array.from({ length: 12 }, (_, at) => ({
  value: String(at + 1),
  label: name(MONTH, 2024, at, 1),
}));
const SHORTEST_SESSION = 5;
const LONGEST_SESSION = 30 * 24 * 60;

/** All settings of the organisation, each with what it does. Another time zone is asked for twice. */
export function SettingsForm({
  initial,
  zones,
  currencies,
}: {
  initial: Settings;
  zones: readonly string[];
  /** By their codes, with their names. */
  currencies: readonly { readonly value: string; readonly label: string }[];
}) {
  const router = useRouter();
  const trpc = useTRPC();
  const [settings, setSettings] = useState(initial);
  const [asking, setAsking] = useState(false);
  const update = useMutation(trpc.settings.update.mutationOptions({ onSuccess: () => router.refresh() }));

  function set(change: Partial<Settings>) {
    setSettings((was) => ({ ...was, ...change }));
    if (!update.isIdle && !update.isPending) update.reset();
  }
  function save(zoneConfirmed: boolean) {
    setAsking(false);
    update.mutate({
      settings: { ...settings, secondFactorRoles: [...settings.secondFactorRoles] },
      zoneConfirmed,
    });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (update.isPending) return;
    if (settings.timeZone === initial.timeZone) save(false);
    else setAsking(true);
  }
  const whole = (key: "leastAnswers" | "leastPeople" | "evidenceWindowDays") => ({
    type: "number",
    required: true,
    step: 1,
    value: Number.isNaN(settings[key]) ? "" : settings[key],
    onChange: ({ target }: { target: HTMLInputElement }) => set({ [key]: target.valueAsNumber }),
  });
  const demand = (role: Role, on: boolean) =>
    set({
      secondFactorRoles: on
        ? [...settings.secondFactorRoles, role]
        : settings.secondFactorRoles.filter((each) => each !== role),
    });

  return (
    <form onSubmit={submit} className="space-y-8">
      <Group title="The company and its calendar">
        <TextField
          label="Name"
          hint="Stands at the top of the menu."
          required
          maxLength={120}
          value={settings.name}
          onChange={({ target }) => set({ name: target.value })}
        />
        <SelectField
          label="Time zone"
          hint="Decides on which day an answer counts. Another zone counts every day anew. Users may read times in a zone of their own."
          value={settings.timeZone}
          options={zones.map((zone) => ({ value: zone, label: zone }))}
          onChange={({ target }) => set({ timeZone: target.value })}
        />
        <SelectField
          label="First day of the week"
          hint="Where weeks begin in the calendars that days are picked from. Trends go by weeks from Monday."
          value={String(settings.firstDayOfWeek)}
          options={WEEKDAYS}
          onChange={({ target }) => set({ firstDayOfWeek: Number(target.value) })}
        />
        <SelectField
          label="First month of the financial year"
          hint="Where financial quarters and years begin in periods."
          value={String(settings.financialYearStartMonth)}
          options={MONTHS}
          onChange={({ target }) => set({ financialYearStartMonth: Number(target.value) })}
        />
      </Group>
      <Group title="How few are too few">
        <TextField
          label="Least answers for a verdict"
          hint="Below it, Touchline says “not enough data” and calls nothing better or worse."
          min={1}
          max={10_000}
          {...whole("leastAnswers")}
        />
        <TextField
          label="Least people for a figure"
          hint="Of smaller groups a band is told and no figure, so that no single answer can be read off. At least 3."
          min={3}
          max={1_000}
          {...whole("leastPeople")}
        />
      </Group>
      <Group title="What counts">
        <TextField
          label="Evidence window, in days"
          hint="An interaction proves that the customer used a touchpoint if it lies at most so long before the answer. Another window judges all answers anew."
          min={1}
          max={3_650}
          {...whole("evidenceWindowDays")}
        />
        <CheckField
          label="Leave careless answers out"
          hint="Somebody who gives six or more questions the same score has not read them. Left out, such answers are kept and count nowhere."
          checked={settings.excludeCareless}
          onChange={({ target }) => set({ excludeCareless: target.checked })}
        />
      </Group>
      <Group id="cost" title="What service costs">
        <TextField
          label="Cost of a contact"
          hint="What one service contact costs you, like 6.50. Failure demand is then told as a cost, too. Empty: not set."
          type="number"
          min={0}
          max={1_000_000}
          step={0.01}
          value={settings.costPerContact ?? ""}
          onChange={({ target }) =>
            set({ costPerContact: Number.isNaN(target.valueAsNumber) ? null : target.valueAsNumber })
          }
        />
        <SelectField
          label="Currency"
          hint="Stands with every amount. Another currency converts nothing: say the cost anew."
          required={settings.costPerContact !== null}
          value={settings.currency ?? ""}
          options={[{ value: "", label: "Not set" }, ...currencies]}
          onChange={({ target }) => set({ currency: target.value === "" ? null : target.value })}
        />
      </Group>
      <Group title="Sign-ins">
        <DurationField
          label="A sign-in ends without a visit for"
          hint="Counts for open sign-ins, too."
          minutes={settings.sessionIdleMinutes}
          least={SHORTEST_SESSION}
          most={LONGEST_SESSION}
          onChange={(sessionIdleMinutes) => set({ sessionIdleMinutes })}
        />
        <DurationField
          label="A sign-in ends at the latest after"
          hint="However much it is used. Counts for open sign-ins, too."
          minutes={settings.sessionAbsoluteMinutes}
          least={SHORTEST_SESSION}
          most={LONGEST_SESSION}
          onChange={(sessionAbsoluteMinutes) => set({ sessionAbsoluteMinutes })}
        />
        <fieldset className="space-y-1.5">
          <legend className="mb-1 text-13 font-medium">Roles that need a second factor</legend>
          {ROLES.map((role) => (
            <CheckField
              key={role}
              label={ROLE_NAMES[role]}
              checked={settings.secondFactorRoles.includes(role)}
              onChange={({ target }) => demand(role, target.checked)}
            />
          ))}
          <p className="text-13 text-muted">
            Who has such a role and no second factor sets one up before anything else, you included.
          </p>
        </fieldset>
      </Group>
      <div className="flex flex-wrap items-center gap-4 border-hairline border-t pt-4">
        <Button kind="primary" type="submit" busy={update.isPending}>
          {update.isPending ? "Saving" : "Save the settings"}
        </Button>
        <Notice kind="done">{update.isSuccess && `Saved. ${effectOf(update.data)}`}</Notice>
        <Notice kind="failed">{update.error?.message}</Notice>
      </div>
      <ZoneQuestion
        from={initial.timeZone}
        to={settings.timeZone}
        open={asking}
        onConfirm={() => save(true)}
        onClose={() => setAsking(false)}
      />
    </form>
  );
}

function effectOf({ answers, rebuilt }: RouterOutputs["settings"]["update"]): string {
  return [
    rebuilt !== null && "Every day was counted anew.",
    answers > 0 && `${formatCount(answers)} answers count in another way than before.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function Group({ id, title, children }: { id?: string; title: string; children: ReactNode }) {
  return (
    <section id={id} className="scroll-mt-4 border-hairline border-t pt-4">
      <h2 className="mb-3 text-16 font-semibold">{title}</h2>
      <div className="grid max-w-240 gap-x-8 gap-y-5 md:grid-cols-2">{children}</div>
    </section>
  );
}
