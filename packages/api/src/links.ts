import type { LinkKind } from "@touchline/domain/access";
import type { Mailer, Message } from "./mail.ts";

/** What an installation gives to procedures that reach beyond the database. */
export interface Installation {
  /** Where people open Touchline, like https://cx.example.com. */
  readonly baseUrl: string;
  /** The installation's secret: it encrypts what the database must not tell. */
  readonly secret: string;
  /** null: no mail server is configured, and admins hand links over themselves. */
  readonly mail: Mailer | null;
  /** Runs work after the answer was given. */
  readonly later: (work: () => Promise<void>) => void;
}

const PATHS: Readonly<Record<LinkKind, string>> = {
  invitation: "invitation",
  reset: "reset",
  first_admin: "first-admin",
};

/** The page that a one-time link opens. The token stands behind #, which browsers send to no server. */
export function linkTo(baseUrl: string, kind: LinkKind, token: string): string {
  return `${new URL(PATHS[kind], `${baseUrl.replace(/\/+$/, "")}/`).href}#${token}`;
}

const TEXTS: Readonly<
  Record<Exclude<LinkKind, "first_admin">, (name: string, link: string) => Omit<Message, "to">>
> = {
  invitation: (name, link) => ({
    subject: "Your invitation to Touchline",
    text: `Hello ${name},\n\nyou are invited to Touchline. Choose your password within 24 hours here:\n\n${link}\n\nThe link works once.\n`,
  }),
  reset: (name, link) => ({
    subject: "A new password for Touchline",
    text: `Hello ${name},\n\nchoose a new password within one hour here:\n\n${link}\n\nThe link works once and ends all your sign-ins. If you did not ask for it, do nothing: your password stays as it is.\n`,
  }),
};

/** How a link reached its owner: by mail, or it must be copied and handed over, also because sending it failed. */
export type Delivery =
  | { readonly by: "mail" }
  | { readonly by: "hand"; readonly link: string; readonly mailFailed: boolean };

/** Sends a link to its owner, or gives it back to be handed over, where there is no mail or it fails. */
export async function deliver(
  installation: Installation,
  log: (cause: unknown) => void,
  input: { kind: keyof typeof TEXTS; token: string; to: { email: string; name: string } },
): Promise<Delivery> {
  const link = linkTo(installation.baseUrl, input.kind, input.token);
  if (!installation.mail) return { by: "hand", link, mailFailed: false };
  try {
    await installation.mail({ to: input.to.email, ...TEXTS[input.kind](input.to.name, link) });
    return { by: "mail" };
  } catch (cause) {
    log(cause);
    return { by: "hand", link, mailFailed: true };
  }
}
