import type { Directness, TouchpointRole } from "@touchline/domain/structure";

export const TEMPLATE_NAMES = ["general", "hotel", "retail", "airline", "airport"] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** Slug and name. Slugs are those of the import presets for the same thing, so that a file finds its touchpoints. */
type Named = readonly [slug: string, name: string];
type TouchpointSeed = readonly [
  slug: string,
  name: string,
  stage: string,
  department: string,
  directness: Directness,
  role: TouchpointRole,
];
type ChannelSeed = readonly [slug: string, name: string, parent: string | null];

export interface Template {
  readonly departments: readonly Named[];
  readonly touchpoints: readonly TouchpointSeed[];
  readonly channels: readonly ChannelSeed[];
}

/** What every company starts from; an industry adds to it. */
const GENERAL: Template = {
  departments: [
    ["marketing", "Marketing"],
    ["digital", "Digital"],
    ["sales", "Sales"],
    ["stores", "Stores"],
    ["customer-service", "Customer service"],
    ["product", "Product"],
    ["delivery", "Delivery"],
    ["finance", "Finance"],
  ],
  touchpoints: [
    ["tv-advertising", "TV advertising", "hear", "marketing", "indirect", "marketing"],
    ["radio-advertising", "Radio advertising", "hear", "marketing", "indirect", "marketing"],
    ["print-advertising", "Print advertising", "hear", "marketing", "indirect", "marketing"],
    ["direct-mail", "Direct mail", "hear", "marketing", "indirect", "marketing"],
    ["e-mail", "E-mail", "consider", "marketing", "indirect", "marketing"],
    ["social-media", "Social media sites", "consider", "marketing", "indirect", "marketing"],
    ["web-site", "Web site", "consider", "digital", "direct", "sales"],
    ["app", "App", "use", "digital", "direct", "product"],
    ["retail-locations", "Retail locations", "buy", "stores", "direct", "sales"],
    ["product", "Product", "use", "product", "direct", "product"],
    ["delivery", "Delivery", "arrive", "delivery", "direct", "operations"],
    ["billing", "Billing", "stay", "finance", "direct", "operations"],
    ["ivr", "IVR", "service", "customer-service", "direct", "service"],
    ["call-centre", "Call centre", "service", "customer-service", "direct", "service"],
    ["web-chat", "Web chat", "service", "customer-service", "direct", "service"],
  ],
  channels: [
    ["tv", "TV", null],
    ["radio", "Radio", null],
    ["print", "Print", null],
    ["direct-mail", "Direct mail", null],
    ["e-mail", "E-mail", null],
    ["web-site", "Web site", null],
    ["social", "Social", null],
    ["facebook", "Facebook", "social"],
    ["instagram", "Instagram", "social"],
    ["x", "X", "social"],
    ["linkedin", "LinkedIn", "social"],
    ["youtube", "YouTube", "social"],
    ["tiktok", "TikTok", "social"],
    ["retail-location", "Retail location", null],
    ["ivr", "IVR", null],
    ["call-centre", "Call centre", null],
    ["web-chat", "Web chat", null],
    ["app", "App", null],
  ],
};

const HOTEL: Template = {
  departments: [
    ["reservations", "Reservations"],
    ["front-office", "Front office"],
    ["housekeeping", "Housekeeping"],
    ["food-and-drink", "Food and drink"],
  ],
  touchpoints: [
    ["travel-agent", "Travel agent", "choose", "sales", "indirect", "sales"],
    ["booking", "Booking", "buy", "reservations", "direct", "sales"],
    ["check-in", "Check-in", "arrive", "front-office", "direct", "operations"],
    ["room", "Room", "use", "housekeeping", "direct", "product"],
    ["breakfast", "Breakfast", "use", "food-and-drink", "direct", "product"],
    ["restaurant-and-bar", "Restaurant and bar", "use", "food-and-drink", "direct", "product"],
    ["wi-fi", "Wi-Fi", "use", "digital", "direct", "product"],
    ["concierge", "Concierge", "service", "front-office", "direct", "service"],
    ["loyalty-programme", "Loyalty programme", "stay", "marketing", "direct", "marketing"],
    ["check-out", "Check-out", "leave", "front-office", "direct", "operations"],
  ],
  channels: [
    ["front-desk", "Front desk", null],
    ["booking-site", "Booking site", null],
    ["travel-agent", "Travel agent", null],
  ],
};

