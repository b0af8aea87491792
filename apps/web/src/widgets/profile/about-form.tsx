"use client";

import { useMutation } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { THEMES } from "@touchline/domain/access";
import { Button } from "@touchline/ui/button";
import { SelectField, TextField } from "@touchline/ui/field";
import { Notice } from "@touchline/ui/notice";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { useTRPC } from "../../trpc-client.tsx";

const THEME_NAMES: Readonly<Record<(typeof THEMES)[number], string>> = {
  system: "As my system has it",
  light: "Light",
  dark: "Dark",
};

/** Name, time zone and theme. companyZone: in force for who chooses none; zones: all that can be chosen. */
export function AboutForm({
  profile,
  companyZone,
  zones,
}: {
  profile: RouterOutputs["profile"]["get"];
  companyZone: string;
  zones: readonly string[];
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const save = useMutation(trpc.profile.update.mutationOptions({ onSuccess: () => router.refresh() }));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({
      name: String(form.get("name")),
      timeZone: String(form.get("timeZone")) || null,
      theme: THEMES.find((each) => each === form.get("theme")) ?? "system",
    });
  }
  return (
    <form onSubmit={submit} className="max-w-100 space-y-4">
      <TextField
        label="Name"
        name="name"
        defaultValue={profile.name}
        required
        maxLength={120}
        autoComplete="name"
      />
      <TextField
        label="E-mail"
        value={profile.email}
        readOnly
        hint="You sign in with it. It can't be changed."
      />
      <SelectField
        label="Time zone"
        name="timeZone"
        defaultValue={profile.timeZone ?? ""}
        hint="For the times that you read. Days and months are always the company's."
        options={[
          { value: "", label: `The company's (${companyZone})` },
          ...zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
        ]}
      />
      <SelectField
        label="Theme"
        name="theme"
        defaultValue={profile.theme}
        options={THEMES.map((theme) => ({ value: theme, label: THEME_NAMES[theme] }))}
      />
      <Button kind="primary" type="submit" busy={save.isPending}>
        Save
      </Button>
      <div>
        <Notice kind="failed">{save.error?.message}</Notice>
        <Notice kind="done">{save.isSuccess && "Saved."}</Notice>
      </div>
    </form>
  );
}
