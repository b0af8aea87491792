import { expect, test } from "vitest";
import { LONGEST_SEARCH, loadSearch, searchAddress } from "../src/search.ts";

const read = (query: string) => loadSearch(new URLSearchParams(query));

test("a search lives in the address, and comes back as it was typed", () => {
  const search = '"late delivery" -refund or parcel';
  const address = searchAddress({ search, topic: "delivery", period: "all" });
  expect(address.startsWith("/voice?")).toBe(true);
  expect(read(address.split("?")[1] ?? "")).toMatchObject({ search, topic: "delivery", topics: null });
  expect(read("search=+++&topic=")).toMatchObject({ search: null, topic: null });
  expect(read(`search=${"x".repeat(500)}`).search).toHaveLength(LONGEST_SEARCH);
  expect(searchAddress({ search }, "/api/export/comments")).toMatch(/^\/api\/export\/comments\?search=/);
});
