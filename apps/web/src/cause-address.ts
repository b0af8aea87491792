import { CAUSE_CHOICES, WAYS_ON } from "@touchline/api/caused-contacts";
import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { filterParsers, placeParser } from "./filters.ts";

/** Behind which number of failure demand contacts are looked at, beside the filters. All but choice are slugs. */
const choiceParsers = {
  choice: parseAsStringLiteral(CAUSE_CHOICES).withDefault("failure"),
  /** The touchpoint and the department that caused them, and the department that was asked. */
  cause: parseAsString,
  sender: parseAsString,
  asked: parseAsString,
  /** How they continue an issue; from where (begunOn: with the channels below it), to where; passedBy: by which department. */
  goneOn: parseAsStringLiteral(WAYS_ON),
  goneFrom: parseAsString,
  begunOn: parseAsString,
  goneTo: parseAsString,
  passedBy: parseAsString,
};

export const loadContactChoice = createLoader({ ...choiceParsers, ...placeParser });
const serialize = createSerializer({ ...filterParsers, ...choiceParsers, ...placeParser });

type Asked = Parameters<typeof serialize>[1];

export const CONTACTS_PATH = "/failure-demand/contacts";

/** The address of the contacts behind a number of failure demand. */
export const contactsAddress = (asked: Asked): string => serialize(CONTACTS_PATH, asked);

/** The address of the same contacts as a file. */
export const contactsFile = (asked: Asked): string => serialize("/api/export/contacts", asked);
