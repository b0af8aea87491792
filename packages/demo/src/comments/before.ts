import type { Voices } from "./voice.ts";

/** First hearing, considering and choosing, buying. */
export const BEFORE: Voices = {
  "social-posts": {
    good: [
      "The pictures from {city} made us want to go",
      "I liked the short film about the people who make the {item}",
      "Honest photos, the place looks just like that",
      "Good ideas for small flats, I saved {n} of them",
      "Nice to see real staff in the posts and not models",
    ],
    bad: [
      "The same post came up {n} times in one week",
      "The offer in the post had already ended when I clicked on it",
      "Lovely picture, but nowhere does it say what the {item} costs",
      "The room in the post is not the room you get",
      "I asked a question below the post on {day} and nobody answered",
      "Too many competitions and too little about the hotels",
    ],
  },
  "first-look-online": {
    good: [
      "Found what I was looking for in {n} clicks",
      "Clear pages, and the pictures load fast",
      "The map with all hotels is really useful",
      "I could compare the {item} with others side by side",
      "Good that the stock of each shop is shown",
    ],
    bad: [
      "The search found everything but the {item} I typed in",
      "The page for {city} has photos from before the rebuilding",
      "Filters jump back each time I look at a room",
      "On my phone the cookie window covers half of the page",
      "Took {min} minutes to find out whether dogs are allowed",
      "Opening times of the shop in {city} were wrong",
    ],
  },
  newsletter: {
    good: [
      "The recipes from the hotel kitchens are a treat",
      "Short and with real offers, I read it",
      "The tip about {city} was worth a weekend",
    ],
    bad: [
      "Comes {n} times a week, that is too much",
      "I am told about sofas again and again after I have bought one",
      "Unsubscribing took three attempts",
      "The code in the newsletter was not accepted",
    ],
  },
  "looking-round": {
    good: [
      "Lovely rooms to walk through, I always come home with an idea",
      "{staff} let us try every {item} without any pressure",
      "Wide aisles, the pushchair went everywhere",
      "The little café in the shop makes it a nice morning out",
      "You can touch everything, that is what the internet can't do",
    ],
    bad: [
      "The {item} I came for was not on show",
      "No prices on half of the things in the lighting corner",
      "Could not find anybody to ask for {min} minutes",
      "Very warm and loud on a {day} afternoon",
      "The lift was out of order and my mother can't do stairs",
    ],
  },
  "room-choice": {
    good: [
      "The floor plan showed me which rooms are quiet",
      "Could see at once which room has a bath",
      "Good photos of every type of room, no surprises",
      "Liked that I could pick a room for {n} people without calling",
    ],
    bad: [
      "What is the difference between superior and deluxe? Nobody could tell me",
      "A family room for {n} was offered and then it had only two beds",
      "I couldn't see which rooms look onto the street",
      "Choosing took {min} minutes because the calendar reset all the time",
      "Rooms with a cot cannot be picked online",
    ],
  },
  "prices-and-offers": {
    good: [
      "Fair price for what you get",
      "The early booking price was the lowest I found anywhere",
      "No hidden extras, what it said is what I paid",
      "Three nights for two in {city} was a real bargain",
    ],
    bad: [
      "The price went up by {n}0 while I was still reading",
      "Parking and breakfast come on top, so the offer is no offer",
      "The discount did not count for the {item}, it said so only at the end",
      "Dearer on the website than at the desk",
      "My neighbour paid a lot less for the same week",
      "Offer only for new members, old ones get nothing",
    ],
  },
  "product-advice": {
    good: [
      "{staff} knew the {item} inside out and told me the cheaper one would do",
      "Took time to measure with me and drew it on paper",
      "Got three good suggestions and no pressure",
      "Knew exactly which lamp fits my old fitting",
      "Was told honestly that the {item} is not made for outdoors",
    ],
    bad: [
      "Was read the same text that is on the website",
      "Nobody could tell me whether the {item} fits a 90 cm door",
      "Passed on {n} times, then told to look it up myself",
      "Was advised to take the wrong size, now I have to bring it back",
      "Waited {min} minutes for an answer that was of no use",
      "I know more about the {item} now than the person who advised me",
    ],
  },
  "questions-before-booking": {
    good: [
      "{staff} answered all my questions about the step-free rooms",
      "Quick and friendly, and a mail with everything afterwards",
      "They even rang the hotel in {city} to check the size of the lift",
      "Got a clear answer about late arrival within minutes",
    ],
    bad: [
      "Asked about a fridge for medicine and got three different answers",
      "No reply for {n} days, booked elsewhere in the end",
      "Had the feeling that they read it from a list",
      "{min} minutes in the queue for a question of ten seconds",
    ],
  },
  "room-booking": {
    good: [
      "Booked in {n} minutes, very smooth",
      "Easy to change the dates afterwards",
      "They noted my wish for a quiet room and I got it",
      "Everything on one page and the total price always in sight",
      "Booking for two families at once worked the first time",
    ],
    bad: [
      "Was thrown out at the last step and had to start again",
      "Had to spell my name {n} times",
      "Booked two singles and got one double",
      "The booking took {min} minutes because the system was slow today",
      "My member number was not taken, so no points",
      "Hold music for ages only to book one night",
    ],
  },
  "online-order": {
    good: [
      "Ordering was easy and I could see when the {item} would come",
      "Basket kept everything although I changed from phone to laptop",
      "Nice that old orders can be ordered again with one click",
      "Good suggestions for matching things, not too pushy",
    ],
    bad: [
      "The {item} was in stock, and after paying it suddenly was not",
      "Basket was empty again when I came back",
      "The address check does not know my street",
      "Ordered {n} and got a confirmation for one",
      "Could not enter a second delivery address",
    ],
  },
  "shop-checkout": {
    good: [
      "No queue, friendly, bag packed in no time",
      "{staff} at the till carried the {item} to the car",
      "Self-checkout works well even with big things",
      "Receipt by mail, at last",
    ],
    bad: [
      "{n} tills and only one open on a {day}",
      "Waited {min} minutes to pay for one candle",
      "Voucher could not be read, the line behind me got longer and longer",
      "Was charged the old price and had to go back",
      "Self-checkout called for help three times",
    ],
  },
  "online-payment": {
    good: [
      "Paid in seconds",
      "Liked that I could pay on invoice",
      "The bank's check worked the first time",
      "Split payment with my sister, brilliant",
    ],
    bad: [
      "Card declined {n} times although all was fine with the bank",
      "Charged twice, got it back only after {n} days",
      "The page just turned white after paying, no idea whether it went through",
      "My usual way of paying is not offered",
      "Had to type in the card again for each room",
    ],
  },
  "booking-confirmation": {
    good: [
      "Everything I needed in one mail",
      "Confirmation was there before I had put down the phone",
      "Good that the parking code was in it",
      "Calendar entry attached, small thing but great",
    ],
    bad: [
      "Confirmation came {n} hours later, I was getting nervous",
      "Wrong arrival day in the confirmation",
      "Four pages of terms and the address on the last one",
      "The mail landed in the spam folder",
      "Nothing in it about the breakfast that I had paid for",
    ],
  },
  "event-planning": {
    good: [
      "{staff} thought of things that we would have forgotten",
      "One contact for everything, that took away the stress",
      "The tasting in advance was wonderful",
      "Clear offer with every item priced",
    ],
    bad: [
      "Our contact changed {n} times before the wedding",
      "The offer took two weeks and had the wrong date",
      "We had to ask for the seating plan again and again",
      "Nobody told us that music has to stop at eleven",
    ],
  },
};
