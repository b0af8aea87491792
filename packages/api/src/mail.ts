import { createTransport } from "nodemailer";

export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends one message, or throws. */
export type Mailer = (message: Message) => Promise<void>;

/** Sends by a mail server; url like smtp://user:password@host:587 or smtps://..., from like "Touchline <cx@example.com>". */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url, { from });
  return async (message) => {
    await transport.sendMail({ ...message, disableFileAccess: true, disableUrlAccess: true });
  };
}
