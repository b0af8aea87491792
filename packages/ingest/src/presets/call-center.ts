import { fixedPreset } from "./preset.ts";

/** Month first, with the time of day where a spreadsheet wrote it. */
const DATES = ["M/d/yyyy", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss", "M/d/yyyy h:mm:ss a", "M/d/yy", "iso"];

/** A contact list with a satisfaction score from 1 to 10 on some of the contacts; no score = not rated. */
export const callCenter = fixedPreset("call_center", "Call centre contacts with satisfaction", {
  schemaVersion: 1,
  name: "Call centre contacts",
  source: "call-center-contacts",
  format: { kind: "csv" },
  columns: {
    when: { names: ["call_timestamp", "call timestamp"] },
    score: { names: ["csat_score", "csat score"] },
    sla: { names: ["response_time", "response time"], optional: true },
    reason: { optional: true },
  },
  records: [
    {
      kind: "interaction",
      externalId: { column: "id" },
      at: { column: "when", formats: DATES },
      touchpoint: "customer-service",
      channel: { column: "channel" },
      reason: { column: "reason" },
      // "Below SLA" is faster than the target, "Above SLA" slower.
      promiseKept: { column: "sla", yes: ["below sla", "within sla"], no: ["above sla"] },
    },
    {
      kind: "submission",
      externalId: { template: "{id}-csat" },
      at: { column: "when", formats: DATES },
      channel: { column: "channel" },
      interaction: { column: "id" },
      answers: [{ touchpoint: "customer-service", question: "csat_1_10", score: { column: "score" } }],
    },
  ],
  structure: {
    touchpoints: [
      {
        slug: "customer-service",
        name: "Customer service",
        stage: "service",
        role: "service",
        primaryQuestion: "csat_1_10",
      },
    ],
  },
});
