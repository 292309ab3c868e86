import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import { expect } from "chai";
import { partyNullifier } from "../../../client/documents/nullifier.ts";
import { fingerprintOf, SealedKey } from "../../../client/documents/sealedKey.ts";
import { refusal } from "../../client/refusal.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { COST, nullifierKey, PASSWORD, XIYUAN } from "./keys.ts";

describe("A sealed nullifier key", () => {
  let sealed: SealedKey;
  before(async () => {
    sealed = await SealedKey.make(7, PASSWORD, COST);
  });
  const reopened = async (password = PASSWORD) => SealedKey.parse(sealed.text(), "7.json").open(password, "7.json");
  const spoilt = (change: (file: Record<string, Record<string, unknown>>) => unknown): SealedKey => {
    const file = JSON.parse(sealed.text()) as Record<string, Record<string, unknown>>;
    change(file);
    return SealedKey.parse(JSON.stringify(file), "7.json");
  };

  it("makes the same marks each time that it is opened", async () => {
    const [first, second] = [await reopened(), await sealed.open(PASSWORD, "7.json")];
    expect(first.number).to.equal(7);
    expect(partyNullifier(first, XIYUAN)).to.equal(partyNullifier(second, XIYUAN));
    const another = await (await SealedKey.make(7, PASSWORD, COST)).open(PASSWORD, "7.json");
    expect(partyNullifier(another, XIYUAN)).to.not.equal(partyNullifier(first, XIYUAN));
  });

  it("opens with its password however that was typed, and with no other", async () => {
    const accented = await SealedKey.make(1, "caf\u00E9 caf\u00E9 caf\u00E9", COST);
    await accented.open("cafe\u0301 cafe\u0301 cafe\u0301", "1.json");
    const refused = await refusedWith(reopened("wrong horse battery staple"), "PasswordWrong");
    expect(inspect(refused)).to.contain("7.json").and.not.contain("horse");
  });

  it("is the same key under another password", async () => {
    const handedOver = await sealed.reseal(PASSWORD, "another long password", "7.json", COST);
    expect(handedOver.fingerprint).to.equal(sealed.fingerprint);
    const key = await handedOver.open("another long password", "7.json");
    expect(partyNullifier(key, XIYUAN)).to.equal(partyNullifier(await reopened(), XIYUAN));
    await refusedWith(handedOver.open(PASSWORD, "7.json"), "PasswordWrong");
    await refusedWith(sealed.reseal("no password of it", "another long password", "7.json"), "PasswordWrong");
  });

  it("does not open once number, fingerprint or cipher were changed", async () => {
    for (const changed of [
      spoilt((file) => Object.assign(file, { number: 8 })),
      spoilt((file) => Object.assign(file, { fingerprint: "0000-0000-0000-0000" })),
      spoilt(({ aes256gcm }) => Object.assign(aes256gcm!, { text: "00".repeat(32) })),
      spoilt(({ scrypt }) => Object.assign(scrypt!, { salt: "00".repeat(32) })),
    ]) {
      await refusedWith(changed.open(PASSWORD, "7.json"), "PasswordWrong");
    }
  });

  it("is refused if it is none, or asks for more memory than ours do", () => {
    for (const text of ["", "{", "{}", JSON.stringify({ ...JSON.parse(sealed.text()), kind: "keystore" })]) {
      refusal(() => SealedKey.parse(text, "7.json"), "NullifierKeyUnreadable");
    }
    for (const cost of [2 ** 21, 1_000, 0]) {
      refusal(() => spoilt(({ scrypt }) => Object.assign(scrypt!, { cost })), "NullifierKeyUnreadable");
    }
  });

  it("shows its number and fingerprint alone", () => {
    for (const shown of [inspect(sealed, { showHidden: true }), JSON.stringify(sealed)]) {
      expect(shown).to.contain(sealed.fingerprint).and.not.contain("aes256gcm");
    }
  });

  it("costs about half a second a password unless a test says otherwise", async () => {
    const { scrypt } = JSON.parse((await SealedKey.make(1, PASSWORD)).text()) as { scrypt: { cost: number } };
    expect(scrypt.cost).to.equal(131_072);
  });
});

describe("The fingerprint of a nullifier key", () => {
  it("is the documented one", () => {
    const number = Buffer.from([0, 0, 0, 1]);
    const hmac = createHmac("sha256", Buffer.alloc(32, 1)).update("tongdui.nullifierKey.fingerprint").update(number);
    expect(fingerprintOf(nullifierKey(1)).replaceAll("-", "")).to.equal(hmac.digest("hex").slice(0, 16));
    expect(fingerprintOf(nullifierKey(1))).to.match(/^[0-9a-f]{4}(-[0-9a-f]{4}){3}$/);
  });

  it("tells keys apart that have one number", async () => {
    const [one, other] = [await SealedKey.make(1, PASSWORD, COST), await SealedKey.make(1, PASSWORD, COST)];
    expect(one.fingerprint).to.not.equal(other.fingerprint);
  });
});
