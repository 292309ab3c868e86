import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { inspect } from "node:util";
import { expect } from "chai";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { newPassword, passwordFor } from "../../../scripts/keys/password.ts";
import { readSecretFile } from "../../../client/files/secretFile.ts";
import { ownFolder } from "./ownFolder.ts";
import { Person } from "./person.ts";

const WHAT = { en: "the key", zh: "密钥" };
const LONG = "correct horse";

describe("A new password", () => {
  it("is asked for twice", async () => {
    const person = new Person(LONG, LONG);
    expect(await newPassword(person.io)).to.equal(LONG);
    expect(person.questions).to.have.length(2);
    expect(person.questions[0]?.en).to.include("New password for the key");
  });

  it("says in its question what it seals, where that is no key", async () => {
    const person = new Person(LONG, LONG);
    await newPassword(person.io, undefined, { en: "the backup", zh: "备份" });
    expect(person.questions[0]?.en).to.equal("New password for the backup, at least 12 characters");
    expect(person.questions[0]?.zh).to.equal("为备份设置新密码（至少 12 个字符）");
  });

  it("is refused if it was typed differently the second time, and neither is quoted", async () => {
    const error = await refusedWith(newPassword(new Person(LONG, "correct house").io), "PasswordsDiffer");
    expect(inspect(error, { depth: 10 })).not.to.match(/horse|house/);
  });

  it("has at least twelve characters, of any script", async () => {
    for (const short of ["", "elevenchars", "十一个汉字的密码还不够", "🔑".repeat(11)]) {
      await refusedWith(newPassword(new Person(short, short).io), "PasswordTooShort");
    }
    for (const enough of ["twelve chars", "🔑".repeat(12)]) {
      expect(await newPassword(new Person(enough, enough).io)).to.equal(enough);
    }
  });

  it("is not asked for a second time if it is too short", async () => {
    const person = new Person("short");
    await refusedWith(newPassword(person.io), "PasswordTooShort");
    expect(person.questions).to.have.length(1);
  });
});

describe("The password of a key", () => {
  it("is asked for once, with the key's name", async () => {
    const person = new Person("any");
    expect(await passwordFor(WHAT, person.io)).to.equal("any");
    expect(person.questions).to.deep.equal([{ en: "Password of the key", zh: "密钥的密码" }]);
  });

  it("is not nothing", async () => {
    await refusedWith(passwordFor(WHAT, new Person("").io), "PasswordEmpty");
  });
});

describe("A file with a password", () => {
  const folder = ownFolder();

  async function fileWith(content: string | Uint8Array, mode = 0o600): Promise<string> {
    const file = path.join(folder(), "password");
    await writeFile(file, content);
    await chmod(file, mode);
    return file;
  }

  it("stands for the person, for a new key and for one that exists", async () => {
    const nobody = new Person();
    const file = await fileWith(LONG);
    expect(await newPassword(nobody.io, file)).to.equal(LONG);
    expect(await passwordFor(WHAT, nobody.io, file)).to.equal(LONG);
  });

  it("has to hold a long one for a new key", async () => {
    await refusedWith(newPassword(new Person().io, await fileWith("short")), "PasswordTooShort");
  });

  it("counts for its first line, with the blanks in it and without the line's end", async () => {
    for (const content of [
      " two words ",
      " two words \n",
      " two words \r\n",
      " two words \nmore\n",
      "\uFEFF two words ",
    ]) {
      expect(await readSecretFile(await fileWith(content))).to.equal(" two words ");
    }
  });

  for (const mode of [0o640, 0o604, 0o620, 0o601, 0o644]) {
    it(`is refused with mode ${mode.toString(8)}, and told what to type`, async () => {
      const file = await fileWith(LONG, mode);
      const error = await refusedWith(readSecretFile(file), "SecretFileOpenToOthers");
      expect(error.say("en")).to.include(`chmod 600 "${file}"`);
      expect(error.say("zh")).to.include(`chmod 600 "${file}"`);
    });
  }

  it("may be one that nobody can write", async () => {
    expect(await readSecretFile(await fileWith(LONG, 0o400))).to.equal(LONG);
  });

  it("is refused if it is empty or begins with an empty line", async () => {
    for (const content of ["", "\n", "\r\nsecond"]) {
      await refusedWith(readSecretFile(await fileWith(content)), "SecretFileEmpty");
    }
  });

  it("is refused in an encoding that would give another password", async () => {
    await refusedWith(readSecretFile(await fileWith(Buffer.from("b5e7b3d8", "hex"))), "SecretFileUnreadable");
  });

  it("is refused if it is missing or a folder", async () => {
    const below = path.join(folder(), "below");
    await refusedWith(readSecretFile(below), "SecretFileUnreadable");
    // A folder is nothing to be closed to others, whatever its mode.
    await mkdir(below, { mode: 0o755 });
    const error = await refusedWith(readSecretFile(below), "SecretFileUnreadable");
    expect(error.say("en")).to.include("is a folder, not a file").and.not.include("chmod");
  });
});
