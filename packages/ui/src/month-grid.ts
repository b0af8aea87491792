import { addDays, addMonths, type Day, startOfMonth, startOfWeek } from "@touchline/domain/day";

/** Days of a month in weeks of seven places; null where another month's day would stand. firstDay: 1 = Monday to 7. */
export function monthWeeks(month: Day, firstDay: number): (Day | null)[][] {
  const first = startOfMonth(month);
  const next = addMonths(first, 1);
  const weeks: (Day | null)[][] = [];
  for (let begin = startOfShownWeek(first, firstDay); begin < next; begin = addDays(begin, 7))
    weeks.push(
      Array.from({ length: 7 }, (_, at) => addDays(begin, at)).map((day) =>
        day >= first && day < next ? day : null,
      ),
    );
  return weeks;
}

/** The first day of the week that holds the day, of weeks that begin as they do here. */
function startOfShownWeek(day: Day, firstDay: number): Day {
  return addDays(startOfWeek(addDays(day, 1 - firstDay)), firstDay - 1);
}

/** Where a key leads from a day of the calendar; null: the key means nothing here. */
export function dayByKey(day: Day, key: string, firstDay: number): Day | null {
  const begin = startOfShownWeek(day, firstDay);
  switch (key) {
    case "ArrowLeft":
      return addDays(day, -1);
    case "ArrowRight":
      return addDays(day, 1);
    case "ArrowUp":
      return addDays(day, -7);
    case "ArrowDown":
      return addDays(day, 7);
    case "Home":
      return begin;
    case "End":
      return addDays(begin, 6);
    case "PageUp":
      return addMonths(day, -1);
    case "PageDown":
      return addMonths(day, 1);
    default:
      return null;
  }
}
