import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { hashPassword } from "@touchline/api/password";
import { createDb } from "@touchline/db/client";
import { createUser } from "@touchline/db/commands/user";
import { type Role, systemScope } from "@touchline/domain/access";
import { expect } from "./signed-in.ts";

export interface Person {
  readonly id: number;
  readonly email: string;
  readonly password: string;
}

let serial = 0;

/** Does something with the database of a server, as its operator. */
export async function onDatabase<Done>(
  url: string,
  work: (client: ReturnType<typeof createDb>) => Promise<Done>,
): Promise<Done> {
  const client = createDb(url);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** A user of a test's own, who may change what others sign in with; a head of these departments. */
export function mintPerson(
  databaseUrl: string,
  role: Role,
  departmentIds: readonly number[] = [],
): Promise<Person> {
  serial += 1;
  const email = `${role}-${serial}@example.com`;
  const password = `plum-otter-lantern-${serial}`;
  return onDatabase(databaseUrl, async ({ db }) => {
    const passwordHash = await hashPassword(password);
    const wanted = { email, name: `Person ${serial}`, role, passwordHash, departmentIds };
    return { id: await createUser(db, systemScope("browser tests"), wanted), email, password };
  });
}

/** Fills the sign-in in and sends it, whatever comes of it. */
export async function trySignIn(
  page: Page,
  { email, password }: Pick<Person, "email" | "password">,
): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

/** What an authenticator app shows for this key (base32), some steps of 30 seconds from now. */
export function codeOf(key: string, steps = 0): string {
  const bits = [...key.replaceAll(" ", "")].map((sign) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0"),
  );
  const bytes = (bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
