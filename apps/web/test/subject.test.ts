import { expect, test } from "vitest";
import { loadSubject, readPlace, recordsAddress, writePlace } from "../src/subject.ts";
import { subjectInWords } from "../src/widgets/records/words.ts";

test("the address of records says what the number was made of, and reads back", () => {
  const address = recordsAddress({
    period: "last_30_days",
    touchpoint: "overall",
    question: "nps_0_10",
    scoreFrom: 0,
    scoreThrough: 6,
  });
  expect(address).toBe("/records?period=last_30_days&touchpoint=overall&question=nps_0_10&scoreThrough=6");
  expect(loadSubject(address.slice("/records".length))).toMatchObject({
    touchpoint: "overall",
    question: "nps_0_10",
    scoreFrom: 0,
    scoreThrough: 6,
    part: null,
    customers: null,
  });
  expect(loadSubject("?customers=bad-stop").customers).toBe("bad-stop");
  expect(loadSubject("?customers=everybody").customers).toBeNull();
});

test("what the records are of, in words", () => {
  const subject = loadSubject("?part=service&scoreFrom=1&scoreThrough=2&customers=bad-stop");
  expect(subjectInWords(subject, { touchpoints: [], departments: [], stages: [] })).toBe(
    "service, scores 1 to 2, customers with a bad stop",
  );
});

test("a place in the list survives the address, and nonsense is the start", () => {
  const place = { at: "2026-03-01T10:00:00.123456Z", id: 42 };
  expect(readPlace(writePlace(place))).toEqual(place);
  for (const text of [null, "", "x", "~", "2026~x"]) expect(readPlace(text)).toBeNull();
});
