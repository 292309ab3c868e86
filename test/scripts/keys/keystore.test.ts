import { createCipheriv, createDecipheriv, pbkdf2Sync, scryptSync } from "node:crypto";
import { inspect } from "node:util";
import { expect } from "chai";
import { computeAddress, keccak256 } from "ethers";
import { refusal } from "../../client/refusal.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { addressIn, openKeystore, PrivateKey } from "../../../scripts/keys/keystore.ts";

const SECRET = `0x${"1f".repeat(32)}`;
const PASSWORD = "correct horse 电池";
const CHEAP = 2;
const key = PrivateKey.parse(SECRET);

interface Keystore {
  version: number;
  address: string;
  Crypto: {
    cipher: string;
    cipherparams: { iv: string };
    ciphertext: string;
    kdf: string;
    kdfparams: { n: number; r: number; p: number; salt: string };
    mac: string;
  };
}

const sealed = async () => key.seal(PASSWORD, CHEAP);
const parsed = (text: string) => JSON.parse(text) as Keystore;
const bytes = (hex: string) => Buffer.from(hex, "hex");
const mac = (derived: Buffer, cipher: Buffer) => keccak256(Buffer.concat([derived.subarray(16, 32), cipher])).slice(2);

/** The published format, read a second time with Node's own means. */
function openByHand(text: string): string {
  const { Crypto: box } = parsed(text);
  const { n, r, p, salt } = box.kdfparams;
  const derived = scryptSync(PASSWORD, bytes(salt), 32, { N: n, r, p });
  expect(mac(derived, bytes(box.ciphertext))).to.equal(box.mac);
  const cipher = createDecipheriv("aes-128-ctr", derived.subarray(0, 16), bytes(box.cipherparams.iv));
  return `0x${cipher.update(bytes(box.ciphertext)).toString("hex")}`;
}

/** As other wallets write it: another derivation, and no address. */
function sealByHand(): string {
  const derived = pbkdf2Sync(PASSWORD, bytes("aa"), 10, 32, "sha256");
  const iv = bytes("01".repeat(16));
  const ciphertext = createCipheriv("aes-128-ctr", derived.subarray(0, 16), iv).update(bytes(SECRET.slice(2)));
  const kdfparams = { c: 10, dklen: 32, prf: "hmac-sha256", salt: "aa" };
  const box = {
    cipher: "aes-128-ctr",
    cipherparams: { iv: iv.toString("hex") },
    ciphertext: ciphertext.toString("hex"),
    kdf: "pbkdf2",
    kdfparams,
    mac: mac(derived, ciphertext),
  };
  return JSON.stringify({ version: 3, crypto: box });
}

describe("A private key", () => {
  it("is read with and without 0x, and with blanks around it", () => {
    for (const written of [SECRET, SECRET.slice(2), ` ${SECRET.toUpperCase().replace("X", "x")}\t`]) {
      expect(PrivateKey.parse(written).address).to.equal(computeAddress(SECRET));
    }
  });

  it("is a number of the curve, of 64 digits", () => {
    const order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    for (const wrong of [
      "",
      "0x",
      SECRET.slice(0, -1),
      `${SECRET}0`,
      `${SECRET.slice(0, -1)}g`,
      "00".repeat(32),
      order,
    ]) {
      refusal(() => PrivateKey.parse(wrong), "PrivateKeyInvalid");
    }
  });

  it("of zeros, or beyond the curve, is not said to be too short", () => {
    const error = refusal(() => PrivateKey.parse("00".repeat(32)), "PrivateKeyInvalid");
    expect(error.say("en")).to.include("zero").and.not.include("64");
  });

  it("is another one each time it is drawn", () => {
    expect(PrivateKey.random().address).not.to.equal(PrivateKey.random().address);
  });

  it("does not show itself when it is printed, logged or serialised", () => {
    const deep = inspect(key, { depth: 10, showHidden: true });
    for (const text of [deep, JSON.stringify(key)]) expect(text).not.to.include(SECRET.slice(2, 20));
  });
});

describe("A keystore", () => {
  it("opens with its password", async () => {
    expect((await openKeystore(await sealed(), PASSWORD, "it")).wallet.privateKey).to.equal(SECRET);
  });

  it("has the published format, version 3", async () => {
    const text = await sealed();
    expect(parsed(text).version).to.equal(3);
    expect(openByHand(text)).to.equal(SECRET);
  });

  it("costs half a second and 128 MiB a try unless a test asks for less", async () => {
    const { n, r, p } = parsed(await key.seal(PASSWORD)).Crypto.kdfparams;
    expect([n, r, p]).to.deep.equal([131_072, 8, 1]);
  });

  it("is never twice the same", async () => {
    const [one, other] = [parsed(await sealed()), parsed(await sealed())];
    expect(one.Crypto.kdfparams.salt).not.to.equal(other.Crypto.kdfparams.salt);
    expect(one.Crypto.ciphertext).not.to.equal(other.Crypto.ciphertext);
  });

  it("of another wallet opens as well, also where it names no address", async () => {
    expect(addressIn(sealByHand(), "it")).to.equal(undefined);
    expect((await openKeystore(sealByHand(), PASSWORD, "it")).address).to.equal(key.address);
  });

  it("names its address without being opened", async () => {
    expect(addressIn(await sealed(), "it")).to.equal(key.address);
  });

  it("refuses a wrong password with one sentence that does not quote it", async () => {
    const error = await refusedWith(openKeystore(await sealed(), "wrong horse", "it"), "PasswordWrong");
    expect(error.sentence.en).to.equal("The password does not open it.");
    expect(inspect(error, { depth: 10 })).not.to.include("horse");
  });

  it("that names another address than that of its key is damaged", async () => {
    const text = await sealed();
    const other = text.replace(parsed(text).address, "52908400098527886e0f7030069857d2e4169ee7");
    await refusedWith(openKeystore(other, PASSWORD, "it"), "KeystoreUnreadable");
  });

  it("that asks for more memory than any wallet does is refused", async () => {
    const text = (await sealed()).replace('"n": 2', '"n": 1073741824');
    await refusedWith(openKeystore(text, PASSWORD, "it"), "KeystoreUnreadable");
  });

  for (const [what, text] of Object.entries({
    "a private key": SECRET.slice(2),
    "a private key in JSON": JSON.stringify({ privateKey: SECRET, version: SECRET }),
    "a private key in quotes": `"${SECRET}"`,
    "an empty keystore": '{"version": 3}',
    "another version": '{"version": 4, "address": "52908400098527886e0f7030069857d2e4169ee7"}',
  })) {
    it(`is told apart from ${what}, which the error does not quote`, async () => {
      const error = await refusedWith(openKeystore(text, PASSWORD, "it"), "KeystoreUnreadable");
      expect(inspect(error, { depth: 10 })).not.to.include(SECRET.slice(2, 8));
    });
  }
});
