import { ROLES, USER_STATES, type UserState } from "@touchline/domain/access";
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

/** What the list of users is narrowed to, as the address says it: for the server and for the browser. */
export const userParsers = {
  search: parseAsString.withDefault(""),
  role: parseAsStringLiteral(ROLES),
  state: parseAsStringLiteral(USER_STATES),
};
export const loadUserFilters = createLoader(userParsers);

export const STATE_NAMES: Readonly<Record<UserState, string>> = {
  active: "Active",
  invited: "Invited",
  disabled: "Disabled",
};
