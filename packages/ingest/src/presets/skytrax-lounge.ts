import { fixedPreset } from "./preset.ts";
import { type RatedTouchpoint, wideRatings } from "./wide.ts";

const ITEMS: readonly RatedTouchpoint[] = [
  { column: "comfort_rating", slug: "lounge-comfort", name: "Lounge comfort", stage: "use", role: "product" },
  {
    column: "cleanliness_rating",
    slug: "lounge-cleanliness",
    name: "Lounge cleanliness",
    stage: "use",
    role: "operations",
  },
  {
    column: "bar_beverages_rating",
    slug: "lounge-bar",
    name: "Lounge bar and drinks",
    stage: "use",
    role: "product",
  },
  {
    column: "catering_rating",
    slug: "lounge-catering",
    name: "Lounge catering",
    stage: "use",
    role: "product",
  },
  {
    column: "washrooms_rating",
    slug: "lounge-washrooms",
    name: "Lounge washrooms",
    stage: "use",
    role: "operations",
  },
  {
    column: "wifi_connectivity_rating",
    slug: "lounge-wi-fi",
    name: "Lounge Wi-Fi",
    stage: "use",
    role: "product",
  },
  {
    column: "staff_service_rating",
    slug: "lounge-staff",
    name: "Lounge staff",
    stage: "service",
    role: "service",
  },
];
const ratings = wideRatings(ITEMS, "csat_1_5", ["0"]);

/** Airport lounge reviews: sub-ratings from 1 to 5 (0 = unrated), the text, and whether the reviewer recommends. */
export const skytraxLounge = fixedPreset("skytrax-lounge", "Skytrax lounge reviews", {
  schemaVersion: 1,
  name: "Skytrax lounge reviews",
  source: "skytrax-lounge-reviews",
  format: { kind: "csv" },
  columns: {
    content: { optional: true },
    lounge_type: { optional: true },
    overall_rating: { optional: true },
    recommended: { optional: true },
    ...Object.fromEntries(ITEMS.map(({ column }) => [column, { optional: column !== "comfort_rating" }])),
  },
  records: [
    {
      kind: "submission",
      at: { column: "date", formats: ["iso", "d-M-yyyy"], onInvalid: "drop-cell" },
      segment: { column: "lounge_type" },
      comment: { column: "content" },
      answers: [
        // Declared as out of 5, yet some reviews of another form hold values up to 10.
        {
          touchpoint: "overall",
          question: "csat_1_5",
          score: { column: "overall_rating", blank: ["0"], onInvalid: "drop-cell" },
        },
        {
          touchpoint: "overall",
          question: "csat_0_1",
          score: { column: "recommended", values: { yes: "1", no: "0", true: "1", false: "0" } },
        },
        ...ratings.answers,
      ],
    },
  ],
  structure: { touchpoints: ratings.touchpoints },
});
