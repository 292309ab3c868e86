/**
 * Reminding parties of their deadlines by e-mail: one message a party with all that is new.
 *
 * RULES
 * - What is to be sent is noted before it is sent, and as sent after. A process that ends in between sends the same message again, under
 *   the same Message-ID, by which a mail program knows it.
 * - What a server refuses is tried a few times; a server that is away is asked at each turn. Nobody else's message waits for either.
 * - Only who set the address is written to, as long as they sign for the party.
 * - A log tells how many were sent, never to whom.
 */
import { createHash } from "node:crypto";
import { parseEnterprise, parseProvider } from "../../client/ids.ts";
import { NO_LOG, type Log } from "../../client/observing/log.ts";
import type { Lang, Text } from "../../client/text/text.ts";
import { Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";
import type { Party } from "../people/parties.ts";
import { IndexReader } from "../queue/indexReader.ts";
import { contactsOf, type KeptContact } from "./contacts.ts";
import { deadlinesOf, type Deadline } from "./deadlines.ts";
import type { Mailer, Message } from "./mail.ts";

export interface Reminded {
  readonly sent: number;
  /** Of each message that the server did not take: its code, as `550` or `ECONNECTION`. */
  readonly failed: readonly string[];
}

const MOST_TRIES = 5;
const EVERY_MILLISECONDS = 3_600_000;
const FIRST_MILLISECONDS = 60_000;

/** Reminds everybody once. */
export async function remind(office: Office, mailer: Mailer): Promise<Reminded> {
  let sent = 0;
  const failed: string[] = [];
  if (!office.index) return { sent, failed };
  const index = new IndexReader(office.index);
  for (const [written, contact] of await contactsOf(office.database, office)) {
    try {
      const party = partyOf(written);
      if ((await office.parties.walletOf(party)) !== contact.setBy.toLowerCase()) continue;
      const deadlines = await deadlinesOf(office, index, party);
      for (const [message, lines] of await messagesFor(office, written, deadlines)) {
        const why = await whyNotSent(office, mailer, letterOf(office, written, contact, message, lines));
        if (why === undefined) sent += 1;
        else failed.push(why);
      }
    } catch (error) {
      // What stands in one party's way does not stand in the others'.
      failed.push(error instanceof Refusal ? error.code : error instanceof Error ? error.name : "unknown");
    }
  }
  return { sent, failed };
}

/** Reminds now and then until the office is closed. @returns ends it. */
export function keepReminding(
  office: Office,
  mailer: Mailer,
  { log = NO_LOG, every = EVERY_MILLISECONDS }: { readonly log?: Log; readonly every?: number | undefined },
): () => Promise<void> {
  let timer: NodeJS.Timeout;
  let turn: Promise<void> = Promise.resolve();
  let isOver = false;
  const next = (milliseconds: number): void => {
    if (isOver) return;
    timer = setTimeout(() => {
      turn = remind(office, mailer)
        .then(
          ({ sent, failed }) => {
            if (sent > 0) log.info("reminded", { sent });
            if (failed.length > 0)
              log.warn("not reminded", { failed: failed.length, why: [...new Set(failed)].join(" ") });
          },
          // An index or node that is away is asked again at the next turn.
          (error: unknown) => log.warn("not reminded", { why: error instanceof Error ? error.message : "unknown" }),
        )
        .finally(() => next(every));
    }, milliseconds);
    timer.unref();
  };
  next(Math.min(FIRST_MILLISECONDS, every));
  return async () => {
    isOver = true;
    clearTimeout(timer);
    await turn;
    mailer.close();
  };
}

/** What has to be sent, by message: what an earlier turn noted and did not send, and what is new. */
async function messagesFor(
  { database, portalOrigin, now }: Office,
  party: string,
  deadlines: readonly Deadline[],
): Promise<ReadonlyMap<string, readonly Deadline[]>> {
  return database.transaction(async (within) => {
    const known = await notedOf(within, party);
    const fresh = deadlines.filter(({ key }) => !known.has(key));
    if (fresh.length > 0) {
      const message = nameOf(party, fresh, new URL(portalOrigin).hostname);
      for (const { key } of fresh) {
        await within.query("INSERT INTO reminders (party, deadline, message, made) VALUES ($1, $2, $3, $4)", [
          ...[party, key, message, new Date(now())],
        ]);
        known.set(key, { message, isOpen: true });
      }
    }
    const messages = new Map<string, Deadline[]>();
    for (const deadline of deadlines) {
      const noted = known.get(deadline.key);
      if (noted?.isOpen === true) messages.set(noted.message, [...(messages.get(noted.message) ?? []), deadline]);
    }
    return messages;
  });
}

interface Noted {
  readonly message: string;
  /** It was not sent, and is still tried. */
  readonly isOpen: boolean;
}

async function notedOf(within: Queryable, party: string): Promise<Map<string, Noted>> {
  const { rows } = await within.query<{ deadline: string; message: string; sent: Date | null; tries: number }>(
    "SELECT deadline, message, sent, tries FROM reminders WHERE party = $1",
    [party],
  );
  return new Map(
    rows.map(({ deadline, message, sent, tries }) => [deadline, { message, isOpen: !sent && tries < MOST_TRIES }]),
  );
}

/** @returns the server's code, or what the line to it came to; undefined once it is sent. */
async function whyNotSent({ database, now }: Office, mailer: Mailer, letter: Message): Promise<string | undefined> {
  try {
    await mailer.send(letter);
  } catch (error) {
    const { responseCode, code } = error as { responseCode?: number; code?: string };
    // A server that is away, or says "later", is asked again as long as it takes.
    if (responseCode !== undefined && responseCode >= 500)
      await database.query("UPDATE reminders SET tries = tries + 1 WHERE message = $1 AND sent IS NULL", [letter.id]);
    return String(responseCode ?? code ?? "unknown");
  }
  await database.query("UPDATE reminders SET sent = $2 WHERE message = $1 AND sent IS NULL", [
    letter.id,
    new Date(now()),
  ]);
  return undefined;
}

function nameOf(party: string, deadlines: readonly Deadline[], host: string): string {
  const text = JSON.stringify([party, ...deadlines.map(({ key }) => key)]);
  return `${createHash("sha256").update(text).digest("hex").slice(0, 32)}@${host}`;
}

function letterOf(
  { portalOrigin, district }: Office,
  party: string,
  { email, lang }: KeptContact,
  id: string,
  deadlines: readonly Deadline[],
): Message {
  const say = (text: Text): string => text[lang];
  const address = `${portalOrigin}/desk?lang=${lang}`;
  const lines = deadlines.map(({ text }) => `- ${say(text)}`);
  return {
    id,
    to: email,
    subject: say(subjectOf(party, deadlines.length)),
    text: [say(greetingOf(party)), "", ...lines, "", say(endOf(address, district)), ""].join("\n"),
  };
}

function whose(party: string, lang: Lang): string {
  const isProvider = party.startsWith("P");
  if (lang === "en") return `${isProvider ? "provider" : "enterprise"} ${party}`;
  return `${isProvider ? "服务机构" : "企业"} ${party}`;
}

function subjectOf(party: string, count: number): Text {
  return {
    en: `Innovation vouchers: ${count === 1 ? "a reminder" : `${count} reminders`} for ${whose(party, "en")}`,
    zh: `双创券：${whose(party, "zh")} 有 ${count} 项提醒`,
  };
}

function greetingOf(party: string): Text {
  return {
    en: `This is what ${whose(party, "en")} should think of:`,
    zh: `${whose(party, "zh")} 需要办理或留意的事项：`,
  };
}

function endOf(address: string, district: number): Text {
  return {
    en: `Sign in at the office of district ${district} to see to it: ${address}\nThis message is sent by a program; whoever signs for you set this address at the desk and can change it there. Nobody ever asks you for a key or a password by e-mail.`,
    zh: `请登录第 ${district} 区办公系统办理：${address}\n本邮件由系统发送，收件地址由贵单位在工作台设置，可随时更改。任何人都不会通过邮件索要密钥或密码。`,
  };
}

function partyOf(written: string): Party {
  return written.startsWith("P")
    ? { register: "provider", id: parseProvider(written), written }
    : { register: "enterprise", id: parseEnterprise(written), written };
}
