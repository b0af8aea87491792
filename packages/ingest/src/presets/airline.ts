import { fixedPreset } from "./preset.ts";
import { type RatedTouchpoint, wideRatings } from "./wide.ts";

const ITEMS: readonly RatedTouchpoint[] = [
  {
    column: "Inflight wifi service",
    slug: "inflight-wi-fi",
    name: "Wi-Fi on board",
    stage: "use",
    role: "product",
  },
  {
    column: "Departure/Arrival time convenient",
    slug: "flight-times",
    name: "Convenience of flight times",
    stage: "choose",
    role: "product",
  },
  {
    column: "Ease of Online booking",
    slug: "online-booking",
    name: "Online booking",
    stage: "buy",
    role: "sales",
  },
  {
    column: "Gate location",
    slug: "gate-location",
    name: "Gate location",
    stage: "arrive",
    role: "operations",
  },
  { column: "Food and drink", slug: "food-and-drink", name: "Food and drink", stage: "use", role: "product" },
  {
    column: "Online boarding",
    slug: "online-boarding",
    name: "Online boarding",
    stage: "arrive",
    role: "operations",
  },
  { column: "Seat comfort", slug: "seat-comfort", name: "Seat comfort", stage: "use", role: "product" },
  {
    column: "Inflight entertainment",
    slug: "inflight-entertainment",
    name: "Entertainment on board",
    stage: "use",
    role: "product",
  },
  {
    column: "On-board service",
    slug: "on-board-service",
    name: "On-board service",
    stage: "service",
    role: "service",
  },
  { column: "Leg room service", slug: "leg-room", name: "Leg room", stage: "use", role: "product" },
  {
    column: "Baggage handling",
    slug: "baggage-handling",
    name: "Baggage handling",
    stage: "leave",
    role: "operations",
  },
  { column: "Checkin service", slug: "check-in", name: "Check-in", stage: "arrive", role: "service" },
  {
    column: "Inflight service",
    slug: "inflight-service",
    name: "Service during the flight",
    stage: "service",
    role: "service",
  },
  {
    column: "Cleanliness",
    slug: "cleanliness",
    name: "Cleanliness on board",
    stage: "use",
    role: "operations",
  },
];
const ratings = wideRatings(ITEMS, "csat_1_5", ["0"]);

/** Airline passenger satisfaction: one row a passenger, fourteen rated touchpoints, 0 = not applicable, no dates. */
export const airline = fixedPreset("airline", "Airline passenger satisfaction", {
  schemaVersion: 1,
  name: "Airline passenger satisfaction",
  source: "airline-passenger-satisfaction",
  format: { kind: "csv" },
  columns: Object.fromEntries(
    ITEMS.map(({ column }) => [column, { pattern: `^${column.replace(/[ /-]/g, "[ /-]?")}$` }]),
  ),
  records: [
    {
      kind: "submission",
      externalId: { column: "id" },
      customer: { column: "id" },
      segment: { template: "{Type of Travel} · {Class}" },
      answers: [
        {
          touchpoint: "overall",
          question: "csat_0_1",
          score: {
            column: "satisfaction",
            values: { satisfied: "1", "neutral or dissatisfied": "0", dissatisfied: "0" },
            otherwise: "reject",
          },
        },
        ...ratings.answers,
      ],
    },
  ],
  structure: { touchpoints: ratings.touchpoints },
});
