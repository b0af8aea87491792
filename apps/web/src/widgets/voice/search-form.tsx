import { buttonClass } from "@touchline/ui/button";
import { SelectField, TextField } from "@touchline/ui/field";
import Form from "next/form";
import { LONGEST_SEARCH, searchAddress } from "../../search.ts";

/** A search in the comments; all else that the page is asked stays as it is. Works without scripts too. */
export function SearchForm({
  topics,
  asked,
}: {
  topics: readonly { readonly slug: string; readonly name: string }[];
  asked: Parameters<typeof searchAddress>[0] & { search: string | null; topic: string | null };
}) {
  const rest = new URLSearchParams(
    searchAddress({ ...asked, search: null, topic: null, after: null }).split("?")[1],
  );
  return (
    <Form action="/voice" role="search" aria-label="Comments" scroll={false} className="print:hidden">
      {[...rest].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex max-w-3xl flex-wrap items-end gap-2">
        <div className="min-w-0 flex-[1_0_100%] sm:flex-1">
          <TextField
            key={asked.search}
            label="Search in customers' words"
            name="search"
            type="search"
            maxLength={LONGEST_SEARCH}
            defaultValue={asked.search ?? ""}
            autoComplete="off"
          />
        </div>
        <div className="min-w-0 flex-1 sm:max-w-52">
          <SelectField
            key={asked.topic}
            label="Topic"
            name="topic"
            defaultValue={asked.topic ?? ""}
            options={[
              { value: "", label: "All topics" },
              ...topics.map(({ slug, name }) => ({ value: slug, label: name })),
            ]}
          />
        </div>
        <button type="submit" className={buttonClass("plain")}>
          Search
        </button>
      </div>
      <p className="mt-1 text-12 text-muted">
        Words in any order, “a phrase” in quotes, -word for without, or between two.
      </p>
    </Form>
  );
}
