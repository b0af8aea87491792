import type { Directness, JOURNEY_STAGES, TouchpointRole } from "@touchline/domain/structure";
import type { ChannelSlug, DepartmentSlug } from "./structure.ts";

type Stage = (typeof JOURNEY_STAGES)[number]["slug"];
type Uses = readonly (readonly [channel: ChannelSlug, share: number])[];

/**
 * score: what its users' ratings come to, percent of maximum possible. hotel and shop: chance that a journey of the kind
 * has it; 0 and 0 = nobody logs it. days: when, counted from arrival or purchase. logged: every use is in the log.
 */
export interface Touchpoint {
  readonly slug: string;
  readonly name: string;
  readonly department: DepartmentSlug;
  readonly stage: Stage;
  readonly directness: Directness;
  readonly role: TouchpointRole;
  readonly score: number;
  readonly channels: Uses;
  readonly hotel: number;
  readonly shop: number;
  readonly days: readonly [number, number];
  readonly logged: boolean;
}

type Row = readonly [
  name: `${string}|${string}`,
  department: DepartmentSlug,
  stage: Stage,
  directness: Directness,
  role: TouchpointRole,
  score: number,
  channels: string,
  hotel: number,
  shop: number,
  firstDay: number,
  lastDay: number,
  logged?: "logged",
];

