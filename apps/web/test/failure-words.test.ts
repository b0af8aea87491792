import { kappaDescriptor } from "@touchline/domain/metrics/kappa";
import { noBase, share } from "@touchline/domain/statistic";
import { expect, test } from "vitest";
import {
  causesSentence,
  decidedBy,
  matching,
  progressInWords,
  progressShare,
} from "../src/widgets/causes/words.ts";
import {
  agreementSentence,
  basesInWords,
  basesSentence,
  contactsInWords,
  failureSentence,
  growthInWords,
  matrixSentence,
} from "../src/widgets/failure/words.ts";

const figures = (contacts: number, known: number, failures: number) => ({
  contacts,
  failure: { statistic: share(failures, known) },
  unknown: { statistic: share(contacts - known, contacts) },
});
const delivery = { name: "Delivery", contacts: 300, share: share(300, 750) };

test("the first line says what need not have happened, what caused most, and how much nobody knows", () => {
  expect(failureSentence(figures(1_000, 750, 600), [delivery])).toBe(
    "80.0 % of the contacts with a known cause need not have happened: something else failed first. Delivery alone caused 40.0 %. Of 25.0 % of all contacts, the cause isn't known.",
  );
  expect(failureSentence(figures(1_000, 1_000, 1_000), [])).toBe(
    "Nearly every contact with a known cause need not have happened: something else failed first.",
  );
  expect(failureSentence(figures(1_000, 0, 0), [])).toMatch(/1,000 times.*not known of any contact/);
  expect(failureSentence(figures(0, 0, 0), [])).toBe("Nobody asked for help in this period.");
  const hidden = { ...figures(10, 3, 3), failure: { statistic: { ...noBase(), band: "<5" } } };
  expect(failureSentence(hidden, [])).toMatch(/^Of too few contacts/);
  // A cause whose count is hidden is not named.
  expect(failureSentence(figures(20, 12, 12), [{ ...delivery, contacts: null }])).not.toContain("Delivery");
});

test("growth has its sign, and none where it rounds to nothing", () => {
  expect(growthInWords({ difference: 0.123 })).toBe("+12.3 %");
  expect(growthInWords({ difference: -0.04 })).toBe("−4.0 %");
  expect(growthInWords({ difference: 0.0001 })).toBe("0.0 %");
  expect(growthInWords({ difference: null })).toBeNull();
});

test("the matrix says who sends most to whom", () => {
  const [logistics, care] = [
    { slug: "logistics", name: "Logistics" },
    { slug: "care", name: "Customer care" },
  ];
  const cell = { from: logistics, to: care, contacts: 40, band: null };
  expect(matrixSentence({ cells: [cell], total: 50 })).toBe(
    "Most of it goes from Logistics to Customer care: 40 contacts, 80.0 % of all failure demand.",
  );
  expect(matrixSentence({ cells: [{ ...cell, to: logistics }], total: 50 })).toMatch(/^Logistics causes/);
  expect(matrixSentence({ cells: [{ ...cell, contacts: null, band: "<5" }], total: null })).toMatch(
    /^Too few/,
  );
  expect(matrixSentence({ cells: [], total: 0 })).toMatch(/^No contact/);
});

test("where causes come from, and what that is worth", () => {
  const bases = [
    { basis: "rule", contacts: 20 },
    { basis: "import", contacts: 700 },
    { basis: "hand", contacts: 30 },
  ] as const;
  expect(basesInWords(bases)).toBe("import 700, hand 30, rule 20");
  expect(basesInWords([{ basis: "import", contacts: 7 }])).toBe("import");
  expect(basesSentence(figures(1_000, 750, 600), bases)).toBe(
    "25.0 % have no cause yet: rules for their reasons would bring the most. 30 were read by hand.",
  );
  expect(basesSentence(figures(1_000, 990, 600), bases)).toMatch(/^Few have no cause/);
  expect(basesSentence(figures(1_000, 0, 0), [])).toMatch(/^No cause is known/);
  expect(basesSentence(figures(1_000, 750, 600), bases.slice(0, 2))).toMatch(/None was read by hand/);
});

