"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import type { ViewInput } from "@touchline/api/view-input";
import { Button } from "@touchline/ui/button";
import { TextField } from "@touchline/ui/field";
import { formatDay } from "@touchline/ui/formats";
import { Notice } from "@touchline/ui/notice";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useRef, useState } from "react";
import { useTRPC } from "../../trpc-client.tsx";
import { matching, progressInWords, progressShare, WORDS_DO_NOT_TELL } from "./words.ts";

type Sample = RouterOutputs["causes"]["sample"];
/** slug null: the words do not tell. */
type Option = { readonly slug: string | null; readonly name: string };

/**
 * One contact after another in the customer's words: the reviewer says which touchpoint made it necessary. Typing finds
 * a touchpoint, Enter keeps it and goes on; what others, the data or a rule say of it is not shown.
 */
export function Coding({
  initial,
  touchpoints,
  filters,
}: {
  initial: Sample;
  touchpoints: readonly { readonly slug: string; readonly name: string }[];
  filters: ViewInput;
}) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const [sample, setSample] = useState(initial);
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState<ReadonlyMap<number, Option>>(new Map());
  const [text, setText] = useState("");
  const [picked, setPicked] = useState<Option | null>(null);
  const finder = useRef<HTMLInputElement>(null);
  const heading = useId();
  const current = sample.rows[at];
  const options: Option[] = [...touchpoints, { slug: null, name: WORDS_DO_NOT_TELL }];
  const found = matching(options, text);
  const chosen = picked ?? (text.trim() === "" ? null : (found[0] ?? null));
  const progress = { withWords: sample.withWords, read: sample.read + said.size };

  function goTo(next: number, option: Option | null = null) {
    setAt(next);
    setText("");
    setPicked(option);
    finder.current?.focus();
  }
  const code = useMutation(
    trpc.causes.code.mutationOptions({
      onSuccess: async (_, { contactId }) => {
        const option = chosen ?? { slug: null, name: WORDS_DO_NOT_TELL };
        setSaid((was) => new Map(was).set(contactId, option));
        if (at + 1 < sample.rows.length) return goTo(at + 1, said.get(sample.rows[at + 1]?.id ?? 0) ?? null);
        const more = await client.fetchQuery({
          ...trpc.causes.sample.queryOptions({ ...filters, limit: 50 }),
          staleTime: 0,
        });
        setSample(more);
        setSaid(new Map());
        goTo(0);
        router.refresh();
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (current && chosen && !code.isPending) code.mutate({ contactId: current.id, touchpoint: chosen.slug });
  }
  const last = at > 0 ? sample.rows[at - 1] : undefined;

  return (
    <>
      <p className="text-13 text-muted" role="status">
        {progressInWords(progress)}
      </p>
      <div aria-hidden="true" className="mt-1 mb-4 h-1 max-w-160 bg-hairline">
        <div className="h-1 bg-accent" style={{ width: `${progressShare(progress) * 100}%` }} />
      </div>
      {current && (
        <form onSubmit={submit} aria-labelledby={heading} className="grid gap-x-10 gap-y-4 lg:grid-cols-2">
          <div aria-live="polite">
            <p id={heading} className="text-13 text-muted">
              {formatDay(current.day)}, asked at {current.touchpoint}, {current.channel}
            </p>
            <blockquote className="mt-2 max-w-prose whitespace-pre-line wrap-anywhere text-20">
              {current.words}
            </blockquote>
          </div>
          <div>
            <TextField
              ref={finder}
              label="What made the customer ask?"
              hint="Type a part of its name; Enter keeps what is marked and shows the next contact. Nothing fits: type “tell”."
              autoComplete="off"
              value={text}
              onChange={({ target }) => {
                setText(target.value);
                setPicked(null);
              }}
            />
            <fieldset className="mt-3">
              <legend className="sr-only">Touchpoints</legend>
              <div className="gap-x-6 sm:columns-2">
                {found.map((option) => (
                  <label
                    key={option.slug ?? ""}
                    className="flex min-h-7 break-inside-avoid items-center gap-2"
                  >
                    <input
                      type="radio"
                      name="cause"
                      className="size-4 shrink-0 scroll-mb-16 accent-accent"
                      checked={chosen?.slug === option.slug && chosen !== null}
                      onChange={() => setPicked(option)}
                    />
                    {option.name}
                  </label>
                ))}
              </div>
              {found.length === 0 && <p className="text-muted">No touchpoint has that name.</p>}
            </fieldset>
            <div className="sticky bottom-0 mt-2 flex flex-wrap items-center gap-2 bg-paper py-2">
              <Button kind="primary" type="submit" busy={code.isPending} disabled={chosen === null}>
                Keep and go on
              </Button>
              {last && (
                <Button kind="quiet" onClick={() => goTo(at - 1, said.get(last.id) ?? null)}>
                  Back to the last one
                </Button>
              )}
              <Notice kind="failed">{code.error?.message}</Notice>
            </div>
          </div>
        </form>
      )}
    </>
  );
}
