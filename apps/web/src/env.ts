import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";

const LOOKS_LIKE_A_SAMPLE = /change.?me|example|sample|placeholder|your.?secret|^(.)\1+$/i;

const refuse = (issues: readonly { message: string; path?: readonly unknown[] | undefined }[]): never => {
  const [first] = issues;
  const name = first?.path?.map((part) => (typeof part === "object" ? "" : String(part))).join(".");
  console.error(`Touchline can't start: ${name || "the environment"} ${first?.message ?? "is not right"}.`);
  process.exit(1);
};

/** The settings that come from outside, checked once when the server starts; what is wrong ends it with one line. */
export const env = createEnv({
  server: {
    DATABASE_URL: z
      .string("is missing: the address of a PostgreSQL database")
      .regex(/^postgres(ql)?:\/\//, "is not the address of a PostgreSQL database"),
    NEXTAUTH_SECRET: z
      .string("is missing: a random text of at least 32 characters")
      .min(32, "is too short: it needs at least 32 random characters")
      .refine((secret) => !LOOKS_LIKE_A_SAMPLE.test(secret), "is a sample: make one of your own"),
    NEXTAUTH_URL: z.url("is missing or no address: where people open Touchline, like http://localhost:3000"),
    MAX_UPLOAD_MB: z.coerce.number("is not a number").int("is not a whole number").positive().default(512),
  },
  experimental__runtimeEnv: {},
  emptyStringAsUndefined: true,
  // While `next build` collects pages there is nothing to connect to.
  skipValidation: process.env["NEXT_PHASE"] === "phase-production-build",
  onValidationError: refuse,
});
