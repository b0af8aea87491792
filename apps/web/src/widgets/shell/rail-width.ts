/** Where a browser keeps whether its rail is narrow. */
export const RAIL_COOKIE = "touchline-rail";
