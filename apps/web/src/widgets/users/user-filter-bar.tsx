"use client";

import { ROLE_NAMES, ROLES, USER_STATES } from "@touchline/domain/access";
import { Button } from "@touchline/ui/button";
import { SelectField, TextField } from "@touchline/ui/field";
import { debounce, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { STATE_NAMES, userParsers } from "./user-filters.ts";

const find = <Value extends string>(values: readonly Value[], text: string) =>
  values.find((value) => value === text) ?? null;

/** Search, role and state. What is typed goes into the address; without JavaScript it is a form with a button. */
export function UserFilterBar() {
  const [pending, startTransition] = useTransition();
  const [filters, setFilters] = useQueryStates(userParsers, { shallow: false, startTransition });
  return (
    <search aria-label="Users">
      <form method="get" className="mb-4 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="w-full sm:w-64">
          <TextField
            label="Name or e-mail"
            name="search"
            type="search"
            maxLength={200}
            value={filters.search}
            onChange={({ target }) =>
              setFilters({ search: target.value || null }, { limitUrlUpdates: debounce(300) })
            }
          />
        </div>
        <SelectField
          label="Role"
          name="role"
          value={filters.role ?? ""}
          options={[
            { value: "", label: "All roles" },
            ...ROLES.map((value) => ({ value, label: ROLE_NAMES[value] })),
          ]}
          onChange={({ target }) => setFilters({ role: find(ROLES, target.value) })}
        />
        <SelectField
          label="State"
          name="state"
          value={filters.state ?? ""}
          options={[
            { value: "", label: "All states" },
            ...USER_STATES.map((value) => ({ value, label: STATE_NAMES[value] })),
          ]}
          onChange={({ target }) => setFilters({ state: find(USER_STATES, target.value) })}
        />
        <noscript>
          <Button type="submit">Find</Button>
        </noscript>
        <p role="status" className="h-9 py-2 text-13 text-muted">
          {pending ? "Looking" : ""}
        </p>
      </form>
    </search>
  );
}
