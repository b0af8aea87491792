import { fixedPreset } from "./preset.ts";

const DATES = ["M/d/yyyy", "M/d/yy", "iso"];

/** Complaints as the US Consumer Financial Protection Bureau publishes them, with and without complaint ids. */
export const cfpb = fixedPreset("cfpb", "CFPB consumer complaints", {
  schemaVersion: 1,
  name: "CFPB consumer complaints",
  source: "cfpb-complaints",
  format: { kind: "csv" },
  columns: {
    id: { names: ["Complaint ID"], optional: true },
    received: { names: ["Date received"] },
    via: { names: ["Submitted via"] },
    sent: { names: ["Date sent to company"], optional: true },
    issue: { names: ["Issue"] },
    product: { names: ["Product"], optional: true },
    timely: { names: ["Timely response?", "Timely response"], optional: true },
    disputed: { names: ["Consumer disputed?", "Consumer disputed"], optional: true },
    narrative: { names: ["Consumer complaint narrative"], optional: true },
  },
  records: [
    {
      kind: "interaction",
      externalId: { column: "id" },
      at: { column: "received", formats: DATES },
      touchpoint: "complaints",
      channel: { column: "via" },
      segment: { column: "product" },
      reason: { column: "issue" },
      openedAt: { column: "received", formats: DATES },
      // The bureau's first act on a complaint is to send it on; the company's own answer has no date in the file.
      firstReplyAt: { column: "sent", formats: DATES, onInvalid: "drop-cell" },
      promiseKept: { column: "timely", blank: ["n/a"] },
      comment: { column: "narrative" },
    },
    {
      // A disputed answer is an unsatisfied complainant; not asked or not known is no answer.
      kind: "submission",
      externalId: { template: "{id}-disputed" },
      at: { column: "received", formats: DATES },
      channel: { column: "via" },
      segment: { column: "product" },
      interaction: { column: "id" },
      answers: [
        {
          touchpoint: "complaints",
          question: "csat_0_1",
          score: { column: "disputed", values: { no: "1", yes: "0" }, blank: ["n/a"], otherwise: "reject" },
        },
      ],
    },
  ],
  structure: {
    touchpoints: [
      {
        slug: "complaints",
        name: "Complaints",
        stage: "service",
        role: "support",
        primaryQuestion: "csat_0_1",
      },
    ],
  },
});
