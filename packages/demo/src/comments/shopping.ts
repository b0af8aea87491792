import type { Voices } from "./voice.ts";

/** What was bought, how it came, getting help, staying and leaving. */
export const SHOPPING: Voices = {
  delivery: {
    good: [
      "Came a day early and the driver carried the {item} upstairs",
      "Exactly in the hour they had said",
      "Friendly driver, took the old {item} along",
      "Left it with the neighbour as I had asked",
    ],
    bad: [
      "Took a day off for it and nobody came on {day}",
      "The {item} arrived {n} days late",
      "Left in the rain in front of the door",
      "One of {n} parcels is still missing",
      "The driver did not ring, just put a card in the box",
      "Big scratch on the {item}, delivered as if thrown",
      "The window was from eight to six. Who has time for that?",
    ],
  },
  "delivery-news": {
    good: [
      "Could follow the van on the map",
      "A text message {min} minutes before, perfect",
      "Always knew where my {item} was",
    ],
    bad: [
      "Message said delivered, but there was nothing",
      "The date changed {n} times",
      "No news at all for a week",
      "The link shows an error",
      "Told me at noon that it would come in the morning",
    ],
  },
  "click-and-collect": {
    good: [
      "Ready after {n} hours, in and out",
      "{staff} had the {item} waiting at the door",
      "Saves the postage and works well",
    ],
    bad: [
      "Mail said ready, the shop had to look for it for {min} minutes",
      "The desk for orders is at the far end of the shop",
      "They gave me somebody else's {item}",
      "No trolley big enough, carried it myself",
    ],
  },
  packaging: {
    good: [
      "Well packed and hardly any plastic",
      "Box opened in a minute and folded flat",
      "Not a scratch although the box looked rough",
    ],
    bad: [
      "A huge box for one small {item}",
      "Needed a saw to get it open",
      "Corners crushed, {item} chipped",
      "So much foam, it was all over the flat",
      "{n} screws were loose in the box and one was missing",
    ],
  },
  "product-quality": {
    good: [
      "The {item} is even nicer than in the shop",
      "Solid, well made, went together in {min} minutes",
      "After {n} weeks of daily use it still looks new",
      "The colour is just as in the picture",
      "My third {item} from here and never any trouble",
    ],
    bad: [
      "The {item} wobbles and can't be adjusted",
      "Colour quite different from the picture",
      "A seam came open after {n} weeks",
      "The drill holes do not match",
      "Smells so strongly that we keep it on the balcony",
      "Looks cheap for the price",
    ],
  },
  returns: {
    good: [
      "Sent the {item} back, money was there after {n} days",
      "No questions asked, friendly at the desk",
      "Picked up at home, so easy",
    ],
    bad: [
      "Waiting for my refund for {n} weeks",
      "Had to print {n} forms, who has a printer",
      "They took the {item} back but kept the postage",
      "Pick-up on {day} never came",
      "Nobody could say whether the parcel had arrived",
    ],
  },
  "phone-help": {
    good: [
      "{staff} sorted it out in one call",
      "Very patient with me, and rang back as promised",
      "Understood at once what had gone wrong with my {item}",
      "Quick, kind and competent, what more can you want",
      "Was put through only once and to the right person",
      "Honestly said it was their mistake and mended it",
    ],
    bad: [
      "{min} minutes on hold with the same tune",
      "Had to tell my story {n} times",
      "Promised to ring back on {day}, and didn't",
      "Cut off in the middle of the call",
      "Friendly enough, but my problem is still there",
    ],
  },
  "chat-help": {
    good: [
      "Solved in {n} minutes while I had lunch",
      "{staff} in the chat was great, sent me the right link straight away",
      "A real person and a quick one",
      "Could send a photo of the damage, done",
      "Very clear answers, even a little joke",
    ],
    bad: [
      "The robot would not let me through to a person",
      "Chat closed while I was typing",
      "Copy and paste answers",
      "Waited {min} minutes and then was told to phone",
    ],
  },
  "e-mail-help": {
    good: [
      "Clear answer to each of my {n} questions",
      "Reply the same day and very personal",
      "{staff} wrote back with a solution, not with excuses",
      "Got the corrected invoice within hours",
    ],
    bad: [
      "Answer after {n} days, and to a question that I had not asked",
      "Three mails, three different people",
      "A standard text, they had not read my mail",
      "Never got a reply",
    ],
  },
  "social-help": {
    good: [
      "Wrote a message, had a solution in {min} minutes",
      "Quick and human, thank you {staff}",
      "They asked me by message and did not argue in public",
      "Best way to reach you",
    ],
    bad: [
      "Please send us a private message. I did. Silence",
      "Answer in the night, {n} hours later",
      "Was sent to the hotline in the end",
      "They took my comment down rather than answer it",
    ],
  },
  "front-desk-help": {
    good: [
      "{staff} found a doctor for our son at midnight",
      "New room within {n} minutes when the shower broke",
      "Charger lent, tip for dinner given, all with a smile",
      "They rescued our evening by booking a table themselves",
      "My forgotten jacket was sent on without any fuss",
    ],
    bad: [
      "Nobody at the desk at {n} in the morning",
      "Shrugged when I told them about the noise",
      "Said they'd send someone, no one came",
    ],
  },
  "shop-help": {
    good: [
      "{staff} exchanged the {item} on the spot",
      "Found the missing part in a drawer and gave it to me",
      "Listened, apologised, mended it",
      "Very helpful although I had no receipt",
    ],
    bad: [
      "The help desk was not staffed for {min} minutes",
      "Sent me from desk to desk",
      "Wanted a receipt for a thing they had on file",
    ],
  },
  "member-points": {
    good: [
      "Paid a whole night with points",
      "Points are there the next day",
      "Easy to see what I have and what I can get",
      "Birthday points were a nice surprise",
    ],
    bad: [
      "My points from {city} never turned up",
      "Points run out just before the holidays",
      "Need {n} stays for a coffee",
      "I can't join the card of the shops with that of the hotels",
      "The app shows other points than the website",
    ],
  },
  "member-offers": {
    good: [
      "The offer fitted, we had been looking for a {item}",
      "Real advantages for members",
      "Got the room upgrade for {city}, lovely",
    ],
    bad: [
      "Offers for hotels {n} hours away",
      "When I wanted to book, the offer was gone",
      "The same for everybody, so what is the card for",
      "I get offers for babies, my children are grown up",
    ],
  },
  statements: {
    good: [
      "Clear invoice, accepted by my office",
      "Could download the invoice at once",
      "All stays in one statement, good for my taxes",
    ],
    bad: [
      "Invoice came without the company's address, {n} mails to have it changed",
      "I can't make out what the service fee is for",
      "Still waiting for the invoice after {n} weeks",
      "Two invoices for one night",
      "City tax is on it twice",
    ],
  },
  "leaving-membership": {
    good: ["Left with two clicks, fair", "They asked why and took it well"],
    bad: [
      "Had to phone to leave, {min} minutes",
      "After leaving I still get mail",
      "Lost all my points without a warning",
      "Where on earth is the button?",
      "They tried {n} times to talk me out of it",
    ],
  },
};
