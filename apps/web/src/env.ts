import { createEnv } from "@t3-oss/env-nextjs";
import { checkSecret } from "@touchline/api/secrets";
import { readSingleSignOnSettings, type SingleSignOnSettings } from "@touchline/api/single-sign-on-settings";
import { AppError } from "@touchline/domain/errors";
import { z } from "zod";

const refuse = (issues: readonly { message: string }[]): never => {
  console.error(`Touchline can't start: ${issues[0]?.message ?? "a setting is not right."}`);
  process.exit(1);
};

// While `next build` collects pages there is nothing to connect to.
const building = process.env["NEXT_PHASE"] === "phase-production-build";

/** The settings that come from outside, checked once when the server starts; what is wrong ends it with one line. */
export const env = createEnv({
  server: {
    DATABASE_URL: z
      .string("DATABASE_URL is missing: the address of a PostgreSQL database.")
      .regex(/^postgres(ql)?:\/\//, "DATABASE_URL is no address of a PostgreSQL database."),
    NEXTAUTH_SECRET: z
      .string()
      .optional()
      .superRefine((secret, context) => {
        const fault = checkSecret("NEXTAUTH_SECRET", secret);
        if (fault !== null) context.addIssue({ code: "custom", message: fault });
      }),
    NEXTAUTH_URL: z.url(
      "NEXTAUTH_URL is missing or no address: where people open Touchline, like http://localhost:3000.",
    ),
    MAX_UPLOAD_MB: z.coerce
      .number("MAX_UPLOAD_MB is no number.")
      .int("MAX_UPLOAD_MB is no whole number.")
      .positive("MAX_UPLOAD_MB is not above 0.")
      .default(512),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, "SMTP_URL is no address of a mail server, like smtp://user:password@host:587.")
      .optional(),
    MAIL_FROM: z
      .string()
      .optional()
      .superRefine((from, context) => {
        if (from === undefined && process.env["SMTP_URL"])
          context.addIssue({
            code: "custom",
            message: 'MAIL_FROM is missing: whom mail comes from, like "Touchline <cx@example.com>".',
          });
      }),
    TRUSTED_PROXY_HOPS: z.coerce
      .number("TRUSTED_PROXY_HOPS is no number: how many proxies of yours stand before Touchline.")
      .int("TRUSTED_PROXY_HOPS is no whole number.")
      .min(0, "TRUSTED_PROXY_HOPS is below 0.")
      .max(10, "TRUSTED_PROXY_HOPS is above 10.")
      .default(0),
  },
  experimental__runtimeEnv: {},
  emptyStringAsUndefined: true,
  skipValidation: building,
  onValidationError: refuse,
});

function configuredSingleSignOn(): SingleSignOnSettings | null {
  if (building) return null;
  try {
    return readSingleSignOnSettings(process.env);
  } catch (cause) {
    if (cause instanceof AppError) return refuse([cause]);
    throw cause;
  }
}

/** The provider of single sign-on; null: none is configured. Checked when the server starts, like the rest. */
export const singleSignOn = configuredSingleSignOn();
