import { z } from "zod";

// What is said of a value by refine() is told to who typed it; anything else only a program sends.
const plainAddress = z.email();

/** One plain address, in lower case: no display name, list, control character or look-alike sign. */
export const emailInput = z
  .string()
  .max(320)
  .trim()
  .toLowerCase()
  .refine(
    (address) => plainAddress.safeParse(address).success,
    "This is no e-mail address. One plain address is needed, like name@example.com.",
  );

/** One line. */
export const nameInput = z
  .string()
  .trim()
  .max(120)
  .refine((name) => /^\P{Cc}+$/u.test(name), "A name is needed, of one line.");

/** A name that this server knows by the IANA's list. */
export const timeZoneInput = z
  .string()
  .max(100)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, "There is no such time zone.");

/** A currency by its code of ISO 4217, as far as this server knows to write amounts of it. */
export const currencyInput = z
  .string()
  .max(3)
  .refine((code) => Intl.supportedValuesOf("currency").includes(code), "There is no such currency.");
