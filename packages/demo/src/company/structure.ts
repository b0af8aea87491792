/** The made-up company: Saltmarch, a group of hotels and of shops for the home. */
export const COMPANY_NAME = "Saltmarch";

export const DEPARTMENTS = [
  ["marketing", "Marketing"],
  ["reservations", "Reservations and sales"],
  ["digital", "Digital"],
  ["front-office", "Front office"],
  ["rooms", "Rooms and facilities"],
  ["food-and-drink", "Food and drink"],
  ["shops", "Shops"],
  ["logistics", "Delivery and logistics"],
  ["customer-service", "Customer service"],
  ["billing", "Billing and payments"],
  ["membership", "Membership"],
  ["events", "Events and weddings"],
] as const;
export type DepartmentSlug = (typeof DEPARTMENTS)[number][0];

/** Slug, name, parent. */
export const CHANNELS = [
  ["social", "Social", null],
  ["facebook", "Facebook", "social"],
  ["instagram", "Instagram", "social"],
  ["online", "Online", null],
  ["website", "Website", "online"],
  ["app", "Mobile app", "online"],
  ["web-chat", "Web chat", "online"],
  ["messages", "Messages", null],
  ["e-mail", "E-mail", "messages"],
  ["text-message", "Text message", "messages"],
  ["phone", "Phone", null],
  ["in-person", "In person", null],
  ["hotel", "At the hotel", "in-person"],
  ["shop", "In the shop", "in-person"],
  ["doorstep", "At the door", "in-person"],
  ["adverts", "Adverts", null],
  ["tv", "TV", "adverts"],
  ["radio", "Radio", "adverts"],
  ["print", "Print", "adverts"],
  ["partner-sites", "Partner sites", null],
] as const;
export type ChannelSlug = (typeof CHANNELS)[number][0];

export const JOURNEY_KINDS = ["hotel", "shop", "both"] as const;

/** Slug, name, share of customers, and how their journeys divide into hotel, shop and both. */
export const SEGMENTS = [
  ["business", "Business travellers", 0.2, [0.86, 0.04, 0.1]],
  ["couples", "Couples", 0.2, [0.58, 0.2, 0.22]],
  ["families", "Families", 0.18, [0.54, 0.2, 0.26]],
  ["groups", "Groups", 0.06, [0.85, 0.05, 0.1]],
  ["homemakers", "Home shoppers", 0.24, [0.04, 0.82, 0.14]],
  ["members", "Long-standing members", 0.12, [0.4, 0.3, 0.3]],
] as const;

/** Share of the staff by department. */
export const STAFF_SHARE: Readonly<Record<DepartmentSlug, number>> = {
  marketing: 0.05,
  reservations: 0.07,
  digital: 0.06,
  "front-office": 0.14,
  rooms: 0.19,
  "food-and-drink": 0.16,
  shops: 0.13,
  logistics: 0.08,
  "customer-service": 0.06,
  billing: 0.02,
  membership: 0.02,
  events: 0.02,
};

/** Name, whose people take it (all = everybody), and for how many months a pass is good (0 = for ever). */
export const COURSES: readonly (readonly [string, readonly DepartmentSlug[] | "all", number])[] = [
  ["Welcome to Saltmarch", "all", 0],
  ["Fire and evacuation", "all", 12],
  ["Data protection in daily work", "all", 12],
  ["Listening to guests", ["front-office", "rooms", "food-and-drink", "shops", "customer-service"], 24],
  ["First aid at work", ["front-office", "rooms", "food-and-drink", "shops", "logistics"], 24],
  ["Check-in without a queue", ["front-office"], 0],
  ["Local tips that help", ["front-office", "reservations"], 0],
  ["A room as new", ["rooms"], 12],
  ["Linen and surfaces", ["rooms"], 24],
  ["Pool and spa safety", ["rooms"], 12],
  ["Food hygiene", ["food-and-drink"], 12],
  ["Allergens at the table", ["food-and-drink"], 12],
  ["Wine and local produce", ["food-and-drink"], 0],
  ["Knowing the range", ["shops", "customer-service"], 12],
  ["Advice before the sale", ["shops", "reservations"], 0],
  ["Till and returns", ["shops"], 24],
  ["Safe loading and lifting", ["logistics", "shops"], 12],
  ["Driving and the doorstep", ["logistics"], 12],
  ["Calm under complaint", ["customer-service", "front-office", "shops"], 24],
  ["Writing that answers", ["customer-service", "marketing", "membership"], 0],
  ["One contact is enough", ["customer-service"], 12],
  ["Invoices people can read", ["billing", "customer-service"], 0],
  ["Accessible pages and apps", ["digital", "marketing"], 24],
  ["Weddings from plan to day", ["events", "food-and-drink"], 0],
  ["Leading a shift", "all", 0],
];

/** What the staff survey asks twice a year; satisfaction 1 to 5. */
export const ENGAGEMENT_ITEMS = [
  "I know what our guests and customers value",
  "I have what I need to do my work well",
  "My manager listens",
  "We learn from complaints",
  "My training prepared me for my work",
  "I would recommend working here",
] as const;
