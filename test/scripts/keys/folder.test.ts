import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { keysIn, prepareFolder, saveKeystore } from "../../../scripts/keys/folder.ts";
import { PrivateKey } from "../../../scripts/keys/keystore.ts";
import { ownFolder } from "./ownFolder.ts";

const PASSWORD = "correct horse";
const DAY = 20_634;
const NAME = (address: string) => `2026-06-30-${address}.json`;

describe("The keys' folder", () => {
  const own = ownFolder();
  const key = PrivateKey.parse("1f".repeat(32));
  const folder = () => path.join(own(), "profile", "keys");

  async function save(saved = key, day = DAY): Promise<string> {
    const text = await saved.seal(PASSWORD, 2);
    return saveKeystore(folder(), { text, password: PASSWORD, address: saved.address, day });
  }
  const modeOf = async (name: string) => (await stat(name)).mode & 0o777;

  it("is made for its owner alone, and so is the file", async () => {
    const file = await save();
    expect(await modeOf(folder())).to.equal(0o700);
    expect(await modeOf(file)).to.equal(0o600);
  });

  it("names a file by day and address", async () => {
    expect(path.basename(await save())).to.equal(NAME(key.address));
  });

  it("holds nothing but the file when it is saved", async () => {
    await save();
    expect(await readdir(folder())).to.deep.equal([NAME(key.address)]);
  });

  it("says that a key is there already, from whatever day, and leaves it as it was", async () => {
    const file = await save();
    const before = await readFile(file, "utf8");
    for (const day of [DAY, DAY + 1]) {
      const error = await refusedWith(save(key, day), "KeyAlreadyThere");
      expect(error.sentence.en).to.include(NAME(key.address));
    }
    expect(await readFile(file, "utf8")).to.equal(before);
    expect(await readdir(folder())).to.have.length(1);
  });

  it("never puts a key in the place of another file", async () => {
    await prepareFolder(folder());
    await writeFile(path.join(folder(), NAME(key.address)), "a note");
    await refusedWith(save(), "KeyAlreadyThere");
    expect(await readFile(path.join(folder(), NAME(key.address)), "utf8")).to.equal("a note");
  });

  it("keeps one of two that are saved at the same moment", async () => {
    const outcomes = await Promise.allSettled([save(), save(), save()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).to.have.length(1);
    expect(await readdir(folder())).to.have.length(1);
  });

  it("takes no keystore that its password does not open", async () => {
    const text = await key.seal("another password", 2);
    const saving = saveKeystore(folder(), { text, password: PASSWORD, address: key.address, day: DAY });
    await refusedWith(saving, "PasswordWrong");
    expect(await readdir(folder())).to.deep.equal([]);
  });

  it("is refused when others can get at it, and told what to type", async () => {
    await mkdir(folder(), { recursive: true });
    await chmod(folder(), 0o755);
    const error = await refusedWith(save(), "KeysFolderOpenToOthers");
    expect(error.say("en")).to.include(`chmod 700 "${folder()}"`);
    expect(await readdir(folder())).to.deep.equal([]);
  });

  it("is refused when it is a file", async () => {
    await mkdir(path.dirname(folder()));
    await writeFile(folder(), "");
    await refusedWith(save(), "KeysFolderUnfit");
    await refusedWith(keysIn(folder()), "KeysFolderUnfit");
  });

  it("holds no keys before it exists", async () => {
    expect(await keysIn(folder())).to.deep.equal({ keys: [], strangers: [] });
  });

  it("tells keys from other files, and which of them others can read", async () => {
    const mine = await save();
    const open = await save(PrivateKey.parse("2f".repeat(32)), DAY + 1);
    await chmod(open, 0o644);
    const note = path.join(folder(), "note.json");
    await writeFile(note, "{}");
    await writeFile(path.join(folder(), "README"), "");
    await writeFile(path.join(folder(), ".draft.json"), "");
    const { keys, strangers } = await keysIn(folder());
    expect(keys.map(({ file, openToOthers }) => [file, openToOthers])).to.deep.equal([
      [mine, false],
      [open, true],
    ]);
    expect(keys[0]?.address).to.equal(key.address);
    expect(strangers).to.deep.equal([note]);
  });
});
