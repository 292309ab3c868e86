import { expect } from "chai";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { groupNullifier, invoiceNullifier, partyNullifier } from "../../../client/documents/nullifier.ts";
import { openNullifierKeys } from "../../../scripts/nullifiers/marks.ts";
import { createKey, exportKey, importKey } from "../../../scripts/nullifiers/commands/keys.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { everyByte, ownFolder } from "../documents/folder.ts";
import { Person } from "../keys/person.ts";
import { tongdui } from "../support/office.ts";
import { COST, PASSWORD, SIT, XIYUAN } from "./keys.ts";

const FILE_PASSWORD = "told by telephone only";

type Office = "wujin" | "yangpu";

describe("tongdui nullifier", () => {
  const folder = ownFolder();
  const at = (...names: string[]) => path.join(folder(), ...names);
  const secret = async (name: string, text: string): Promise<string> => {
    await writeFile(at(name), `${text}\n`, { mode: 0o600 });
    return at(name);
  };
  beforeEach(async () => {
    for (const office of ["wujin", "yangpu"]) {
      await mkdir(at(office));
      await writeFile(at(office, "tongdui.json"), '{"nodes":["http://127.0.0.1:1"],"deployment":"pilot.json"}');
    }
    await secret("password", PASSWORD);
  });

  const run = async (office: Office, answers: (string | boolean)[], ...words: string[]) =>
    tongdui(["nullifier", ...words, "--profile", at(office, "tongdui.json")], answers);
  const wujin = async (...words: string[]) => run("wujin", [], ...words);
  /** With a weak seal, so that no test waits for it. */
  const create = async (person = new Person(PASSWORD, PASSWORD), number?: number) =>
    createKey({ number, passwordFile: undefined }, person.context(at("wujin")), COST);
  const hand = async (number = 1): Promise<string> => {
    const to = at(`for-yangpu-${number}.json`);
    const person = new Person(PASSWORD, FILE_PASSWORD, FILE_PASSWORD);
    const input = { number, to, passwordFile: undefined, filePasswordFile: undefined };
    await person.read(await exportKey(input, person.context(at("wujin")), COST));
    return to;
  };
  const take = async (file: string, person: Person) =>
    importKey({ file, filePasswordFile: undefined, passwordFile: undefined }, person.context(at("yangpu")), COST);
  const listed = async (office: Office) =>
    (await run(office, [], "key", "list", "--json")).json().data as {
      number: number;
      fingerprint: string;
      use: string;
    }[];
  const uses = async (office: Office) => (await listed(office)).map(({ number, use }) => `${number} ${use}`);
  const keysOf = async (office: Office) => openNullifierKeys(at(office, "nullifier-keys"), new Person(PASSWORD).io);

  it("key create draws keys with rising numbers under one password", async () => {
    const first = new Person(PASSWORD, PASSWORD);
    const shown = await first.read(await create(first));
    expect(first.questions).to.have.length(2);
    const second = new Person(PASSWORD);
    await create(second);
    expect(second.questions).to.have.length(1);
    expect(await uses("wujin")).to.deep.equal(["1 current", "2 waiting"]);
    expect(shown)
      .to.contain((await listed("wujin"))[0]!.fingerprint)
      .and.not.contain(PASSWORD);

    await refusedWith(create(new Person("some other password")), "PasswordWrong");
    await refusedWith(create(new Person(PASSWORD), 2), "NullifierKeyExists");
    await create(new Person(PASSWORD), 9);
    expect(await uses("wujin")).to.deep.equal(["1 current", "2 waiting", "9 waiting"]);
  });

  it("key create wants a long password, and in a dry run saves nothing", async () => {
    await refusedWith(create(new Person("short")), "PasswordTooShort");
    expect((await wujin("key", "create", "--dry-run")).exit).to.equal(0);
    expect(await readdir(at("wujin"))).to.deep.equal(["tongdui.json"]);
  });

  it("key export and import give another district the same key, under its own password", async () => {
    await create();
    const file = await hand();
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    const yangpu = "yangpu's very own password";
    const person = new Person(FILE_PASSWORD, yangpu, yangpu);
    const shown = await person.read(await take(file, person));
    expect(await listed("yangpu")).to.deep.equal(await listed("wujin"));
    expect(shown).to.not.contain(yangpu).and.not.contain(FILE_PASSWORD);

    const there = await openNullifierKeys(at("yangpu", "nullifier-keys"), new Person(yangpu).io);
    expect(partyNullifier(there.current, XIYUAN)).to.equal(partyNullifier((await keysOf("wujin")).current, XIYUAN));
    await refusedWith(openNullifierKeys(at("yangpu", "nullifier-keys"), new Person(FILE_PASSWORD).io), "PasswordWrong");
  });

  it("key import changes nothing the second time, and refuses another key of the same number", async () => {
    await create();
    const file = await hand();
    await take(file, new Person(FILE_PASSWORD, PASSWORD, PASSWORD));
    const before = await everyByte(at("yangpu"));
    await take(file, new Person(FILE_PASSWORD));
    const stranger = new Person(PASSWORD, PASSWORD);
    await mkdir(at("nanhu"));
    await writeFile(at("nanhu", "tongdui.json"), '{"nodes":["http://127.0.0.1:1"],"deployment":"pilot.json"}');
    await createKey({ number: 1, passwordFile: undefined }, stranger.context(at("nanhu")), COST);
    await refusedWith(take(at("nanhu", "nullifier-keys", "1.json"), new Person(PASSWORD)), "NullifierKeyDiffers");
    expect(await everyByte(at("yangpu"))).to.equal(before);
  });

  it("key import refuses a wrong password, and what is no key", async () => {
    await create();
    const file = await hand();
    await refusedWith(take(file, new Person(PASSWORD)), "PasswordWrong");
    await refusedWith(take(at("password"), new Person()), "NullifierKeyUnreadable");
    await refusedWith(take(at("nowhere"), new Person()), "FileUnreadable");
    expect(await uses("yangpu")).to.be.empty;
  });

  it("key export never takes the place of a file, nor writes under a wrong password", async () => {
    await create();
    const file = await hand();
    const before = await readFile(file, "utf8");
    await refusedWith(hand(), "FileExists");
    expect(await readFile(file, "utf8")).to.equal(before);
    const input = { number: 1, to: at("new.json"), passwordFile: undefined, filePasswordFile: undefined };
    await refusedWith(exportKey(input, new Person("some other password").context(at("wujin")), COST), "PasswordWrong");
    await refusedWith(
      exportKey({ ...input, number: 3 }, new Person().context(at("wujin")), COST),
      "NullifierKeyUnknown",
    );
  });

  it("key use and retire ask, and do as they are told", async () => {
    await create();
    await create(new Person(PASSWORD));
    expect((await run("wujin", [false], "key", "use", "2")).exit).to.equal(130);
    expect((await wujin("key", "use", "2", "--dry-run")).exit).to.equal(0);
    expect(await uses("wujin")).to.deep.equal(["1 current", "2 waiting"]);
    expect((await run("wujin", [true], "key", "use", "2")).exit).to.equal(0);
    expect((await wujin("key", "use", "2")).exit).to.equal(0);
    expect((await run("wujin", [false], "key", "retire", "1")).exit).to.equal(130);
    expect(await uses("wujin")).to.deep.equal(["1 earlier", "2 current"]);
    expect((await wujin("key", "retire", "1", "--yes")).exit).to.equal(0);
    expect(await uses("wujin")).to.deep.equal(["1 retired", "2 current"]);
    expect((await wujin("key", "retire", "2", "--yes", "--json")).json().error?.code).to.equal("NullifierKeyCurrent");
    expect((await wujin("key", "reinstate", "1")).exit).to.equal(0);
    expect(await uses("wujin")).to.deep.equal(["1 earlier", "2 current"]);
    for (const number of ["0", "x", "4294967296"]) expect((await wujin("key", "use", number)).exit).to.not.equal(0);
  });

  it("key list shows fingerprints alone", async () => {
    expect((await wujin("key", "list")).out.join()).to.contain("no nullifier key");
    await create();
    const { out } = await wujin("key", "list", "--lang", "zh");
    const { fingerprint } = (await listed("wujin"))[0]!;
    expect(out.join("\n")).to.contain(fingerprint).and.contain("当前");
  });

  it("compute makes a mark under each key, the current one first", async () => {
    await create();
    await create(new Person(PASSWORD));
    await run("wujin", [], "key", "use", "2", "--yes");
    const keys = await keysOf("wujin");
    const password = ["--password-file", at("password"), "--json"];
    const computed = async (...words: string[]) =>
      ((await wujin("compute", ...words, ...password)).json().data as { key: number; nullifier: string }[]).map(
        ({ key, nullifier }) => [key, nullifier],
      );
    const both = (mark: (key: typeof keys.current) => string) => [
      [2, mark(keys.current)],
      [1, mark(keys.others[0]!)],
    ];
    expect(await computed("party", XIYUAN)).to.deep.equal(both((key) => partyNullifier(key, XIYUAN)));
    expect(await computed("invoice", SIT, "24312000000012345678")).to.deep.equal(
      both((key) => invoiceNullifier(key, SIT, "", "24312000000012345678")),
    );
    expect(await computed("invoice", SIT, "00123456", "--code", "3100224130")).to.deep.equal(
      both((key) => invoiceNullifier(key, SIT, "3100224130", "00123456")),
    );
    expect(await computed("contract", XIYUAN, SIT, "HT-1")).to.deep.equal(
      await computed("contract", SIT, XIYUAN, "ht-1"),
    );
    const controller = await secret("controller", "310101199001011234");
    expect(await computed("group", "--controller-file", controller)).to.deep.equal(
      both((key) => groupNullifier(key, "310101199001011234")),
    );
  });

  it("compute asks for a controller, and shows neither it nor the password", async () => {
    await create();
    const said = await run("wujin", ["310101199001011234", PASSWORD], "compute", "group");
    expect(said.exit).to.equal(0);
    expect([...said.out, ...said.err].join("\n"))
      .to.not.contain("310101199001011234")
      .and.not.contain(PASSWORD);
  });

  it("compute refuses what is no credit code, and where there is no key", async () => {
    expect((await wujin("compute", "party", XIYUAN, "--json")).json().error?.code).to.equal("NoNullifierKey");
    await create();
    const said = await wujin("compute", "party", "9131", "--password-file", at("password"), "--json");
    expect(said.json().error?.code).to.equal("CreditCodeLength");
  });
});
