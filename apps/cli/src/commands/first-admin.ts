import { firstAdminLink } from "@touchline/api/first-admin";
import { systemScope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { openDatabase } from "../database.ts";
import { firstAdminWords } from "../first-run.ts";
import { say } from "../terminal.ts";

/** For a deployment that is not started by `start`: the link that makes the first administrator, shown this once. */
export async function run(): Promise<void> {
  const baseUrl = process.env["NEXTAUTH_URL"] || "http://localhost:3000";
  if (!URL.canParse(baseUrl))
    throw new AppError(
      "invalid",
      "NEXTAUTH_URL is no address: where people open Touchline, like https://cx.example.com.",
    );
  const { db, close } = await openDatabase();
  try {
    const link = await firstAdminLink(db, systemScope("command line"), { baseUrl, now: new Date() });
    say(link ? firstAdminWords(link) : "There is an administrator already, who invites everybody else.");
  } finally {
    await close();
  }
}
