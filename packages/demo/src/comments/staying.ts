import type { Voices } from "./voice.ts";

/** Arriving at the hotel and staying there. */
export const STAYING: Voices = {
  "directions-and-parking": {
    good: [
      "Easy to find, well signed from the main road",
      "A space in the garage right by the lift",
      "The walking directions from the station were spot on",
      "Charging point for the car worked, great",
    ],
    bad: [
      "Drove round the block {n} times, the entrance is hidden",
      "Car park full although we had booked a space",
      "{n}0 a night for parking is a cheek",
      "The barrier did not know our number plate",
      "Very narrow garage, not for a family car",
    ],
  },
  "check-in": {
    good: [
      "{staff} at the desk made us feel at home right away",
      "Keys in {n} minutes after a long drive, perfect",
      "We were let into the room two hours early",
      "Remembered us from last year, even the dog",
      "A glass of water and a smile, that is how to begin",
    ],
    bad: [
      "Queued {min} minutes with two tired children",
      "The booking could not be found and I had to show the mail",
      "Room was not ready at {n} in the afternoon",
      "One person at the desk for a whole coach party",
      "Was asked for the same details that I had already typed in online",
      "Key card did not work, back down to the desk, twice",
    ],
  },
  "mobile-check-in": {
    good: [
      "Straight to the room with the phone, no desk, love it",
      "Digital key worked the first time",
      "Done in the taxi, took me {n} minutes",
      "Finally it remembers my passport details",
      "Could pick room {room} myself on the plan",
    ],
    bad: [
      "The app said checked in, the desk knew nothing of it",
      "Digital key would not open room {room}",
      "Had to scan my passport {n} times",
      "App hung at the signature, gave up and queued",
      "It does not work for two rooms in one booking",
    ],
  },
  "room-on-arrival": {
    good: [
      "Bright, tidy and it smelled fresh",
      "The view from room {room} is fantastic",
      "A little card with our names on the bed",
      "Bigger than in the pictures",
      "Cot was already made up when we came",
    ],
    bad: [
      "Room {room} looks onto the kitchen yard",
      "Twin beds instead of the double we had booked",
      "It was {n} degrees colder than it should be",
      "Smelled of paint, so we had to change",
      "The lamp by the bed was broken and the curtain hung on one hook",
    ],
  },
  cleanliness: {
    good: [
      "Spotless, also behind the door",
      "Bathroom shone every day",
      "Fresh towels without asking",
      "You could eat off the floor",
      "Really clean, and I look closely",
    ],
    bad: [
      "Hair in the shower and dust on the shelf",
      "Room {room} was not cleaned on {day} at all",
      "Found somebody's sock under the bed",
      "Stains on the sheet, changed only after I had called twice",
      "Mould in the joints of the bathroom",
      "Glasses with lipstick on them. No.",
    ],
  },
  "room-comfort": {
    good: [
      "Slept like a stone",
      "Great mattress, I asked for the make",
      "So quiet for a hotel in the middle of {city}",
      "Enough sockets and a proper desk",
      "Black-out curtains that really are black",
    ],
    bad: [
      "The bed sags in the middle",
      "Lift noise all night next to room {room}",
      "The heating can't be turned down",
      "Pillows as flat as paper",
      "Walls so thin that I know my neighbour's plans for {day}",
      "The air conditioning rattles, slept {n} hours",
    ],
  },
  breakfast: {
    good: [
      "Best {food} I have had in a hotel",
      "Fresh bread from the village and real orange juice",
      "{staff} remembered how I like my coffee on the second day",
      "Plenty for vegans too, thank you",
      "Warm {food} until half past ten, bliss",
      "Regional cheese, good honey, everything topped up at once",
    ],
    bad: [
      "The {food} was cold and the coffee thin",
      "At nine on {day} half of the buffet was empty",
      "Waited {min} minutes for a table",
      "Bread from yesterday, fruit from a tin",
      "So loud that we took our plates to the room",
      "Nothing without gluten, and nobody to ask",
      "Used to be the reason to come here, no longer",
    ],
  },
  restaurant: {
    good: [
      "The {dish} was excellent",
      "{staff} recommended a wine that fitted perfectly",
      "Short menu, everything fresh",
      "Lovely evening, the children got crayons and their food first",
    ],
    bad: [
      "{min} minutes for a {dish}",
      "The {dish} was salty and lukewarm",
      "Was told at eight that the kitchen is about to close",
      "Small portions and big prices since the new menu",
      "They forgot my starter and put it on the bill",
    ],
  },
  bar: {
    good: [
      "Sunset on the terrace with a cold drink, nothing better",
      "{staff} mixes a mean ginger and lime",
      "Cosy, good music at the right volume",
      "Nice small plates until late",
    ],
    bad: [
      "Had to go to the counter {n} times before anyone looked up",
      "Terrace closed at nine on a warm {day}",
      "The ashtrays were still full from yesterday",
      "Two drinks and some nuts for {n}0, no thanks",
      "They were out of half of the card",
    ],
  },
  "wi-fi": {
    good: [
      "Video calls all day without a hitch",
      "Fast, also on the {n}th floor",
      "Logged in once and that was it",
      "Faster than at home",
      "{n} devices at once and no trouble",
      "Worked fine in room {room} and by the pool",
      "Streamed the match on {day} without a single stop",
      "No form to fill in, no e-mail wanted, simply on",
      "Could work a whole {day} from the terrace",
    ],
    bad: [
      "Logs you out every {min} minutes",
      "No signal in room {room}",
      "Could not even send a mail with a picture",
      "The password on the card was wrong",
      "Works in the lobby only, and I had calls to make",
      "Dropped {n} times in one meeting",
      "Slow as in the year 2000",
      "In the evening, when all {n} of us were online, nothing moved",
      "{min} minutes for one small file",
      "Had to pay with my own data on {day}",
      "Two of our phones got in, the laptop never did",
    ],
  },
  "spa-and-pool": {
    good: [
      "The sauna with a view is a dream",
      "Warm pool, few people, soft towels",
      "{staff} gave a wonderful massage",
      "Children's hour in the pool is well organised",
    ],
    bad: [
      "Pool closed for repairs, and nobody told us",
      "All loungers taken with towels at {n} in the morning",
      "Changing room floor was wet and dirty",
      "Had to book the sauna {n} days ahead",
      "Water far too cold for the little ones",
    ],
  },
  "event-day": {
    good: [
      "Everything on time, from flowers to midnight soup",
      "Our guests still talk about the {dish}",
      "{staff} and the team saved the speech when the microphone failed",
      "The hall looked stunning",
    ],
    bad: [
      "The hall was still being set up when the guests came",
      "{n} chairs too few",
      "The {dish} ran out before the last table",
      "No one in charge could be found after ten",
    ],
  },
  "check-out": {
    good: [
      "Key in the box and off we went",
      "{staff} asked how it was and really listened",
      "Bill was right to the cent",
      "Left the luggage until evening, no problem",
    ],
    bad: [
      "Minibar charged that we had not touched",
      "{min} minutes in the queue and nearly missed the train",
      "The bill had to be corrected {n} times",
      "Nobody asked whether we had liked it",
      "Had to leave at ten, that is too early",
    ],
  },
};
