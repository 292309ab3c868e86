import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import { inspect } from "node:util";
import { expect } from "chai";
import { computeAddress } from "ethers";
import { senderOf } from "../../../client/send.ts";
import { accountOf } from "../../../scripts/keys/account.ts";
import { PrivateKey } from "../../../scripts/keys/keystore.ts";
import { openSigner } from "../../../scripts/keys/openSigner.ts";
import { keySettings, type KeySettings } from "../../../scripts/keys/settings.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { ethers } from "../../support/world.ts";
import { ownFolder } from "./ownFolder.ts";
import { Person } from "./person.ts";
import { startSigner, type RunningSigner } from "./startSigner.ts";

const SECRET = `0x${"1f".repeat(32)}`;
const ACCOUNT = computeAddress(SECRET);
const PASSWORD = "correct horse";
const TO = `0x${"42".repeat(20)}`;

describe("The key of a profile", () => {
  const own = ownFolder();
  let running: RunningSigner;

  before(async () => {
    const { chainId } = await ethers.provider.getNetwork();
    running = await startSigner({ keys: [SECRET], chainId: Number(chainId) });
  });
  after(async () => running.stop());

  async function file(name: string, content: string): Promise<string> {
    await writeFile(path.join(own(), name), content, { mode: 0o600 });
    return path.join(own(), name);
  }
  const keystore = async () => file("key.json", await PrivateKey.parse(SECRET).seal(PASSWORD, 2));
  const external = (account = ACCOUNT): KeySettings => ({ signer: running.url, account });

  it("in a keystore is opened with a password that is asked for by the file's name", async () => {
    const person = new Person(PASSWORD);
    const signer = await openSigner({ keystore: await keystore() }, person.io);
    expect(await signer.getAddress()).to.equal(ACCOUNT);
    expect(person.questions[0]?.en).to.include("key.json");
    expect(person.questions[0]?.zh).to.include("key.json");
  });

  it("in a keystore is opened with a password from a file, and nobody is asked", async () => {
    const key = { keystore: await keystore(), passwordFile: await file("password", PASSWORD) };
    expect(await (await openSigner(key, new Person().io)).getAddress()).to.equal(ACCOUNT);
  });

  it("is refused with a wrong password, without a keystore, and with a password that others can read", async () => {
    const key = { keystore: await keystore(), passwordFile: await file("password", "wrong horse") };
    const error = await refusedWith(openSigner(key, new Person().io), "PasswordWrong");
    expect(inspect(error, { depth: 10 })).not.to.include("horse");
    await refusedWith(openSigner({ keystore: path.join(own(), "none.json") }, new Person().io), "KeystoreMissing");
    await chmod(key.passwordFile, 0o644);
    await refusedWith(openSigner(key, new Person().io), "SecretFileOpenToOthers");
  });

  it("with an external signer is one that it holds", async () => {
    expect(await (await openSigner(external(), new Person().io)).getAddress()).to.equal(ACCOUNT);
    await refusedWith(openSigner(external(TO), new Person().io), "SignerLacksAccount");
  });

  it("sends through the provider that it is given, whichever of the two it is", async () => {
    const keys: KeySettings[] = [{ keystore: await keystore() }, external()];
    for (const key of keys) {
      const signer = await openSigner(key, { ...new Person(PASSWORD).io, provider: ethers.provider });
      const { receipt } = await senderOf(signer, { contracts: [] }).send({ to: TO, data: "0x1234" });
      expect([receipt.from, receipt.status]).to.deep.equal([ACCOUNT, 1]);
    }
  });

  it("says its account without being opened", async () => {
    expect(await accountOf({ keystore: await keystore() })).to.equal(ACCOUNT);
    expect(await accountOf({ signer: "http://127.0.0.1:1", account: ACCOUNT })).to.equal(ACCOUNT);
  });
});

describe("The setting of a key", () => {
  const complaintAbout = (value: unknown): string =>
    keySettings
      .safeParse(value)
      .error?.issues.map(({ message }) => message)
      .join() ?? "";

  it("is a keystore, with a password file or without, or an account of a signer", () => {
    for (const value of [{ keystore: "a.json" }, { keystore: "a.json", passwordFile: "b" }]) {
      expect(keySettings.parse(value)).to.deep.equal(value);
    }
    const signer = "https://clerk:word@signer.example:9000/";
    expect(keySettings.parse({ signer, account: ACCOUNT.toLowerCase() })).to.deep.equal({ signer, account: ACCOUNT });
  });

  it("is complained of in both languages", () => {
    const signer = "https://signer.example";
    const wrong: object[] = [
      {},
      { keystore: "" },
      { keystore: 1 },
      { keystore: "a.json", other: 1 },
      { signer: 1 },
      { signer },
    ];
    wrong.push({ signer, account: "0x12" }, { signer, account: 12 });
    for (const value of wrong) expect(complaintAbout(value)).to.match(/^[a-zA-Z].*\n.*[\u4e00-\u9fff]/s);
  });

  it("never takes a private key or a password", () => {
    for (const value of [{ privateKey: SECRET }, { keystore: "a.json", password: PASSWORD }]) {
      const complaint = complaintAbout(value);
      expect(complaint).not.to.equal("");
      expect(complaint).not.to.include(SECRET.slice(2)).and.not.to.include(PASSWORD);
    }
  });

  it("takes only an address of http or https, and quotes none", () => {
    for (const signer of ["", "signer.example", "ftp://a:hunter2@b", "file:///hunter2", "https://a:hunter2%zz@b"]) {
      const complaint = complaintAbout({ signer, account: ACCOUNT });
      expect(complaint).to.include("The address of a signer must be one such as");
      expect(complaint).not.to.include("hunter2");
    }
  });

  it("sends no password to another machine unencrypted", () => {
    const account = ACCOUNT;
    expect(complaintAbout({ signer: "http://a:hunter2@signer.example", account }))
      .to.include("https://")
      .and.not.to.include("hunter2");
    for (const signer of [
      "http://a:b@localhost:9000",
      "http://a:b@127.0.0.1",
      "http://a:b@[::1]",
      "http://signer.example",
    ]) {
      expect(complaintAbout({ signer, account })).to.equal("");
    }
  });
});
