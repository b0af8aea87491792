import type { Random } from "../random.ts";

const LISTS: Readonly<Record<string, readonly string[]>> = {
  day: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  city: [
    "Lisbon",
    "Porto",
    "Hamburg",
    "Lübeck",
    "Bristol",
    "Cork",
    "Bilbao",
    "Bordeaux",
    "Antwerp",
    "Trieste",
    "Graz",
    "Malmö",
    "Bergen",
    "Gdańsk",
    "Nantes",
    "Galway",
  ],
  staff: [
    "Amina",
    "Jonas",
    "Marta",
    "Pedro",
    "Leonie",
    "Tomasz",
    "Yusuf",
    "Clara",
    "Noor",
    "Ewan",
    "Ilse",
    "Rafael",
    "Greta",
    "Sinéad",
    "Kofi",
    "Helen",
    "Luca",
    "Priya",
    "Oskar",
    "Beatriz",
    "Mr Lund",
    "Mrs Okafor",
    "Mr Haas",
    "Ms Duarte",
  ],
  item: [
    "table lamp",
    "armchair",
    "bookshelf",
    "duvet",
    "rug",
    "kitchen trolley",
    "wardrobe",
    "mirror",
    "sofa bed",
    "desk",
    "garden bench",
    "bed frame",
    "set of chairs",
    "chest of drawers",
    "floor lamp",
    "blanket",
    "coffee table",
    "curtain rail",
    "bath mat",
    "plant stand",
  ],
  food: [
    "porridge",
    "scrambled egg",
    "croissants",
    "pancakes",
    "rye bread",
    "fruit salad",
    "bacon",
    "smoked fish",
    "yoghurt",
    "mushrooms",
  ],
  dish: [
    "risotto",
    "sea bass",
    "lentil curry",
    "burger",
    "lamb",
    "mushroom soup",
    "duck",
    "pasta",
    "steak",
    "vegetable tart",
    "ceviche",
  ],
};

/** Fills the words in braces. */
export function fillSlots(text: string, random: Random): string {
  if (!text.includes("{")) return text;
  return text.replace(/\{(\w+)\}/g, (_, slot: string) => {
    if (slot === "n") return String(random.between(2, 9));
    if (slot === "min")
      return String(random.between(2, 11) * 5 + (random.chance(0.3) ? random.between(1, 4) : 0));
    if (slot === "room") return String(random.between(1, 5) * 100 + random.between(1, 38));
    return random.pick(LISTS[slot] ?? [slot]);
  });
}