const RETAIL: Template = {
  departments: [
    ["merchandising", "Merchandising"],
    ["after-sales", "After-sales"],
  ],
  touchpoints: [
    ["shelf-and-display", "Shelf and display", "choose", "merchandising", "direct", "sales"],
    ["store-staff", "Store staff", "choose", "stores", "direct", "sales"],
    ["price-and-offer", "Price and offer", "choose", "merchandising", "indirect", "marketing"],
    ["checkout", "Checkout", "buy", "stores", "direct", "sales"],
    ["online-shop", "Online shop", "buy", "digital", "direct", "sales"],
    ["click-and-collect", "Click and collect", "arrive", "stores", "direct", "operations"],
    ["warranty-and-repair", "Warranty and repair", "service", "after-sales", "direct", "support"],
    ["loyalty-card", "Loyalty card", "stay", "marketing", "direct", "marketing"],
    ["returns", "Returns", "leave", "after-sales", "direct", "service"],
  ],
  channels: [
    ["online-shop", "Online shop", null],
    ["marketplace", "Marketplace", null],
  ],
};

const AIRLINE: Template = {
  departments: [
    ["ground-operations", "Ground operations"],
    ["cabin", "Cabin"],
    ["baggage", "Baggage"],
  ],
  touchpoints: [
    ["booking", "Booking", "buy", "digital", "direct", "sales"],
    ["check-in", "Check-in", "arrive", "ground-operations", "direct", "operations"],
    ["lounge", "Lounge", "arrive", "ground-operations", "direct", "product"],
    ["boarding", "Boarding", "arrive", "ground-operations", "direct", "operations"],
    ["seat-comfort", "Seat comfort", "use", "cabin", "direct", "product"],
    ["food-and-drink", "Food and drink", "use", "cabin", "direct", "product"],
    ["inflight-entertainment", "Entertainment on board", "use", "cabin", "direct", "product"],
    ["on-board-service", "On-board service", "use", "cabin", "direct", "service"],
    ["punctuality", "Punctuality", "use", "ground-operations", "direct", "operations"],
    ["baggage-handling", "Baggage handling", "leave", "baggage", "direct", "operations"],
    ["disruption-help", "Help when plans change", "service", "customer-service", "direct", "service"],
    ["frequent-flyer", "Frequent flyer programme", "stay", "marketing", "direct", "marketing"],
  ],
  channels: [
    ["airport-desk", "Airport desk", null],
    ["kiosk", "Kiosk", null],
    ["on-board", "On board", null],
    ["travel-agent", "Travel agent", null],
  ],
};

const AIRPORT: Template = {
  departments: [
    ["terminal-operations", "Terminal operations"],
    ["security", "Security"],
    ["ground-transport", "Ground transport"],
    ["concessions", "Concessions"],
    ["facilities", "Facilities"],
  ],
  touchpoints: [
    ["getting-there", "Getting there", "arrive", "ground-transport", "direct", "operations"],
    ["parking", "Parking", "arrive", "ground-transport", "direct", "product"],
    ["check-in-area", "Check-in area", "arrive", "terminal-operations", "direct", "operations"],
    ["security", "Passing through security", "arrive", "security", "direct", "operations"],
    ["signs", "Signs inside the airport", "use", "terminal-operations", "indirect", "operations"],
    ["screens", "Information on screens", "use", "terminal-operations", "indirect", "operations"],
    ["clean-airport", "Cleanliness of the airport", "use", "facilities", "direct", "operations"],
    ["clean-restrooms", "Cleanliness of restrooms", "use", "facilities", "direct", "operations"],
    ["shops", "Shops", "use", "concessions", "direct", "sales"],
    ["restaurants", "Restaurants", "use", "concessions", "direct", "product"],
    ["wi-fi", "Wi-Fi", "use", "digital", "direct", "product"],
    ["information-desk", "Information desk", "service", "customer-service", "direct", "service"],
    ["baggage-claim", "Baggage claim", "leave", "terminal-operations", "direct", "operations"],
  ],
  channels: [
    ["terminal", "Terminal", null],
    ["information-desk", "Information desk", null],
  ],
};

const withGeneral = (own: Template): Template => ({
  departments: [...GENERAL.departments, ...own.departments],
  touchpoints: [...GENERAL.touchpoints, ...own.touchpoints],
  channels: [...GENERAL.channels, ...own.channels],
});

export const TEMPLATES: Readonly<Record<TemplateName, Template>> = {
  general: GENERAL,
  hotel: withGeneral(HOTEL),
  retail: withGeneral(RETAIL),
  airline: withGeneral(AIRLINE),
  airport: withGeneral(AIRPORT),
};
