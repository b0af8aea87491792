"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import { Button } from "@touchline/ui/button";
import { Notice } from "@touchline/ui/notice";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { getAt, type Json, setAt } from "./json-path.ts";
import { MappingColumns } from "./mapping-columns.tsx";
import { MappingFields } from "./mapping-fields.tsx";
import { MappingHead } from "./mapping-head.tsx";
import { MappingJson } from "./mapping-json.tsx";
import { mappingPath } from "./mapping-list.tsx";
import type { MappingPart } from "./mapping-part.ts";

/** Changes a stored mapping, checked as it is typed, and stores it as a new version. */
export function MappingEditor({ mapping }: { mapping: RouterOutputs["mappings"]["get"] }) {
  const trpc = useTRPC();
  const router = useRouter();
  // It was stored as JSON and comes as JSON.
  const stored = mapping.body as Json;
  const [body, setBody] = useState<Json>(stored);
  const changed = JSON.stringify(body) !== JSON.stringify(stored);
  const check = useQuery(
    trpc.mappings.check.queryOptions({ body }, { enabled: changed, placeholderData: (last) => last }),
  );
  const { faults } = changed ? (check.data ?? mapping) : mapping;
  const sound = (check.data?.fields.length ?? 0) > 0 && changed;
  const [fields, setFields] = useState(mapping.fields);
  if (sound && check.data && check.data.fields !== fields) setFields(check.data.fields);
  const save = useMutation(
    trpc.mappings.save.mutationOptions({
      onSuccess: () => {
        const name = getAt(body, ["name"]);
        if (typeof name === "string" && name !== mapping.name) router.push(mappingPath(name));
        else router.refresh();
      },
    }),
  );
  const part: MappingPart = {
    body,
    set: (path, value) => setBody((last) => setAt(last, path, value)),
    faultAt: (path) =>
      faults.find((fault) => path.every((key, at) => String(fault.path[at]) === String(key)))?.message ??
      null,
  };
  return (
    <div className="space-y-8">
      <MappingHead {...part} />
      <MappingFields {...part} fields={changed ? fields : mapping.fields} />
      <MappingColumns {...part} />
      <MappingJson name={mapping.name} body={body} onChange={setBody} />
      <div className="border-hairline border-t pt-4">
        <Notice kind="failed" className="mb-3">
          {faults.length > 0 && (
            <>
              This mapping can't be stored yet:
              <ul className="list-disc pl-5">
                {faults.slice(0, 10).map(({ path, message }) => (
                  <li key={`${path.join(".")} ${message}`} className="wrap-anywhere">
                    {path.length > 0 && <code className="text-13">{path.join(".")}</code>} {message}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Notice>
        <Notice kind="failed" className="mb-3">
          {save.error?.message}
        </Notice>
        <div className="flex flex-wrap gap-2">
          <Button
            kind="primary"
            busy={save.isPending}
            disabled={!changed || faults.length > 0}
            onClick={() => save.mutate({ body, basedOn: mapping.version })}
          >
            Store as a new version
          </Button>
          <Button kind="quiet" disabled={!changed} onClick={() => setBody(stored)}>
            Discard the changes
          </Button>
        </div>
      </div>
    </div>
  );
}
