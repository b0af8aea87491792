import { readFileSync } from "node:fs";
import { SENTIMENT_ACCURACY } from "@touchline/domain/topics";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { realData, realPath } from "../../ingest/test/reading.ts";
import { readComment, soundOf } from "../src/reading.ts";

test("English is read, other languages are named and left unread", () => {
  expect(readComment("The room was wonderful and everybody was very kind")).toEqual({
    language: "en",
    sentiment: "positive",
  });
  expect(readComment("Nobody answered, a terrible waste of time")).toMatchObject({ sentiment: "negative" });
  expect(readComment("La chambre \u00e9tait tr\u00e8s bruyante et personne n'est venu")).toEqual({
    language: "fr",
    sentiment: null,
  });
  expect(readComment("...")).toEqual({ language: null, sentiment: null });
});

const docs = readFileSync(new URL("../../../docs/voice.md", import.meta.url), "utf8");

test("what pages say of the accuracy is what the documentation says", () => {
  const { texts, ...shares } = SENTIMENT_ACCURACY;
  expect(docs).toContain(texts.toLocaleString("en-GB"));
  const named = { ...shares, "all three alike": shares.alike, "all messages": shares.all };
  for (const kind of ["positive", "neutral", "negative", "all three alike", "all messages"] as const)
    expect(docs).toContain(`| ${kind} | ${(100 * named[kind]).toFixed(1)} % |`);
});

test("sentiment is as often right as the documentation says", () => {
  if (!realData) return;
  const rows: { airline_sentiment: string; text: string }[] = parse(
    readFileSync(realPath("airline_tweets/Tweets_6col.csv")),
    { columns: true },
  );
  expect(docs).toContain(rows.length.toLocaleString("en-GB"));
  const shares = ["positive", "neutral", "negative"].map((label) => {
    const own = rows.filter((row) => row.airline_sentiment === label);
    return own.filter(({ text }) => soundOf(text) === label).length / own.length;
  });
  const all = rows.filter((row) => soundOf(row.text) === row.airline_sentiment).length / rows.length;
  const mean = shares.reduce((sum, share) => sum + share, 0) / 3;
  for (const share of [...shares, mean, all]) expect(docs).toContain(`| ${(100 * share).toFixed(1)} % |`);
});
