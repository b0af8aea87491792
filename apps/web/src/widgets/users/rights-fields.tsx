"use client";

import type { RouterOutputs } from "@touchline/api/root";
import { ROLE_NAMES, ROLES, type Role } from "@touchline/domain/access";
import { CheckField, SelectField, TextField } from "@touchline/ui/field";
import { Notice } from "@touchline/ui/notice";
import type { ReactNode } from "react";

export type Departments = RouterOutputs["users"]["departments"];
export interface Rights {
  readonly name: string;
  readonly role: Role;
  readonly departmentIds: readonly number[];
}

const SEES: Readonly<Record<Role, string>> = {
  executive: "Sees all figures, and comments without the customer's identity.",
  department_head: "Sees all figures, and the records of the departments below one by one.",
  admin: "Sees all figures, and manages users, structure, imports and settings.",
};

/** What rights are sent: departments count for heads alone. */
export function sentRights({ name, role, departmentIds }: Rights) {
  return { name, role, departmentIds: role === "department_head" ? [...departmentIds] : [] };
}

/** Name, role and, of a head, the departments. `warning` stands below the role. */
export function RightsFields({
  rights,
  departments,
  onChange,
  warning,
}: {
  rights: Rights;
  departments: Departments;
  onChange: (rights: Rights) => void;
  warning?: ReactNode;
}) {
  const { name, role, departmentIds } = rights;
  const toggle = (id: number, on: boolean) =>
    onChange({
      ...rights,
      departmentIds: on ? [...departmentIds, id] : departmentIds.filter((each) => each !== id),
    });
  return (
    <>
      <TextField
        label="Name"
        required
        maxLength={120}
        autoComplete="off"
        value={name}
        onChange={({ target }) => onChange({ ...rights, name: target.value })}
      />
      <div className="space-y-2">
        <SelectField
          label="Role"
          hint={SEES[role]}
          value={role}
          options={ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }))}
          onChange={({ target }) =>
            onChange({ ...rights, role: ROLES.find((each) => each === target.value) ?? role })
          }
        />
        <Notice kind="hint">{warning}</Notice>
      </div>
      {role === "department_head" && (
        <fieldset>
          <legend className="mb-1 text-13 font-medium">Departments</legend>
          {departments.length === 0 && <p className="text-13 text-muted">There are no departments yet.</p>}
          <div className="grid max-h-60 gap-x-4 gap-y-1.5 overflow-y-auto p-0.5 sm:grid-cols-2">
            {departments.map((department) => (
              <CheckField
                key={department.id}
                label={department.name}
                checked={departmentIds.includes(department.id)}
                onChange={({ target }) => toggle(department.id, target.checked)}
              />
            ))}
          </div>
          {departments.length > 0 && departmentIds.length === 0 && (
            <p className="mt-1 text-13 text-muted">Without a department, a head sees no records.</p>
          )}
        </fieldset>
      )}
    </>
  );
}