test("kappa in plain words, which agree with its definition", () => {
  const kappa = (value: number, low = value - 0.05) => ({ value, low, high: 1, n: 50 });
  expect(agreementSentence(noBase())).toMatch(/^No contact has been read by two/);
  expect(agreementSentence(noBase(12))).toMatch(/same 12 .*tells nothing/);
  expect(agreementSentence(kappa(0.9))).toMatch(/nearly always.*relied on/);
  expect(agreementSentence(kappa(0.9, 0.5))).toMatch(/nearly always.*read more/);
  expect(agreementSentence(kappa(0.7))).toMatch(/mostly.*relied on/);
  expect(agreementSentence(kappa(0.5))).toMatch(/only in part: agree on what/);
  expect(agreementSentence(kappa(0.1))).toMatch(/hardly more than by chance/);
  expect(kappaDescriptor.definition).toContain("Below 0.6");
});

test("behind which number contacts stand", () => {
  const places = {
    touchpoints: [{ slug: "delivery", name: "Delivery", department: null }],
    departments: [{ slug: "care", name: "Customer care" }],
    channels: [{ slug: "phone", name: "Phone", parent: null }],
  };
  const all = {
    choice: "failure",
    cause: null,
    sender: null,
    asked: null,
    goneOn: null,
    goneFrom: null,
    begunOn: null,
    goneTo: null,
    passedBy: null,
  } as const;
  expect(contactsInWords(all, places)).toBe("failure demand");
  expect(contactsInWords({ ...all, cause: "delivery", asked: "care" }, places)).toBe(
    "caused by Delivery, asked at Customer care",
  );
  expect(contactsInWords({ ...all, choice: "unknown" }, places)).toBe("without a known cause");
  expect(contactsInWords({ ...all, choice: "hand", sender: "gone" }, places)).toBe(
    "cause by hand, caused by gone",
  );
  const gone = { ...all, choice: "all" } as const;
  expect(contactsInWords({ ...gone, goneOn: "asked-again" }, places)).toBe("asked again where they were");
  expect(contactsInWords({ ...gone, goneOn: "escalated", begunOn: "phone" }, places)).toBe(
    "gone on elsewhere, begun on Phone",
  );
  expect(contactsInWords({ ...gone, goneFrom: "phone", goneTo: "web" }, places)).toBe(
    "issues that go on, from Phone, on to web",
  );
  expect(contactsInWords({ ...all, passedBy: "care", asked: "care" }, places)).toBe(
    "failure demand, issues that go on, passed on by Customer care, asked at Customer care",
  );
});

test("a reviewer is told how far there is to go", () => {
  expect(progressInWords({ withWords: 1_500, read: 12 })).toBe(
    "You have read 12 of 1,500 contacts that have words. 100 read give each cause's share to within about ten points.",
  );
  expect(progressInWords({ withWords: 1_500, read: 100 })).toMatch(/400 read .*about five points/);
  expect(progressInWords({ withWords: 1_500, read: 400 })).toMatch(/words\.$/);
  expect(progressInWords({ withWords: 30, read: 30 })).toBe("You have read all 30 contacts that have words.");
  expect(progressInWords({ withWords: 0, read: 0 })).toMatch(/^No service contact/);
  expect(progressShare({ withWords: 1_500, read: 25 })).toBe(0.25);
  expect(progressShare({ withWords: 40, read: 10 })).toBe(0.25);
  expect(progressShare({ withWords: 0, read: 0 })).toBe(0);
});

test("touchpoints are found by a part of their name, those that begin with it first", () => {
  const options = ["News about the delivery", "Delivery", "Wi-Fi"].map((name) => ({ name }));
  expect(matching(options, " deliv").map(({ name }) => name)).toEqual([
    "Delivery",
    "News about the delivery",
  ]);
  expect(matching(options, "").map(({ name }) => name)).toHaveLength(3);
  expect(matching(options, "zzz")).toEqual([]);
});

test("the rule that would decide most is named", () => {
  const reason = (name: string, contacts: number, otherwise: number, rule: string | null = null) => ({
    reason: name,
    contacts,
    otherwise,
    rule,
  });
  const reasons = [reason("Late", 400, 400), reason("Other", 90, 10), reason("Set", 300, 0, "delivery")];
  expect(decidedBy(reason("Other", 90, 10))).toBe(80);
  expect(causesSentence(figures(1_000, 750, 600), reasons)).toBe(
    "Of 1,000 service contacts, 25.0 % have no known cause. A rule for “Other” would decide 80 of them.",
  );
  expect(causesSentence(figures(1_000, 750, 600), null)).toMatch(/no known cause\.$/);
  expect(causesSentence(figures(0, 0, 0), null)).toBe("Nobody asked for help in this period.");
});
