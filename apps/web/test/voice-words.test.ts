import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Marked } from "../src/widgets/voice/marked.tsx";
import type { Topic } from "../src/widgets/voice/topic-orders.ts";
import {
  accuracySentence,
  foundInWords,
  readSentence,
  spokenChange,
  toneInWords,
  voiceSentence,
  wordsTyped,
} from "../src/widgets/voice/words.ts";

const statistic = (value: number | null, low = value, high = value, n = 400) => ({ value, n, low, high });
const topic = (name: string, share: number, impact: [number, number, number]): Topic => ({
  slug: name.toLowerCase(),
  name,
  words: [name.toLowerCase()],
  set: false,
  share: statistic(share),
  change: null,
  impact: statistic(...impact),
  verdict: impact[2] < 0 ? "worse" : impact[1] > 0 ? "better" : "no-change",
  nps: statistic(0),
});
const all = (...topics: Topic[]) => ({ comments: 4_512, nps: statistic(15), topics });

test("the sentence names what is spoken of most, and what surely pulls the NPS down or lifts it", () => {
  const room = topic("Room", 0.123, [1, -0.5, 2.5]);
  const delivery = topic("Delivery", 0.08, [-5.2, -7, -3.1]);
  const shop = topic("Shop", 0.05, [2, 1, 3]);
  const unsure = topic("Bar", 0.02, [-9, -20, 2]);
  expect(voiceSentence(all(room, delivery, shop, unsure))).toBe(
    "Customers speak most of Room: in 12.3 % of 4,512 comments. What they say of Delivery costs the NPS most: 5.2 points (95 % sure: 3.1 to 7.0).",
  );
  expect(voiceSentence(all(topic("Room", 0.2, [-3, -4, -2]), delivery))).toContain("Delivery costs");
  expect(voiceSentence(all(topic("Room", 0.2, [-6, -8, -4]), delivery))).toContain("That costs the NPS most");
  expect(voiceSentence(all(room, shop))).toContain(
    "Shop lifts it most, by 2.0 points (95 % sure: 1.0 to 3.0)",
  );
  expect(voiceSentence(all(room, unsure))).toContain("No topic surely moves");
  expect(voiceSentence({ ...all(room), comments: null })).toContain("Too few people wrote");
  expect(voiceSentence({ ...all(room), comments: 0 })).toBe("Nobody wrote anything in these days.");
  expect(voiceSentence(all())).toContain("No topic's words come up");
});

test("a topic spoken of more is neither better nor worse", () => {
  const change = { difference: 0.021, low: 0.01, high: 0.03, n: 400, nBefore: 400, pValue: 0.001 };
  expect(spokenChange({ ...change, verdict: "worse" })).toEqual({ mark: "↑", words: "+2.1 More" });
  expect(spokenChange({ ...change, difference: -0.021, verdict: "better" })).toEqual({
    mark: "↓",
    words: "−2.1 Less",
  });
  expect(spokenChange({ ...change, verdict: "no-change" }).words).toBe("+2.1 No real change");
  expect(spokenChange({ ...change, verdict: "not-enough-data" }).words).toBe("Not enough data");
  expect(spokenChange(null).words).toBe("Nothing to compare");
});

test("a comment says how it sounds, or that it is unread and in which language", () => {
  expect(toneInWords({ language: "en", sentiment: "negative" })).toBe("sounds displeased");
  expect(toneInWords({ language: "de", sentiment: null })).toBe("unread: German");
  expect(toneInWords({ language: null, sentiment: null })).toBe("unread: its language can't be told");
});

test("what the machine read and how often it is right are told beside it", () => {
  const voice = { looked: 2_000, most: 2_000, languages: [], unread: statistic(0.03), sentiment: [] };
  expect(readSentence(voice)).toMatch(/^The newest 2,000 comments were looked at; 3.0 % are in a language/);
  expect(readSentence({ ...voice, looked: 90, unread: statistic(0) })).toBe("The 90 comments were all read.");
  expect(accuracySentence()).toContain("56.4 % of all");
  expect(accuracySentence()).toContain("misses 48.3 % of complaints");
});

test("typed words are cut at commas and lines, and each is taken once", () => {
  expect(wordsTyped("Parcel, late delivery\nparcel;\n ,courier ")).toEqual([
    "parcel",
    "late delivery",
    "courier",
  ]);
});

test("how many comments were found, and that there are more", () => {
  expect(foundInWords({ comments: 37, more: false })).toBe("37 comments found");
  expect(foundInWords({ comments: 1, more: false })).toBe("1 comment found");
  expect(foundInWords({ comments: 1_000, more: true })).toBe("More than 1,000 comments found");
});

test("found words are marked in the text, which stays the same and is no markup", () => {
  const text = "<b>Late</b> again & again";
  const html = renderToStaticMarkup(
    createElement(Marked, {
      text,
      places: [
        [3, 7],
        [20, 25],
      ],
    }),
  );
  expect(html.replace(/ class="[^"]*"/g, "")).toBe(
    "&lt;b&gt;<mark>Late</mark>&lt;/b&gt; again &amp; <mark>again</mark>",
  );
});
