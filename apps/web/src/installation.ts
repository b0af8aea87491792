import type { Installation } from "@touchline/api/links";
import { smtpMailer } from "@touchline/api/mail";
import { after } from "next/server";
import { env } from "./env.ts";

/** What this server gives to procedures that reach beyond the database. */
export const installation: Installation = {
  baseUrl: env.NEXTAUTH_URL,
  // The settings were checked when the server started; while `next build` collects pages there are none.
  secret: env.NEXTAUTH_SECRET ?? "",
  mail: env.SMTP_URL && env.MAIL_FROM ? smtpMailer(env.SMTP_URL, env.MAIL_FROM) : null,
  later: (work) => after(work),
};
