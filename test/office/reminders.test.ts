import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { SMTPServer } from "smtp-server";
import { isoOfDay } from "../../client/days.ts";
import { formatEnterprise } from "../../client/ids.ts";
import { openMailer } from "../../office/reminders/mail.ts";
import { placeOrders, setScene, type Scene } from "../scripts/support/scene.ts";
import type { DistrictOffice, Visitor } from "./support/district.ts";
import { openQueues, type Queues } from "./support/queues.ts";

const USE_BY_DAYS = 180;
const EVERY_MILLISECONDS = 300;

interface Letter {
  readonly to: string;
  /** As they stand in the message, with its parts decoded. */
  readonly head: string;
  readonly text: string;
}

/** A mail server of this machine, which takes whatever it is not told to refuse. */
class MailBox {
  readonly letters: Letter[] = [];
  readonly refusing = new Set<string>();
  /** Each time that one of these was asked for. */
  refused = 0;
  readonly #server: SMTPServer;

  constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ["STARTTLS"],
      onAuth: ({ username, password }, _session, done) => {
        if (username === "tongdui" && password === "the mail password") done(null, { user: username });
        else done(new Error("Wrong name or password"));
      },
      onRcptTo: ({ address }, _session, done) => {
        const isRefused = this.refusing.has(address);
        if (isRefused) this.refused += 1;
        done(isRefused ? new Error("No such box") : null);
      },
      onData: (stream, { envelope }, done) => {
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => {
          const whole = Buffer.concat(parts).toString("utf8");
          const [head = "", ...body] = whole.split("\r\n\r\n");
          const to = envelope.rcptTo.map(({ address }) => address).join(" ");
          this.letters.push({ to, head: head.replaceAll("\r\n ", " "), text: decoded(head, body.join("\r\n\r\n")) });
          done();
        });
      },
    });
  }

  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return (this.#server.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async has(count: number): Promise<void> {
    for (let i = 0; this.letters.length < count && i < 300; i += 1) await pause(100);
    // And no more than these come at the turns that follow.
    await pause(5 * EVERY_MILLISECONDS);
    expect(this.letters.map(({ to, text }) => `${to}\n${text}`)).to.have.length(count);
  }
}

function decoded(head: string, body: string): string {
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, "base64").toString("utf8");
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  const bytes = body.replaceAll(/=\r\n/g, "").replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => `%${hex}`);
  return decodeURIComponent(bytes.replaceAll(/%(?![0-9A-F]{2})/g, "%25"));
}