/** Scores are set so that service comes to 84 and everything else, weighted, to 71. */
// biome-ignore format: a table is read by its columns
const ROWS: readonly Row[] = [
  ["tv-advert|TV advert", "marketing", "hear", "indirect", "marketing", 66, "tv 1", 0, 0, 0, 0],
  ["radio-spot|Radio spot", "marketing", "hear", "indirect", "marketing", 62, "radio 1", 0, 0, 0, 0],
  ["posters|Posters and windows", "marketing", "hear", "indirect", "marketing", 65, "print 1", 0, 0, 0, 0],
  ["social-posts|Social posts", "marketing", "hear", "indirect", "marketing", 68, "facebook 2, instagram 3", 0.2, 0.24, -28, -10],
  ["recommendation|A friend's recommendation", "marketing", "hear", "indirect", "marketing", 79, "in-person 1", 0, 0, 0, 0],
  ["first-look-online|First look online", "digital", "consider", "direct", "sales", 72, "website 6, app 4", 0.55, 0.5, -25, -6],
  ["review-sites|Reviews by others", "marketing", "consider", "indirect", "marketing", 70, "partner-sites 1", 0, 0, 0, 0],
  ["catalogue|Printed catalogue", "marketing", "consider", "indirect", "marketing", 67, "print 1", 0, 0, 0, 0],
  ["newsletter|Newsletter", "marketing", "consider", "indirect", "marketing", 63, "e-mail 1", 0.12, 0.18, -26, -5],
  ["looking-round|Looking round the shop", "shops", "consider", "direct", "sales", 75, "shop 1", 0, 0.4, -9, -1],
  ["room-choice|Choosing a room", "reservations", "choose", "direct", "sales", 73, "website 5, app 3, phone 2", 0.5, 0, -22, -4],
  ["prices-and-offers|Prices and offers", "reservations", "choose", "indirect", "sales", 61, "website 5, app 3, e-mail 2", 0.3, 0.3, -22, -3],
  ["product-advice|Advice on products", "shops", "choose", "direct", "sales", 76, "shop 4, web-chat 2, phone 2.4, e-mail 1.6", 0, 0.4, -6, 0],
  ["questions-before-booking|Questions before booking", "reservations", "choose", "direct", "sales", 72, "phone 5, web-chat 3, e-mail 2", 0.16, 0, -21, -4],
  ["room-booking|Booking a room", "reservations", "buy", "direct", "sales", 73, "website 5, app 2, phone 2, partner-sites 1", 0.85, 0, -20, -2, "logged"],
  ["online-order|Ordering online", "digital", "buy", "direct", "sales", 74, "website 6, app 4", 0, 0.55, -3, 0, "logged"],
  ["shop-checkout|Paying in the shop", "shops", "buy", "direct", "sales", 74, "shop 1", 0, 0.45, 0, 0, "logged"],
  ["online-payment|Paying online", "billing", "buy", "direct", "operations", 75, "website 6, app 4", 0.45, 0.5, -3, 0],
  ["booking-confirmation|Booking confirmation", "reservations", "buy", "indirect", "operations", 77, "e-mail 7, text-message 3", 0.5, 0, -19, -2],
  ["event-planning|Planning an event", "events", "buy", "direct", "sales", 71, "phone 3, e-mail 3, hotel 4", 0.06, 0, -28, -12],
  ["directions-and-parking|Directions and parking", "front-office", "arrive", "indirect", "operations", 65, "hotel 6, app 4", 0.4, 0, 0, 0],
  ["check-in|Check-in at the desk", "front-office", "arrive", "direct", "operations", 74, "hotel 1", 0.62, 0, 0, 0, "logged"],
  ["mobile-check-in|Mobile check-in", "digital", "arrive", "direct", "product", 66, "app 1", 0.38, 0, 0, 0, "logged"],
  ["room-on-arrival|The room on arrival", "rooms", "arrive", "direct", "product", 74, "hotel 1", 0.6, 0, 0, 0],
  ["delivery|Delivery", "logistics", "arrive", "direct", "operations", 61, "doorstep 1", 0, 0.6, 2, 6, "logged"],
  ["delivery-news|News about the delivery", "logistics", "arrive", "indirect", "operations", 64, "e-mail 4, text-message 4, app 2", 0, 0.5, 1, 5],
  ["click-and-collect|Order online, fetch in the shop", "shops", "arrive", "direct", "operations", 73, "shop 1", 0, 0.2, 1, 4, "logged"],
  ["packaging|Packaging", "logistics", "arrive", "indirect", "product", 69, "doorstep 1", 0, 0.3, 2, 6],
  ["cleanliness|Cleanliness of the room", "rooms", "use", "direct", "product", 76, "hotel 1", 0.5, 0, 1, 2],
  ["room-comfort|Comfort of the room", "rooms", "use", "direct", "product", 72, "hotel 1", 0.5, 0, 1, 3],
  ["breakfast|Breakfast", "food-and-drink", "use", "direct", "product", 75, "hotel 1", 0.6, 0, 1, 3],
  ["restaurant|Restaurant", "food-and-drink", "use", "direct", "product", 73, "hotel 1", 0.3, 0, 0, 2],
  ["bar|Bar and terrace", "food-and-drink", "use", "direct", "product", 72, "hotel 1", 0.25, 0, 0, 2],
  ["wi-fi|Wi-Fi", "digital", "use", "direct", "product", 68, "hotel 1", 0.65, 0, 0, 2],
  ["spa-and-pool|Spa and pool", "rooms", "use", "direct", "product", 76, "hotel 1", 0.2, 0, 1, 2],
  ["event-day|The event itself", "events", "use", "direct", "product", 75, "hotel 1", 0.06, 0, 1, 2],
  ["product-quality|The product at home", "shops", "use", "direct", "product", 74, "shop 5, doorstep 5", 0, 0.4, 7, 14],
  ["phone-help|Help by phone", "customer-service", "service", "direct", "service", 83, "phone 1", 0, 0, 0, 0, "logged"],
  ["chat-help|Help by chat", "customer-service", "service", "direct", "service", 84.5, "web-chat 7, app 3", 0, 0, 0, 0, "logged"],
  ["e-mail-help|Help by e-mail", "customer-service", "service", "direct", "service", 80, "e-mail 1", 0, 0, 0, 0, "logged"],
  ["social-help|Help on social media", "customer-service", "service", "direct", "service", 84, "facebook 6, instagram 4", 0, 0, 0, 0, "logged"],
  ["front-desk-help|Help at the front desk", "front-office", "service", "direct", "service", 87, "hotel 1", 0, 0, 0, 0],
  ["shop-help|Help desk in the shop", "shops", "service", "direct", "service", 84, "shop 1", 0, 0, 0, 0],
  ["returns|Returns and refunds", "logistics", "service", "direct", "support", 66, "shop 4, doorstep 6", 0, 0.1, 8, 15, "logged"],
  ["member-points|Points and rewards", "membership", "stay", "direct", "product", 70, "app 6, website 4", 0.18, 0.16, 3, 16],
  ["member-offers|Offers for members", "membership", "stay", "indirect", "marketing", 66, "e-mail 6, app 4", 0.14, 0.14, 6, 18],
  ["statements|Invoices and statements", "billing", "stay", "indirect", "operations", 66, "e-mail 6, app 4", 0.3, 0.25, 2, 10],
  ["check-out|Check-out", "front-office", "leave", "direct", "operations", 77, "hotel 8, app 2", 0.55, 0, 2, 4, "logged"],
  ["leaving-membership|Leaving the membership", "membership", "leave", "direct", "operations", 58, "website 6, phone 4", 0.02, 0.02, 8, 18],
];

function uses(text: string): Uses {
  return text.split(", ").map((part) => {
    const [channel = "", share = "1"] = part.split(" ");
    return [channel as ChannelSlug, Number(share)] as const;
  });
}

export const TOUCHPOINTS: readonly Touchpoint[] = ROWS.map(
  ([name, department, stage, directness, role, score, channels, hotel, shop, first, last, logged]) => {
    const [slug = "", title = ""] = name.split("|");
    return {
      slug,
      name: title,
      department,
      stage,
      directness,
      role,
      score,
      channels: uses(channels),
      hotel,
      shop,
      days: [first, last],
      logged: logged === "logged",
    };
  },
);

/** Place of a touchpoint in TOUCHPOINTS. Throws on a slug that is not there: a slip in our own tables. */
export function touchpointIndex(slug: string): number {
  const at = TOUCHPOINTS.findIndex((touchpoint) => touchpoint.slug === slug);
  if (at < 0) throw new Error(`No touchpoint ${slug} in the sample company.`);
  return at;
}
