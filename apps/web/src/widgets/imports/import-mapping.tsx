"use client";

import { useMutation } from "@tanstack/react-query";
import { TextField } from "@touchline/ui/field";
import { Notice } from "@touchline/ui/notice";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";

/** Stores a mapping that was exported here or elsewhere. */
export function ImportMapping() {
  const trpc = useTRPC();
  const router = useRouter();
  const [error, setError] = useState<string | null>(null);
  const save = useMutation(
    trpc.mappings.save.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: ({ message }) => setError(message),
    }),
  );
  async function read(file: File | undefined) {
    if (!file) return;
    setError(null);
    try {
      save.mutate({ body: JSON.parse(await file.text()) });
    } catch {
      setError(`${file.name} is no JSON file.`);
    }
  }
  return (
    <div className="mt-4 max-w-120">
      <TextField
        label="Import a mapping"
        hint="A JSON file. One of a name that is there already becomes its next version."
        error={error}
        type="file"
        accept=".json,application/json"
        className="py-1.5"
        onChange={({ target }) => {
          void read(target.files?.[0]);
          target.value = "";
        }}
      />
      <Notice kind="done" className="mt-2">
        {save.isSuccess &&
          error === null &&
          `Stored as version ${save.data.version}${save.data.isNew ? "" : ", which was there already"}.`}
      </Notice>
    </div>
  );
}
