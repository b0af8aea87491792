import { type AddressInfo, createServer } from "node:net";
import { sql } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../db/test/database.ts";
import { firstAdminLink } from "../src/first-admin.ts";
import { deliver, linkTo } from "../src/links.ts";
import { smtpMailer } from "../src/mail.ts";
import { attemptSignIn } from "../src/sign-in.ts";
import { callAs, mintActor, PASSWORD, testInstallation } from "./actor.ts";
import { NOW, scope } from "./company.ts";

const t = testDatabase();
const received: { to: string[]; text: string }[] = [];
const sink = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      received.push({ to, text: Buffer.concat(chunks).toString() });
      done();
    });
  },
});
let smtpUrl = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  smtpUrl = `smtp://127.0.0.1:${(sink.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => sink.close(resolve)));

const rights = { name: "Maria Lindqvist", role: "executive", departmentIds: [] as number[] } as const;
const tokenIn = (text: string) => /#([\w-]{43})/.exec(text)?.[1] ?? "";

test("the first admin comes by a link from the terminal, which then makes nobody else", async () => {
  const link = (await firstAdminLink(t.db, scope, { baseUrl: "https://cx.example.com/", now: NOW })) ?? "";
  expect(link).toMatch(/^https:\/\/cx\.example\.com\/first-admin#[\w-]{43}$/);
  const token = tokenIn(link);
  const call = callAs(t.db, null);
  expect(await call.access.link({ kind: "first_admin", token })).toBeNull();
  const admin = { token, email: "First@Example.com", name: "First", password: PASSWORD };
  await expect(call.access.createFirstAdmin({ ...admin, password: "short" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  const posts = await Promise.allSettled(
    Array.from({ length: 50 }, (_, at) =>
      callAs(t.db, null).access.createFirstAdmin({ ...admin, email: `first${at}@example.com` }),
    ),
  );
  expect(posts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const { rows } = await t.db.execute(sql`select 1 from user_account where role = 'admin'`);
  expect(rows).toHaveLength(1);
  expect(await firstAdminLink(t.db, scope, { baseUrl: "https://cx.example.com", now: NOW })).toBeNull();
});

test("an invitation comes by mail, sets the password, and signs in", async () => {
  const { installation } = testInstallation();
  const mail = smtpMailer(smtpUrl, "Touchline <cx@example.com>");
  const admin = await mintActor(t.db, "admin");
  const call = callAs(t.db, admin.sessionId, {
    installation: { ...installation, mail },
    address: "192.0.2.9",
  });
  const email = "maria@example.com";
  const invited = await call.users.invite({ ...rights, email: ` ${email.toUpperCase()} ` });
  expect(invited.delivery).toEqual({ by: "mail" });
  const [message] = received;
  expect(message?.to).toEqual([email]);
  expect(message?.text).toContain("Subject: Your invitation to Touchline");
  const token = tokenIn(message?.text.replaceAll("=\r\n", "").replaceAll("=23", "#") ?? "");
  const { rows } = await t.db.execute<{ line: string }>(
    sql`select concat(u::text, (select string_agg(a::text, ' ') from audit_log a)) line from user_link u`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.line).not.toContain(token);
  await expect(call.users.invite({ ...rights, email })).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await call.users.list()).find(({ id }) => id === invited.userId)).toMatchObject({
    state: "invited",
    invitedUntil: new Date(NOW.getTime() + 24 * 3_600_000),
  });

  const open = callAs(t.db, null);
  expect(await open.access.link({ kind: "invitation", token })).toEqual({ email, name: rights.name });
  const weak = open.access.redeem({ kind: "invitation", token, password: "MariaLindqvist1" });
  await expect(weak).rejects.toMatchObject({ code: "BAD_REQUEST", message: expect.stringContaining("name") });
  expect(await open.access.redeem({ kind: "invitation", token, password: "xK9#mQ2v!t" })).toEqual({
    email,
    advice: expect.stringContaining("15 characters"),
  });
  await expect(open.access.redeem({ kind: "invitation", token, password: PASSWORD })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await attemptSignIn(t.db, { email, password: "xK9#mQ2v!t", now: NOW })).toMatchObject({
    outcome: "signed_in",
    userId: invited.userId,
  });
});

test("without mail, or when it fails, the admin gets the link to hand over", async () => {
  const admin = await mintActor(t.db, "admin");
  const { installation } = testInstallation(false);
  const byHand = callAs(t.db, admin.sessionId, { installation });
  const { delivery, userId } = await byHand.users.invite({ ...rights, email: "hand@example.com" });
  expect(delivery).toEqual({
    by: "hand",
    link: expect.stringMatching(/\/invitation#[\w-]{43}$/),
    mailFailed: false,
  });
  const again = await byHand.users.resend({ userId });
  expect(again.delivery).not.toEqual(delivery);
  await expect(byHand.users.reset({ userId })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await byHand.access.get()).toEqual({ mail: false });

  // A port where nobody listens.
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const logged: unknown[] = [];
  const failing = { ...installation, mail: smtpMailer(`smtp://127.0.0.1:${port}`, "cx@example.com") };
  const to = { email: "x@example.com", name: "X" };
  expect(
    await deliver(failing, (cause) => logged.push(cause), { kind: "reset", token: "t".repeat(43), to }),
  ).toEqual({ by: "hand", link: linkTo(installation.baseUrl, "reset", "t".repeat(43)), mailFailed: true });
  expect(logged).toHaveLength(1);
});

test("a forgotten password: the same answer for every address, a mail only where it helps, all sign-ins end", async () => {
  const { installation, sent, settled } = testInstallation();
  const actor = await mintActor(t.db, "executive");
  const call = callAs(t.db, null, { installation });
  const answers = [];
  for (const email of [actor.email, "nobody@example.com", "hand@example.com"])
    answers.push(await call.access.requestReset({ email }));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  await settled();
  expect(sent.map(({ to }) => to)).toEqual([actor.email]);
  const token = tokenIn(sent[0]?.text ?? "");
  expect(await call.access.redeem({ kind: "reset", token, password: "seven-green-trombones" })).toEqual({
    email: actor.email,
    advice: null,
  });
  await expect(callAs(t.db, actor.sessionId).session.get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  for (let at = 0; at < 4; at += 1) await call.access.requestReset({ email: actor.email });
  await expect(call.access.requestReset({ email: actor.email })).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
  });
});

test("an address is one plain address", async () => {
  const admin = await mintActor(t.db, "admin");
  const call = callAs(t.db, admin.sessionId);
  for (const email of [
    "",
    "nobody",
    "a@example.com, b@example.com",
    "a@example.com b@example.com",
    "Name <a@example.com>",
    "a@example.com\r\nBcc: b@example.com",
    "a\uff20example.com",
    "a@exa\u0000mple.com",
    `${"a".repeat(310)}@example.com`,
  ])
    await expect(call.users.invite({ ...rights, email }), email).rejects.toMatchObject({
      code: "BAD_REQUEST",
      // Who types one is told what to type; longer ones no form lets through.
      message: email.length > 320 ? expect.any(String) : expect.stringContaining("no e-mail address"),
    });
  await expect(call.users.invite({ ...rights, email: "a@example.com", name: " " })).rejects.toMatchObject({
    message: "A name is needed, of one line.",
  });
});
