import type { Directness, TouchpointRole } from "@touchline/domain/structure";

export const NATURE_WORDS: Readonly<Record<Directness, string>> = {
  direct: "Direct",
  indirect: "Indirect",
};
export const ROLE_WORDS: Readonly<Record<TouchpointRole, string>> = {
  service: "Service",
  support: "Support",
  sales: "Sales",
  marketing: "Marketing",
  product: "Product",
  operations: "Operations",
};
