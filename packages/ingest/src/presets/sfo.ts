import { fixedPreset } from "./preset.ts";
import { type RatedTouchpoint, wideRatings } from "./wide.ts";

/** 0 and "Blank" are no answer, 6 is "never used or visited / not applicable / don't know". */
const BLANK = ["0", "blank", "6"];

interface Item extends Omit<RatedTouchpoint, "column"> {
  /** Question numbers and words that the column's name is made of: Q8A_ART (2012), Q7A_ART (2013), Q7ART (2014 on). */
  readonly numbers: string;
  readonly words: string;
}

const used = (column: string) => ({ column, yes: ["1"], no: ["2"] });
const rate = (
  slug: string,
  name: string,
  words: string,
  rest: Pick<Item, "stage" | "role"> & Partial<Item>,
): Item => ({
  slug,
  name,
  words,
  numbers: "[78]",
  ...rest,
});
const clean = (slug: string, name: string, words: string): Item =>
  rate(slug, name, `(?:CLN)?(?:${words})`, { numbers: "(?:9|10)", stage: "use", role: "operations" });

const ITEMS: readonly Item[] = [
  rate("artwork", "Artwork and exhibitions", "ART", { stage: "use", role: "product" }),
  rate("restaurants", "Restaurants", "FOOD", { stage: "use", role: "product", usage: used("used food") }),
  rate("shops", "Shops and concessions", "STORES?|SHOPS?", {
    stage: "use",
    role: "sales",
    usage: used("used store"),
  }),
  rate("signs", "Signs inside the airport", "SIGNS?", { stage: "use", role: "operations" }),
  rate("walkways", "Escalators, lifts and moving walkways", "WALK(?:WAYS?)?", {
    stage: "use",
    role: "operations",
  }),
  rate("screens", "Information on screens", "SCREENS?", { stage: "use", role: "operations" }),
  rate("booths-arrival", "Information booths, arrivals", "INFO_?(?:DOWN|ARR)", {
    stage: "service",
    role: "service",
  }),
  rate("booths-departure", "Information booths, departures", "INFO_?(?:UP|DEP)", {
    stage: "service",
    role: "service",
  }),
  rate("wi-fi", "Wi-Fi", "WI_?FI", { stage: "use", role: "product", usage: used("used wifi") }),
  rate("roads", "Signs on the airport roads", "ROADS?", { stage: "arrive", role: "operations" }),
  rate("parking", "Parking", "PARK(?:ING)?", { stage: "arrive", role: "product" }),
  rate("airtrain", "AirTrain", "AIRTRAIN", { stage: "arrive", role: "operations" }),
  rate("parking-shuttle", "Long-term parking shuttle", "LT_?PARK(?:ING)?", {
    stage: "arrive",
    role: "operations",
  }),
  rate("car-rental", "Car rental centre", "RENTAL|RENT", { stage: "arrive", role: "operations" }),
  clean("clean-boarding", "Cleanliness of boarding areas", "BOARD(?:ING)?"),
  clean("clean-airtrain", "Cleanliness of the AirTrain", "AIRTRAIN"),
  clean("clean-rental", "Cleanliness of the car rental centre", "RENT(?:AL)?"),
  clean("clean-restaurants", "Cleanliness of restaurants", "FOOD"),
  clean("clean-restrooms", "Cleanliness of restrooms", "BATH(?:ROOMS?)?|RESTROOMS?"),
  clean("clean-airport", "Cleanliness of the airport", "WHOLE|ALL"),
  rate("safety", "Feeling safe", "SAFE", { numbers: "\\d+", stage: "use", role: "operations" }),
  rate("getting-there", "Getting to the airport", "RATE_?GETTO|GETTO_?RATE|GET_?RATE", {
    numbers: "\\d+",
    stage: "arrive",
    role: "operations",
  }),
  rate("finding-the-way", "Finding the way around", "FIND", {
    numbers: "\\d+",
    stage: "arrive",
    role: "operations",
  }),
  rate("security", "Passing through security", "SECURITY|PASS_?THRU", {
    numbers: "\\d+",
    stage: "arrive",
    role: "operations",
  }),
];

const named = (numbers: string, words: string) => ({
  pattern: `^\\*?Q${numbers} ?[A-Z]?_?(?:${words})$`,
  optional: true,
});
const ratings = wideRatings(
  ITEMS.map((item) => ({ ...item, column: `rating ${item.slug}` })),
  "csat_1_5",
  BLANK,
);

/** San Francisco Airport's yearly passenger survey: one file a year, names of columns drifting from year to year. */
export const sfo = fixedPreset("sfo", "San Francisco Airport passenger survey", {
  schemaVersion: 1,
  name: "San Francisco Airport passenger survey",
  source: "sfo-passenger-survey",
  format: { kind: "csv" },
  zone: "America/Los_Angeles",
  // Most years state only the day; all interviews are held in May.
  constants: { year: { fileName: "(?<!\\d)((?:19|20)\\d\\d)(?!\\d)", ask: "the year of the survey" } },
  columns: {
    respondent: { names: ["RESPNUM", "*RESPNUM"], pattern: "^\\*?RESP_?(NUM|ID)$" },
    day: { names: ["INTDATE"], pattern: "^INT_?DATE$" },
    weight: { names: ["WEIGHT"], optional: true },
    departure: { names: ["STRATA"], optional: true },
    "used food": named("[3-5]", "FOOD"),
    "used store": named("[3-5]", "STORES?|SHOPS?|BUY"),
    "used wifi": named("[3-5]", "WI_?FI"),
    "rating overall": named("[78]", "WHOLE|ALL"),
    recommend: { names: ["NETPRO"], pattern: "^(Q\\d+[A-Z]?_?)?NET_?PRO(MOTER)?$", optional: true },
    ...Object.fromEntries(ITEMS.map((item) => [`rating ${item.slug}`, named(item.numbers, item.words)])),
  },
  records: [
    {
      kind: "submission",
      externalId: { template: "{year}-{respondent}" },
      at: {
        column: "day",
        formats: ["M/d/yyyy h:mm:ss a", "M/d/yyyy", "M/d/yy", "iso", "d-MMM-yy", "yyyyMMdd", "d"],
        year: { constant: "year" },
        month: { value: "5" },
      },
      segment: {
        column: "departure",
        values: {
          "1": "Departure before 11 am",
          "2": "Departure 11 am to 5 pm",
          "3": "Departure after 5 pm",
        },
        otherwise: "blank",
      },
      weight: { column: "weight", onInvalid: "drop-cell" },
      answers: [
        { touchpoint: "overall", question: "csat_1_5", score: { column: "rating overall", blank: BLANK } },
        {
          touchpoint: "overall",
          question: "nps_0_10",
          score: { column: "recommend", blank: ["11", "blank"] },
        },
        ...ratings.answers,
      ],
    },
  ],
  structure: { touchpoints: ratings.touchpoints },
});
