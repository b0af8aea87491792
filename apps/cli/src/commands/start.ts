import { join } from "node:path";
import { firstAdminLink } from "@touchline/api/first-admin";
import { checkSecret } from "@touchline/api/secrets";
import { readSingleSignOnSettings } from "@touchline/api/single-sign-on-settings";
import { createDb } from "@touchline/db/client";
import { ensureStructure } from "@touchline/db/commands/template";
import { keptSecret } from "@touchline/db/kept-secret";
import { countUsers } from "@touchline/db/queries/user";
import { systemScope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { type DatabaseAddress, explain, findDatabase } from "../database.ts";
import { firstAdminWords, isSignInKept, keepSignIn, makeFirstUsers } from "../first-run.ts";
import { findPlace } from "../place.ts";
import { WENT_AWAY } from "../problem.ts";
import { hasOwnImports, loadSample } from "../sample.ts";
import { complain, progressBar, say } from "../terminal.ts";
import { BUILT_SERVER, checkPort, portFrom, startWeb, type WebServer } from "../web.ts";

/** What runs for us and must end with us, in the order of stopping: web first, then its database. */
interface Parts {
  web?: WebServer;
  /** From the moment that it is being started. */
  database?: Promise<DatabaseAddress>;
}

/** Starts everything and stays until it is stopped (exit code 0) or a part dies (1). Never returns. */
export const run = (): Promise<void> => start(BUILT_SERVER);

/** run() with the web server that is this file. */
export async function start(server: string): Promise<void> {
  const parts: Parts = {};
  let ending = false;
  const end = async (code: number, line?: string): Promise<void> => {
    if (ending) return;
    ending = true;
    if (line) complain(line);
    await parts.web?.stop();
    // One that did not start has said so already.
    await parts.database?.then((database) => database.close()).catch(() => undefined);
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0));
  // The channel to scripts/run.mjs closes when that is killed: nobody could stop us any more.
  process.on("disconnect", () => void end(0));
  try {
    await startParts(parts, server, (reason) => void explain(reason).then((line) => end(1, line)));
  } catch (error) {
    // What is under way fails when the database is stopped under it: that is no news.
    if (!ending) await end(1, await explain(error));
  }
  await new Promise(() => undefined);
}

async function startParts(parts: Parts, server: string, onDeath: (reason: Error) => void): Promise<void> {
  const port = portFrom(process.env["PORT"]);
  const host = process.env["HOST"] || "127.0.0.1";
  await checkPort(port, host);
  const folder = await findPlace();
  const secret = process.env["NEXTAUTH_SECRET"] || (await keptSecret(join(folder, "session-secret")));
  const fault = checkSecret("NEXTAUTH_SECRET", secret);
  if (fault) throw new AppError("invalid", fault);
  // The web server reads them too; here what is wrong is said at once, and before anything runs.
  readSingleSignOnSettings(process.env);

  parts.database = findDatabase({ onLost: () => onDeath(new AppError("unavailable", WENT_AWAY)) });
  const database = await parts.database;
  const url = process.env["NEXTAUTH_URL"] || `http://localhost:${port}`;
  const signInFile = join(folder, "sign-in.txt");
  const signIn = await fillOnFirstRun(database.url, signInFile, url);

  parts.web = await startWeb({
    server,
    host,
    port,
    log: join(folder, "web.log"),
    env: { DATABASE_URL: database.url, NEXTAUTH_URL: url, NEXTAUTH_SECRET: secret },
  });
  void parts.web.ended.then((line) => onDeath(new AppError("unavailable", line)));

  say(`\nTouchline runs at ${url}`);
  if (signIn) say(signIn);
  else if (await isSignInKept(signInFile)) say(`How to sign in: see ${signInFile}`);
  say("Stop it with Ctrl-C.");
  process.send?.({ ready: url, signInFile });
}

/**
 * Where the database has no users yet: the sample company with users of its own, or structure and a link for the first
 * admin, which each start renews until it was used. Returns how to get in when that is news. Cut off at any point, the
 * next start goes on: users come last, in one transaction.
 */
async function fillOnFirstRun(databaseUrl: string, signInFile: string, url: string): Promise<string | null> {
  const { db, close } = createDb(databaseUrl);
  try {
    const scope = systemScope("npm start");
    if ((await countUsers(db, scope)) > 0) return null;
    const now = new Date();
    if (process.env["TOUCHLINE_SAMPLE"] === "no" || (await hasOwnImports(db, scope, now))) {
      await ensureStructure(db, scope);
      const link = await firstAdminLink(db, scope, { baseUrl: url, now });
      return link && firstAdminWords(link);
    }
    say("First start: loading a made-up company of hotels and shops, to look around in.");
    const show = progressBar("Loading");
    await loadSample(db, scope, { now, onProgress: show });
    show(1);
    const users = await makeFirstUsers(db, scope, url, (text) => keepSignIn(signInFile, text));
    return users && `${users}\nThey are kept in ${signInFile}`;
  } finally {
    await close();
  }
}
