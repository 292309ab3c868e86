/** Sending by SMTP. Whoever hears the line must not read it: it is enciphered, unless the server is on this very machine. */
import { createTransport, type Transporter } from "nodemailer";
import { TongduiError } from "../../client/errors/tongduiError.ts";

export interface MailServer {
  /** `smtp://mail.example.gov:587`, `smtps://…`; with a user's name where the server wants one, never with a password. */
  readonly url: string;
  readonly from: string;
  readonly password?: string | undefined;
  /** How often deadlines are looked at; an hour where it is not said. */
  readonly everyMilliseconds?: number;
}

export interface Message {
  /** Message-ID without its brackets: what is sent again under it is the same message. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  /** @throws Error where the server does not take it. */
  readonly send: (message: Message) => Promise<void>;
  readonly close: () => void;
}

const PATIENCE_MILLISECONDS = 20_000;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** @throws TongduiError `MailServerWrong`. */
export function openMailer({ url, from, password }: MailServer): Mailer {
  const { protocol, hostname, port, username, password: inAddress } = addressOf(url);
  if (inAddress !== "") throw passwordInAddress();
  if (hostname === "" || (protocol !== "smtp:" && protocol !== "smtps:")) throw mailServerWrong(url);
  const isSecure = protocol === "smtps:";
  const transport: Transporter = createTransport({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (isSecure ? 465 : 587) : Number(port),
    secure: isSecure,
    requireTLS: !isSecure && !LOOPBACK.test(hostname),
    ...(username === "" ? {} : { auth: { user: decodeURIComponent(username), pass: password ?? "" } }),
    connectionTimeout: PATIENCE_MILLISECONDS,
    greetingTimeout: PATIENCE_MILLISECONDS,
    socketTimeout: PATIENCE_MILLISECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ id, to, subject, text }) => {
      // As an object: an address is never read as a list of several.
      await transport.sendMail({
        messageId: `<${id}>`,
        from,
        to: { name: "", address: to },
        subject,
        text,
        headers: { "Auto-Submitted": "auto-generated" },
      });
    },
    close: () => transport.close(),
  };
}

function addressOf(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw mailServerWrong(url);
  }
}

function mailServerWrong(url: string): TongduiError {
  const shown = JSON.stringify(url.slice(0, 60));
  return new TongduiError("MailServerWrong", {
    en: `${shown} is no mail server: it is written as smtp://mail.example.gov:587 or smtps://mail.example.gov.`,
    zh: `${shown} 不是邮件服务器地址，应写为 smtp://mail.example.gov:587 或 smtps://mail.example.gov。`,
  });
}

function passwordInAddress(): TongduiError {
  return new TongduiError("MailServerWrong", {
    en: "The mail server's password does not belong into its address: put it into a file, and name that with --smtp-password-file.",
    zh: "邮件服务器地址中不得含密码：请将密码存入文件，并用 --smtp-password-file 指定。",
  });
}