describe("Reminders by e-mail", () => {
  let box: MailBox;
  let queues: Queues;
  let scene: Scene;
  let wujin: DistrictOffice;
  let firm: Visitor;
  let own: string;

  before(async () => {
    box = new MailBox();
    const mail = {
      url: `smtp://tongdui@127.0.0.1:${await box.open()}`,
      from: "vouchers@wujin.example",
      password: "the mail password",
      everyMilliseconds: EVERY_MILLISECONDS,
    };
    queues = await openQueues({ 1: { mail }, 2: { mail } });
    scene = await setScene(queues.office, { vouchers: 2 });
    wujin = queues.offices[2]!;
    firm = await wujin.as(scene.enterprises[0]!.key);
    own = formatEnterprise(scene.enterprises[0]!.id);
  });
  after(async () => {
    await queues.close();
    await box.close();
  });

  const set = async (visitor: Visitor, party: string, contact: object | null): Promise<unknown[]> => {
    const { status, body } = await visitor.put(`/contacts/${party}`, { contact });
    return [status, (body as { code?: string }).code];
  };
  const contact = { email: "office@firm.example", lang: "en" };

  it("go where whoever signs for the party says, and nobody else sets or sees it", async () => {
    const neighbour = await wujin.as(scene.enterprises[1]!.key);
    expect(await set(neighbour, own, contact)).to.deep.equal([403, "NotYours"]);
    for (const email of ["nobody", "a@b", "a@firm.example\nBcc: all@firm.example", "a@firm.example, b@firm.example"]) {
      expect((await set(firm, own, { ...contact, email }))[0], email).to.equal(400);
    }
    expect(await set(firm, own, contact)).to.deep.equal([200, undefined]);
    const { body } = await firm.get("/contacts");
    expect(body).to.deep.equal({ canRemind: true, contacts: [{ party: own, contact }] });
    expect(JSON.stringify((await neighbour.get("/contacts")).body)).to.not.include("firm.example");
    // A provider of Yangpu is reminded by its own office.
    const laboratory = await wujin.as(scene.providerKey);
    expect(await set(laboratory, "P1-1", contact)).to.deep.equal([403, "NotYours"]);
  });

  it("tell of a voucher's last day thirty days before, in the party's language, once and without amounts", async () => {
    await box.has(0);
    await queues.office.goToDay((await queues.office.today()) + USE_BY_DAYS - 25);
    await queues.caughtUp();
    await box.has(1);
    const [{ to, head, text }] = box.letters as [Letter];
    expect(to).to.equal("office@firm.example");
    expect(head).to.match(/^From: vouchers@wujin\.example$/m);
    expect(head).to.match(/^Subject: Innovation vouchers: a reminder for enterprise 2-1$/m);
    expect(head).to.match(/^Auto-Submitted: auto-generated$/m);
    const { useBy } = (await (await fetch(`${queues.index}/vouchers/1-000001`)).json()) as { useBy: string };
    expect(text).to.include(`Voucher 1-000001: what is left of it can be used for orders through ${useBy}.`);
    expect(text).to.include("https://voucher.example.gov/desk?lang=en");
    expect(text).to.not.match(/¥|100,000/);
  });

  it("are not sent again by an office that was started anew", async () => {
    await wujin.restart();
    await box.has(1);
  });

  it("are sent again under the same name where the office ended between sending and noting it", async () => {
    await wujin.inTables(async ({ database }) => {
      await database.query("UPDATE reminders SET sent = NULL");
    });
    await box.has(2);
    const [first, second] = box.letters as [Letter, Letter];
    expect(nameOf(second)).to.equal(nameOf(first));
    expect(second.text).to.equal(first.text);
  });

  it("whose address the server refuses hold up nobody else's, and are given up after some tries", async () => {
    box.refusing.add("gone@firm.example");
    const before = box.letters.length;
    await queues.office.goToDay((await queues.office.today()) + 20);
    await queues.caughtUp();
    const neighbour = await wujin.as(scene.enterprises[1]!.key);
    const other = formatEnterprise(scene.enterprises[1]!.id);
    // Both are told of the last week.
    expect(await set(neighbour, other, { ...contact, email: "gone@firm.example" })).to.deep.equal([200, undefined]);
    const reached = (): boolean => box.letters.slice(before).some(({ to }) => to === "office@firm.example");
    for (let i = 0; (box.refused < 5 || !reached()) && i < 300; i += 1) await pause(100);
    await pause(5 * EVERY_MILLISECONDS);
    expect(reached()).to.equal(true);
    expect(box.refused).to.equal(5);
  });

  it("stop when the party takes its address away", async () => {
    expect(await set(firm, own, null)).to.deep.equal([200, undefined]);
    const before = box.letters.length;
    // The day before the voucher's last one.
    await queues.office.goToDay((await queues.office.today()) + 4);
    await queues.caughtUp();
    await pause(5 * EVERY_MILLISECONDS);
    expect(box.letters.slice(before).filter(({ to }) => to === "office@firm.example")).to.deep.equal([]);
  });

  it("tell a provider what it has to deliver, and in Chinese if it says so", async () => {
    const yangpu = queues.offices[1]!;
    const laboratory = await yangpu.as(scene.providerKey);
    expect(await set(laboratory, "P1-1", { email: "desk@lab.example", lang: "zh" })).to.deep.equal([200, undefined]);
    const today = await queues.office.today();
    await placeOrders(queues.office, scene, [0]);
    const deliverBy = today + 60;
    await queues.office.goToDay(deliverBy - 6);
    await queues.caughtUp();
    await box.has(4);
    const { to, text } = box.letters[3]!;
    expect(to).to.equal("desk@lab.example");
    expect(text).to.include(`服务须于 ${isoOfDay(deliverBy)}（含当日）前交付。`);
  });

  it("cannot be asked for at an office without a mail server", async () => {
    await wujin.restart({ mail: undefined });
    const again = await wujin.as(scene.enterprises[0]!.key);
    expect(await set(again, own, contact)).to.deep.equal([503, "NoMailServer"]);
  });
});

describe("The mail server of an office", () => {
  it("is named without a password", () => {
    const named = (url: string): string => {
      try {
        openMailer({ url, from: "a@b.example" }).close();
        return "taken";
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(named("smtp://user:secret@mail.example:587")).to.equal("MailServerWrong");
    for (const url of ["mail.example", "http://mail.example", "smtp:", ""]) {
      expect(named(url), url).to.equal("MailServerWrong");
    }
    expect(named("smtp://user@mail.example:587")).to.equal("taken");
  });

  it("is sent nothing where it is on another machine and does not encipher the line", async () => {
    const plain = new MailBox();
    const port = await plain.open();
    // This machine again, by an address that is not known as such.
    const mailer = openMailer({ url: `smtp://[::ffff:127.0.0.1]:${port}`, from: "a@b.example" });
    const letter = { id: "1@b.example", to: "c@d.example", subject: "s", text: "t" };
    const why = await mailer.send(letter).then(
      () => "sent",
      (error: unknown) => (error as { code: string }).code,
    );
    expect(why).to.equal("ETLS");
    expect(plain.letters).to.deep.equal([]);
    mailer.close();
    await plain.close();
  });
});

function nameOf({ head }: Letter): string {
  return /^Message-ID: (.*)$/im.exec(head)?.[1] ?? "none";
}
