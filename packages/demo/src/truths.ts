/**
 * What is so in the sample company, by construction. Points are percent of maximum possible, shares run from 0 to 1,
 * "last quarter" = the last three of the 24 months, compared with the three before. Everything not named here stays
 * the same for 24 months.
 */
export const TRUTHS = {
  /** A department that really fell in the last quarter: each of its touchpoints by this much. */
  departmentFell: { department: "food-and-drink", points: -7 },
  /** One that only seems to have fallen: too few answers to tell (each touchpoint has some 55 in a quarter). */
  departmentSeemsToHaveFallen: { department: "events", points: -5, answersPerQuarter: 55 },
  touchpointImproved: { touchpoint: "mobile-check-in", points: 9 },
  /** Service is high while the rest is low, over the whole period. */
  serviceGap: { service: 84, rest: 71, gap: 13 },
  /**
   * Of the service contacts with a known cause, the share that this touchpoint caused, and the share that no other
   * touchpoint did: people wanted what service is there for. Of all contacts, the share without a known cause.
   */
  failureDemand: { touchpoint: "delivery", share: 0.4, own: 0.2, unknown: 0.25 },
  /** Shares of first contacts that go on: on another channel (escalation), or again on the same one. */
  escalation: { escalated: 0.14, repeated: 0.06 },
  /** Of all contacts, also of those that go on from another. */
  firstContactResolution: 0.6,
  promiseKept: 0.83,
  /** One channel of one touchpoint departs from the others, downwards, all the time. */
  channelDeparts: { touchpoint: "product-advice", channel: "phone", points: -16 },
  /** Audits of channels: one never met its standard, one has met it since the second look; the last look finds all others met. */
  auditNeverMet: { channel: "phone", standard: "message" },
  auditMendedFirst: { channel: "e-mail", standard: "voice" },
  /** One segment is served worse than all others at one touchpoint, all the time. */
  segmentDisagrees: { touchpoint: "check-in", segment: "business", points: -14 },
  /** One bad week (Monday to Sunday) of one touchpoint, this many weeks before the end. */
  signalWeek: { touchpoint: "wi-fi", weeksBeforeEnd: 30, points: -30 },
  /** A fall that is all mix: in the last quarter people move from the website to the phone; each channel stays as it was. */
  mixChange: {
    touchpoint: "room-booking",
    from: "website",
    to: "phone",
    sharesBefore: { website: 0.5, phone: 0.2 },
    sharesAfter: { website: 0.22, phone: 0.48 },
    /** The channels' scores as points from the touchpoint's. */
    website: 5,
    phone: -11,
  },
  /** Overall satisfaction falls when this is bad and gains nothing when it is good. */
  basicDriver: "cleanliness",
  /** Overall satisfaction gains when this is excellent and loses nothing when it is bad. */
  delighter: "breakfast",
  /** In the survey that asks everybody about everything: who has not used a touchpoint ticks the middle. */
  guessing: { neutralAmongNotUsed: 0.52, answersAnyway: 0.65 },
  /** Share of that survey's respondents who give the same answer to everything. */
  careless: 0.02,
  /** Share that says "better than expected", where that is asked. */
  delighted: 0.19,
  /** One department is behind with its training; the others are at about the second figure. */
  trainingBehind: { department: "shops", completed: 0.58, others: 0.9 },
} as const;
