import { spawn } from "node:child_process";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { computeAddress } from "ethers";
import { refusedWith } from "../../deploy/refusedWith.ts";
import type { Answer } from "../../../scripts/cli/answer.ts";
import { createKey } from "../../../scripts/keys/create.ts";
import { importKey, type KeyFromElsewhere } from "../../../scripts/keys/import.ts";
import { openKeystore, PrivateKey } from "../../../scripts/keys/keystore.ts";
import { listKeys } from "../../../scripts/keys/list.ts";
import { showKey } from "../../../scripts/keys/show.ts";
import { ownFolder } from "./ownFolder.ts";
import { Person } from "./person.ts";

const SECRET = "1f".repeat(32);
const ADDRESS = computeAddress(`0x${SECRET}`);
const PASSWORD = "correct horse";
const CHEAP = 2;
const TONGDUI = path.resolve(import.meta.dirname, "../../../scripts/tongdui.ts");

type Saved = { account: string; file: string; saved: boolean };
const savedOf = ({ data }: Answer) => data as Saved;

const own = ownFolder();
const inFolder = (name: string) => path.join(own(), name);

async function secretFile(name: string, content: string): Promise<string> {
  await writeFile(inFolder(name), content, { mode: 0o600 });
  return inFolder(name);
}

const filesOf = async (folder: string) => readdir(folder).catch(() => []);

describe("tongdui key create", () => {
  const create = async (person: Person, given: { passwordFile?: string; folder?: string } = {}, dryRun = false) => {
    const input = { passwordFile: given.passwordFile, folder: given.folder };
    return createKey(input, person.context(own(), { dryRun }), CHEAP);
  };

  it("saves a key beside the profile and names its account and file", async () => {
    const person = new Person(PASSWORD, PASSWORD);
    const { account, file, saved } = savedOf(await create(person));
    expect(saved).to.equal(true);
    expect(file).to.equal(inFolder(`keys/2026-06-30-${account}.json`));
    const key = await openKeystore(await readFile(file, "utf8"), PASSWORD, "it");
    expect(key.address).to.equal(account);
  });

  it("shows the account, in both languages, and neither key nor password", async () => {
    const person = new Person(PASSWORD, PASSWORD);
    const answer = await create(person);
    const { account, file } = savedOf(answer);
    const { wallet } = await openKeystore(await readFile(file, "utf8"), PASSWORD, "it");
    const shown = await person.read(answer);
    expect(shown).to.include(`The key of ${account} is saved in`).and.to.include(`账户 ${account} 的密钥已保存于`);
    expect(shown).not.to.include(wallet.privateKey.slice(2)).and.not.to.include(PASSWORD);
  });

  it("takes another folder", async () => {
    const answer = await create(new Person(PASSWORD, PASSWORD), { folder: inFolder("other") });
    expect(path.dirname(savedOf(answer).file)).to.equal(inFolder("other"));
  });

  it("takes the password from a file and asks nobody", async () => {
    const person = new Person();
    await create(person, { passwordFile: await secretFile("password", PASSWORD) });
    expect(person.questions).to.deep.equal([]);
  });

  it("saves nothing when the passwords differ", async () => {
    await refusedWith(create(new Person(PASSWORD, `${PASSWORD}!`)), "PasswordsDiffer");
    expect(await filesOf(inFolder("keys"))).to.deep.equal([]);
  });

  it("asks and saves nothing in a dry run", async () => {
    const person = new Person();
    expect(await person.read(await create(person, {}, true))).to.include("nothing was saved");
    expect(await filesOf(own())).to.deep.equal([]);
  });
});

describe("tongdui key import", () => {
  const importing = async (person: Person, given: Partial<KeyFromElsewhere> = {}, dryRun = false) => {
    const none = { keyFile: undefined, keystore: undefined, keystorePasswordFile: undefined };
    const input = { folder: undefined, passwordFile: undefined, ...none, ...given };
    return importKey(input, person.context(own(), { dryRun }), CHEAP);
  };

  async function opened(answer: Answer): Promise<string> {
    return (await openKeystore(await readFile(savedOf(answer).file, "utf8"), PASSWORD, "it")).wallet.privateKey;
  }

  it("takes a private key that is typed unseen", async () => {
    expect(await opened(await importing(new Person(SECRET, PASSWORD, PASSWORD)))).to.equal(`0x${SECRET}`);
  });

  it("takes a private key from a file", async () => {
    const keyFile = await secretFile("key", `0x${SECRET}\n`);
    expect(await opened(await importing(new Person(PASSWORD, PASSWORD), { keyFile }))).to.equal(`0x${SECRET}`);
  });

  it("takes no private key from a file that others can read", async () => {
    const keyFile = await secretFile("key", SECRET);
    await chmod(keyFile, 0o644);
    await refusedWith(importing(new Person(), { keyFile }), "SecretFileOpenToOthers");
  });

  it("takes another wallet's keystore with its password, and seals it with a new one", async () => {
    const keystore = await secretFile("wallet.json", await PrivateKey.parse(SECRET).seal("old", CHEAP));
    const person = new Person("old", PASSWORD, PASSWORD);
    expect(await opened(await importing(person, { keystore }))).to.equal(`0x${SECRET}`);
    expect(person.questions[0]?.en).to.include("wallet.json");
  });

  it("asks nobody when both passwords are in files", async () => {
    const keystore = await secretFile("wallet.json", await PrivateKey.parse(SECRET).seal("old", CHEAP));
    const keystorePasswordFile = await secretFile("old", "old");
    const passwordFile = await secretFile("new", PASSWORD);
    const person = new Person();
    expect(await opened(await importing(person, { keystore, keystorePasswordFile, passwordFile }))).to.equal(
      `0x${SECRET}`,
    );
    expect(person.questions).to.deep.equal([]);
  });

  it("says that a key is there already, before it asks for a password", async () => {
    await importing(new Person(SECRET, PASSWORD, PASSWORD));
    const again = new Person(SECRET);
    const error = await refusedWith(importing(again), "KeyAlreadyThere");
    expect(error.say("zh")).to.include(ADDRESS);
    expect(again.questions).to.have.length(1);
  });

  it("saves nothing when what is typed is no private key", async () => {
    await refusedWith(importing(new Person("password")), "PrivateKeyInvalid");
    expect(await filesOf(own())).to.deep.equal([]);
  });

  it("takes one source only", async () => {
    await refusedWith(importing(new Person(), { keyFile: "a", keystore: "b" }), "UsageWrong");
    await refusedWith(importing(new Person(), { keystorePasswordFile: "a" }), "UsageWrong");
  });

  it("says in a dry run which key it would save, and saves nothing", async () => {
    const person = new Person(SECRET);
    const shown = await person.read(await importing(person, {}, true));
    expect(shown).to.include(`The key of ${ADDRESS} would be saved`).and.not.to.include(SECRET);
    expect(await filesOf(own())).to.deep.equal([]);
  });
});

