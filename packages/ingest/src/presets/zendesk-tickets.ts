import type { MappingInput } from "../mapping.ts";
import { fixedPreset } from "./preset.ts";

type ColumnsInput = NonNullable<MappingInput["columns"]>;

/** The records are the same for both forms; only where the values stand differs. */
const tickets = (format: MappingInput["format"], columns: ColumnsInput): MappingInput => ({
  schemaVersion: 1,
  name: "Zendesk tickets",
  source: "zendesk-tickets",
  format,
  // Zendesk's own times are UTC.
  zone: "UTC",
  columns,
  records: [
    {
      kind: "interaction",
      when: { column: "status", notIn: ["deleted"] },
      externalId: { column: "id" },
      customer: { column: "requester" },
      at: { column: "created" },
      touchpoint: "support-tickets",
      channel: { column: "via" },
      reason: { column: "type" },
      continues: { column: "follows" },
      openedAt: { column: "created" },
      resolvedAt: { column: "solved", onInvalid: "drop-cell" },
    },
    {
      kind: "submission",
      when: { column: "status", notIn: ["deleted"] },
      externalId: { template: "{id}-satisfaction" },
      customer: { column: "requester" },
      at: { column: "created" },
      channel: { column: "via" },
      interaction: { column: "id" },
      answers: [
        {
          touchpoint: "support-tickets",
          question: "csat_0_1",
          score: {
            column: "satisfaction",
            values: {
              good: "1",
              goodwithcomment: "1",
              good_with_comment: "1",
              bad: "0",
              badwithcomment: "0",
              bad_with_comment: "0",
            },
            otherwise: "blank",
          },
        },
      ],
    },
  ],
  structure: {
    touchpoints: [
      {
        slug: "support-tickets",
        name: "Support tickets",
        stage: "service",
        role: "support",
        primaryQuestion: "csat_0_1",
      },
    ],
  },
});

const optional = (...names: string[]) => ({ names, optional: true });

/** Zendesk tickets: the export and API as JSON (a list, {"tickets": [...]}, or a ticket a line) and tables as CSV. */
export const zendeskTickets = fixedPreset(
  "zendesk-tickets",
  "Zendesk tickets",
  tickets(
    { kind: "json", records: ["tickets", "ticket", ""] },
    {
      id: { names: ["id", "_id"] },
      created: { names: ["created_at"] },
      status: { names: ["status"] },
      requester: optional("requester_id", "requester.id", "submitter_id"),
      via: optional("via.channel", "via"),
      type: optional("type"),
      follows: optional("via_followup_source_id", "via.source.from.ticket_id"),
      solved: optional("metric_set.solved_at", "solved_at"),
      satisfaction: optional("satisfaction_rating.score"),
    },
  ),
  tickets(
    { kind: "csv" },
    {
      id: { names: ["id", "Ticket ID"] },
      created: { names: ["created_at", "Created at"] },
      status: { names: ["status"] },
      requester: optional("requester_id", "Requester id", "Requester"),
      via: optional("via_channel", "via"),
      type: optional("type", "Ticket type"),
      follows: optional("via_followup_source_id"),
      solved: optional("solved_at", "Solved at"),
      satisfaction: optional("satisfaction_score", "Satisfaction Score", "satisfaction_rating"),
    },
  ),
);
