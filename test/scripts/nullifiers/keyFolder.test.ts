import { expect } from "chai";
import { chmod, mkdir, readdir, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { inspect } from "node:util";
import { partyNullifier } from "../../../client/documents/nullifier.ts";
import { NullifierKeyFolder } from "../../../scripts/nullifiers/keyFolder.ts";
import { marksOf, openNullifierKeys } from "../../../scripts/nullifiers/marks.ts";
import { SealedKey } from "../../../client/documents/sealedKey.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { dieEverywhere } from "../documents/mortalDisk.ts";
import { ownFolder } from "../keys/ownFolder.ts";
import { Person } from "../keys/person.ts";
import { COST, PASSWORD, XIYUAN } from "./keys.ts";

describe("The folder of nullifier keys", () => {
  const folder = ownFolder();
  const place = () => path.join(folder(), "nullifier-keys");
  const keys = () => new NullifierKeyFolder(place());
  const uses = async () => (await keys().held()).map(({ key, use }) => `${key.number} ${use}`);
  let sealed: SealedKey[];
  before(async () => {
    sealed = await Promise.all([1, 2, 10].map(async (number) => SealedKey.make(number, PASSWORD, COST)));
  });
  const addAll = async () => {
    for (const key of sealed) await keys().add(key);
  };

  it("is empty before the first key", async () => {
    expect(await keys().held()).to.be.empty;
    await refusedWith(keys().one(1), "NullifierKeyUnknown");
    await refusedWith(openNullifierKeys(place(), new Person(PASSWORD).io), "NoNullifierKey");
  });

  it("makes the first key the current one, and lets later ones wait", async () => {
    await addAll();
    expect(await uses()).to.deep.equal(["1 current", "2 waiting", "10 waiting"]);
  });

  it("changes the current key, and retires another", async () => {
    await addAll();
    await keys().makeCurrent(2);
    expect(await uses()).to.deep.equal(["1 earlier", "2 current", "10 waiting"]);
    await keys().retire(1);
    await keys().retire(1);
    expect(await uses()).to.deep.equal(["1 retired", "2 current", "10 waiting"]);
    await refusedWith(keys().makeCurrent(1), "NullifierKeyRetired");
    await keys().reinstate(1);
    expect(await uses()).to.deep.equal(["1 earlier", "2 current", "10 waiting"]);
    await refusedWith(keys().retire(2), "NullifierKeyCurrent");
    for (const act of ["makeCurrent", "retire", "reinstate"] as const) {
      await refusedWith(keys()[act](3), "NullifierKeyUnknown");
    }
  });

  it("takes the same key in again, and refuses another one of its number", async () => {
    await keys().add(sealed[0]!);
    const resealed = await sealed[0]!.reseal(PASSWORD, "another long password", "1.json", COST);
    expect((await keys().add(resealed)).use).to.equal("current");
    const stranger = await SealedKey.make(1, PASSWORD, COST);
    const refused = await refusedWith(keys().add(stranger), "NullifierKeyDiffers");
    expect(refused.sentence.en).to.contain(stranger.fingerprint).and.contain(sealed[0]!.fingerprint);
    await (await keys().one(1)).key.open(PASSWORD, "1.json");
    expect((await readdir(place())).sort()).to.deep.equal(["1.json", "use.json"]);
  });

  it("opens all keys but retired ones with one password", async () => {
    await addAll();
    await keys().makeCurrent(2);
    const person = new Person(PASSWORD);
    const opened = await openNullifierKeys(place(), person.io);
    expect(person.questions).to.have.length(1);
    const marks = marksOf(opened, (key) => partyNullifier(key, XIYUAN));
    const expected = await Promise.all(
      sealed.map(async (key) => partyNullifier(await key.open(PASSWORD, "key"), XIYUAN)),
    );
    expect(marks.current).to.equal(expected[1]);
    expect(marks.others).to.deep.equal([
      { key: 1, nullifier: expected[0] },
      { key: 10, nullifier: expected[2] },
    ]);
    await keys().retire(1);
    const fewer = await openNullifierKeys(place(), new Person(PASSWORD).io);
    expect(fewer.others.map(({ number }) => number)).to.deep.equal([10]);
    expect(inspect(fewer, { showHidden: true }))
      .to.contain("[nullifier key 2]")
      .and.not.match(/Uint8Array|0x/);
    await refusedWith(openNullifierKeys(place(), new Person("no such password").io), "PasswordWrong");
  });

  it("is for its owner alone", async () => {
    await keys().add(sealed[0]!);
    expect((await stat(place())).mode & 0o777).to.equal(0o700);
    expect((await stat(path.join(place(), "1.json"))).mode & 0o777).to.equal(0o600);
    await chmod(place(), 0o755);
    await refusedWith(keys().add(sealed[1]!), "KeysFolderOpenToOthers");
  });

  it("refuses a file that was renamed or spoilt", async () => {
    await keys().add(sealed[0]!);
    await rename(path.join(place(), "1.json"), path.join(place(), "2.json"));
    await refusedWith(keys().held(), "NullifierKeyMisnamed");
    await writeFile(path.join(place(), "2.json"), "{");
    await refusedWith(keys().held(), "NullifierKeyUnreadable");
  });

  it("refuses to guess how keys are used", async () => {
    await mkdir(place(), { mode: 0o700 });
    for (const text of ["", "{", '{"current":"1","retired":[]}']) {
      await writeFile(path.join(place(), "use.json"), text);
      await refusedWith(keys().held(), "NullifierKeyUseUnreadable");
    }
  });

  it("has taken a key in after the next run, at whatever step a program died", async () => {
    let round = 0;
    const own = () => path.join(folder(), String(round));
    await dieEverywhere(
      () => {
        round += 1;
        return Promise.resolve(async (disk) => new NullifierKeyFolder(own(), disk).add(sealed[0]!));
      },
      async () => {
        expect((await new NullifierKeyFolder(own()).add(sealed[0]!)).use).to.equal("current");
        expect((await new NullifierKeyFolder(own()).held()).map(({ use }) => use)).to.deep.equal(["current"]);
      },
    );
  });

  it("uses the keys as before or as told, at whatever step a program died", async () => {
    let round = 0;
    const own = () => path.join(folder(), String(round));
    await dieEverywhere(
      async () => {
        round += 1;
        for (const key of sealed) await new NullifierKeyFolder(own()).add(key);
        return async (disk) => new NullifierKeyFolder(own(), disk).makeCurrent(2);
      },
      async () => {
        const current = (await new NullifierKeyFolder(own()).held()).filter(({ use }) => use === "current");
        expect(current).to.have.length(1);
        expect(current[0]!.key.number).to.be.oneOf([1, 2]);
      },
    );
  });
});