describe("tongdui key list and key show", () => {
  let file: string;
  const list = async (person: Person) => listKeys({ folder: undefined }, person.context(own()));
  const show = async (person: Person, key: string, given: { check?: boolean; passwordFile?: string } = {}) => {
    const { check = false, passwordFile } = given;
    return showKey({ key, folder: undefined, check, passwordFile }, person.context(own()));
  };

  beforeEach(async () => {
    const input = { folder: undefined, passwordFile: await secretFile("password", PASSWORD) };
    const other = { keyFile: await secretFile("key", SECRET), keystore: undefined, keystorePasswordFile: undefined };
    file = savedOf(await importKey({ ...input, ...other }, new Person().context(own()), CHEAP)).file;
  });

  it("list accounts and files without a password", async () => {
    const person = new Person();
    const answer = await list(person);
    expect(answer.data).to.deep.equal({
      folder: inFolder("keys"),
      keys: [{ account: ADDRESS, file, openToOthers: false }],
      strangers: [],
    });
    expect(await person.read(answer)).to.include(ADDRESS);
  });

  it("say what to type where others can read a key, and what is no key", async () => {
    await chmod(file, 0o640);
    await writeFile(inFolder("keys/note.json"), "[]");
    const shown = await new Person().read(await list(new Person()));
    expect(shown).to.include(`chmod 600 "${file}"`).and.to.include("note.json is not a keystore");
    expect(await new Person().read(await show(new Person(), ADDRESS))).to.include(`chmod 600 "${file}"`);
  });

  it("say how to make a key where there is none", async () => {
    const answer = await listKeys({ folder: inFolder("none") }, new Person().context(own()));
    expect(await new Person().read(answer)).to.include("tongdui key create");
  });

  it("find a key by its account in any spelling, and by its file", async () => {
    for (const key of [ADDRESS, ADDRESS.toLowerCase(), file]) {
      expect((await show(new Person(), key)).data).to.include({ account: ADDRESS, opened: false });
    }
  });

  it("try a password, typed or from a file, and show no key", async () => {
    const typed = new Person(PASSWORD);
    const shown = await typed.read(await show(typed, ADDRESS, { check: true }));
    expect(shown).to.include("The password opens").and.not.to.include(SECRET);
    const answer = await show(new Person(), file, { passwordFile: inFolder("password") });
    expect(answer.data).to.include({ account: ADDRESS, opened: true });
  });

  it("refuse a wrong password, an account that is not there, and a file that is no keystore", async () => {
    await refusedWith(show(new Person("wrong"), ADDRESS, { check: true }), "PasswordWrong");
    await refusedWith(show(new Person(), `0x${"11".repeat(20)}`), "KeyUnknown");
    await refusedWith(show(new Person(), inFolder("key")), "KeystoreUnreadable");
    await refusedWith(show(new Person(), inFolder("nothing")), "KeystoreMissing");
  });
});

describe("The keys' commands without a terminal", () => {
  async function tongdui(...words: string[]): Promise<{ exit: number | null; shown: string }> {
    const child = spawn(process.execPath, [TONGDUI, ...words, "--lang", "en"], { cwd: own() });
    let shown = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (shown += part.toString()));
    child.stdin.end(`${SECRET}\n${PASSWORD}\n${PASSWORD}\n`);
    const exit = await new Promise<number | null>((resolve) => child.on("close", resolve));
    return { exit, shown };
  }

  it("refuse to take a secret from anything but a person or a file, and save nothing", async () => {
    for (const words of ["create", "import"]) {
      const { exit, shown } = await tongdui("key", words);
      expect(exit).to.equal(2);
      expect(shown).to.include("There is nobody at a terminal to answer").and.to.include("--password-file");
      expect(shown).not.to.include(SECRET).and.not.to.include(PASSWORD);
    }
    expect(await filesOf(inFolder("keys"))).to.deep.equal([]);
  });

  it("take secrets from files, in every command", async () => {
    const [password, key] = [await secretFile("password", PASSWORD), await secretFile("key", SECRET)];
    const imported = await tongdui("key", "import", "--key-file", key, "--password-file", password);
    expect(imported.exit, imported.shown).to.equal(0);
    const shown = await tongdui("key", "show", ADDRESS, "--password-file", password, "--json");
    expect(JSON.parse(shown.shown)).to.deep.include({ ok: true, exit: 0 });
    expect(imported.shown + shown.shown)
      .not.to.include(SECRET)
      .and.not.to.include(PASSWORD);
  });
});
