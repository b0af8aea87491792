import { z } from "zod";

/** One plain address, in lower case: no display name, list, control character or look-alike sign. */
export const emailInput = z
  .string()
  .max(320)
  .trim()
  .toLowerCase()
  .pipe(z.email("This is no e-mail address."));

/** One line. */
export const nameInput = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}+$/u);

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
  });
