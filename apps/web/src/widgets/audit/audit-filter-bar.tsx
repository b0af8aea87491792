"use client";

import { AUDIT_OUTCOMES } from "@touchline/domain/audit";
import { Button } from "@touchline/ui/button";
import { CONTROL, SelectField, TextField } from "@touchline/ui/field";
import { debounce, useQueryStates } from "nuqs";
import { useId, useTransition } from "react";
import { ACTION_NAMES, actionName, TOPIC_NAMES } from "./action-names.ts";
import { auditParsers } from "./audit-filters.ts";
import { OUTCOME_NAMES } from "./outcome-names.ts";

const TYPED = { limitUrlUpdates: debounce(300) } as const;
const TOPICS = Object.keys(TOPIC_NAMES);
const topicOf = (action: string) => action.split(".", 1)[0] ?? "";

/** Who, what, to what, how it ended, when, and any word. It goes into the address; another filter begins at the newest. */
export function AuditFilterBar() {
  const [pending, startTransition] = useTransition();
  const [filters, setFilters] = useQueryStates(auditParsers, { shallow: false, startTransition });
  const actionId = useId();
  const typed = (key: "actor" | "subject" | "text") => ({
    name: key,
    type: "search" as const,
    maxLength: 200,
    value: filters[key],
    onChange: ({ target }: { target: HTMLInputElement }) =>
      setFilters({ [key]: target.value || null, before: null }, TYPED),
  });
  const day = (key: "from" | "through") => ({
    name: key,
    type: "date" as const,
    value: filters[key],
    onChange: ({ target }: { target: HTMLInputElement }) =>
      setFilters({ [key]: target.value || null, before: null }, TYPED),
  });
  return (
    <search aria-label="Audit log">
      <form method="get" className="mb-2 grid grid-cols-2 items-end gap-x-4 gap-y-2 md:grid-cols-4">
        <TextField label="Who" {...typed("actor")} />
        <div>
          <label htmlFor={actionId} className="mb-1 block text-13 font-medium">
            What
          </label>
          <select
            id={actionId}
            name="action"
            value={filters.action}
            onChange={({ target }) => setFilters({ action: target.value || null, before: null })}
            className={CONTROL}
          >
            <option value="">Anything</option>
            {filters.action !== "" &&
              !(filters.action in ACTION_NAMES) &&
              !(filters.action in TOPIC_NAMES) && (
                <option value={filters.action}>{actionName(filters.action)}</option>
              )}
            {TOPICS.map((topic) => (
              <optgroup key={topic} label={TOPIC_NAMES[topic] ?? topic}>
                <option value={topic}>{TOPIC_NAMES[topic]}</option>
                {Object.keys(ACTION_NAMES)
                  .filter((action) => topicOf(action) === topic)
                  .map((action) => (
                    <option key={action} value={action}>
                      {actionName(action)}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </div>
        <TextField label="To whom or what" {...typed("subject")} />
        <SelectField
          label="Outcome"
          name="outcome"
          value={filters.outcome ?? ""}
          options={[
            { value: "", label: "Any" },
            ...AUDIT_OUTCOMES.map((value) => ({ value, label: OUTCOME_NAMES[value] })),
          ]}
          onChange={({ target }) =>
            setFilters({
              outcome: AUDIT_OUTCOMES.find((each) => each === target.value) ?? null,
              before: null,
            })
          }
        />
        <TextField label="First day" {...day("from")} />
        <TextField label="Last day" {...day("through")} />
        <div className="col-span-2 md:col-span-1">
          <TextField label="Any word of it" {...typed("text")} />
        </div>
        <div className="flex items-center gap-4">
          <noscript>
            <Button type="submit">Find</Button>
          </noscript>
          <p role="status" className="h-9 py-2 text-13 text-muted">
            {pending ? "Looking" : ""}
          </p>
        </div>
      </form>
    </search>
  );
}
