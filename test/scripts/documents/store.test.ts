import { expect } from "chai";
import { chmod, mkdir, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { inspect } from "node:util";
import { disk, type Disk } from "../../../client/files/disk.ts";
import { KeptDocument, keyOf, type Matter } from "../../../client/documents/record.ts";
import { DocumentStore } from "../../../scripts/documents/store.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { everyByte, filesIn, ownFolder, saltIn } from "./folder.ts";

const NOW = Date.parse("2030-03-01T02:00:00Z");
const MATTER: Matter = {
  purpose: "revoke",
  subject: "voucher 3-000017",
  document: { reason: "虚假合同 sham contract", decided: ["王", "李"] },
};
const COMMITMENT = /^0x[0-9a-f]{64}$/;

describe("The store of documents", () => {
  const folder = ownFolder();
  const documents = () => path.join(folder(), "documents");
  const store = async () => DocumentStore.open(documents(), { now: () => NOW });

  it("gives one commitment to one purpose, subject and document", async () => {
    const commitment = await (await store()).commitFor(MATTER);
    expect(commitment).to.match(COMMITMENT);
    const { document } = MATTER;
    const otherOrder = { decided: ["王", "李"], reason: "虚假合同 sham contract" };
    expect(await (await store()).commitFor({ ...MATTER, document })).to.equal(commitment);
    expect(await (await store()).commitFor({ ...MATTER, document: otherOrder })).to.equal(commitment);
  });

  it("gives another commitment as soon as purpose, subject or document differ", async () => {
    const opened = await store();
    const commitments = [
      await opened.commitFor(MATTER),
      await opened.commitFor({ ...MATTER, purpose: "freeze" }),
      await opened.commitFor({ ...MATTER, subject: "voucher 3-000018" }),
      await opened.commitFor({ ...MATTER, document: { reason: "虚假合同" } }),
    ];
    expect(new Set(commitments).size).to.equal(4);
    expect((await opened.list()).kept.map(({ commitment }) => commitment)).to.have.members(commitments);
  });

  it("finds a document by its commitment, in this process and in the next", async () => {
    const opened = await store();
    const commitment = await opened.commitFor(MATTER);
    for (const one of [opened, await store()]) {
      const found = await one.find(commitment);
      expect(found).to.be.instanceOf(KeptDocument);
      expect(found).to.deep.include({ ...MATTER, commitment, made: "2030-03-01T02:00:00.000Z" });
      expect((found as KeptDocument).isOf(MATTER.document)).to.equal(true);
      expect((found as KeptDocument).isOf({ reason: "another" })).to.equal(false);
    }
    expect(await opened.find(`0x${"1".repeat(64)}`)).to.equal(undefined);
  });

  it("looks into each file once, however many commitments are asked for", async () => {
    const opened = await store();
    const subjects = Array.from({ length: 20 }, (_, i) => `voucher 3-${i}`);
    const here = await Promise.all(subjects.map(async (subject) => opened.commitFor({ ...MATTER, subject })));
    const absent = here.map((commitment) => commitment.replace(/.{8}$/, "00000000"));
    const reads = new Map<string, number>();
    const read: Disk["read"] = async (file) => {
      if (path.dirname(file) === documents()) reads.set(file, (reads.get(file) ?? 0) + 1);
      return disk.read(file);
    };
    const asked = await DocumentStore.open(documents(), { disk: { ...disk, read } });
    await Promise.all([...absent, ...absent].map(async (one) => expect(await asked.find(one)).to.equal(undefined)));
    expect([...reads.values()]).to.deep.equal(subjects.map(() => 1));
  });

  it("finds what another process added, also in the place of what that one erased", async () => {
    const [opened, other] = [await store(), await store()];
    const old = await other.commitFor(MATTER);
    const second = await other.commitFor({ ...MATTER, subject: "voucher 3-000018" });
    for (const one of [old, second]) expect(await opened.find(one)).to.be.instanceOf(KeptDocument);
    await other.erase(old);
    const fresh = await other.commitFor(MATTER);
    const third = await other.commitFor({ ...MATTER, subject: "voucher 3-000019" });
    for (const one of [fresh, third]) expect(await opened.find(one)).to.be.instanceOf(KeptDocument);
    expect(await opened.find(old)).to.have.property("erased");
  });

  it("in a dry run commits for show, and keeps nothing", async () => {
    const dry = await DocumentStore.open(documents(), { dryRun: true });
    const shown = await dry.commitFor(MATTER);
    expect(shown).to.match(COMMITMENT);
    expect((await filesIn(folder())).size).to.equal(0);
    const commitment = await (await store()).commitFor(MATTER);
    expect(commitment).to.not.equal(shown);
    expect(await dry.commitFor(MATTER)).to.equal(commitment);
  });

  it("keeps folder and files for their owner alone", async () => {
    await (await store()).commitFor(MATTER);
    expect((await stat(documents())).mode & 0o777).to.equal(0o700);
    const [name = ""] = [...(await filesIn(documents())).keys()];
    expect((await stat(path.join(documents(), name))).mode & 0o777).to.equal(0o600);
  });

  it("is refused where others can get at the folder", async () => {
    await mkdir(documents(), { mode: 0o700 });
    await chmod(documents(), 0o750);
    expect((await refusedWith(store(), "FolderOpenToOthers")).hint?.en).to.contain("chmod 700");
  });

  it("holds a salt in one file and shows it nowhere", async () => {
    const opened = await store();
    const commitment = await opened.commitFor(MATTER);
    const salt = await saltIn(documents(), commitment);
    expect((await everyByte(documents())).split(salt)).to.have.length(2);
    const found = await opened.find(commitment);
    for (const shown of [inspect(found, { showHidden: true, depth: 9 }), JSON.stringify(found), inspect(opened)]) {
      expect(shown).to.not.contain(salt);
    }
  });

  it("refuses a file that was changed, in document, purpose or name, and does not quote its salt", async () => {
    const commitment = await (await store()).commitFor(MATTER);
    const [[name = "", text = ""] = []] = await filesIn(documents());
    const file = path.join(documents(), name);
    const salt = await saltIn(documents(), commitment);
    const right = Buffer.from(text, "latin1").toString();
    const spoilt: [string, string][] = [
      [right.replace("sham", "good"), "DocumentFileDiffers"],
      [right.replace('"revoke"', '"freeze"'), "DocumentFileDiffers"],
      [right.replace('"purpose"', '"porpoise"'), "DocumentFileUnreadable"],
      [right.slice(0, -20), "DocumentFileUnreadable"],
    ];
    for (const [wrong, code] of spoilt) {
      await writeFile(file, wrong);
      const refused = await refusedWith((await store()).commitFor(MATTER), code);
      expect(inspect(refused)).to.contain(name).and.not.contain(salt);
      expect((await (await store()).list()).damaged).to.deep.equal([file]);
    }
    await writeFile(file, right);
    await rename(file, path.join(documents(), `${"0".repeat(64)}.json`));
    await refusedWith((await store()).find(commitment), "DocumentFileDiffers");
  });

  it("has file and name on the disk before it tells the commitment", async () => {
    const steps: string[] = [];
    const watched = new Proxy(disk, {
      get: (_, name: keyof Disk) => async (file: string, other: string) => {
        steps.push(`${name} ${path.relative(documents(), file).replace(/^drafts.+/, "draft")}`);
        return (disk[name] as (...parameters: string[]) => Promise<unknown>)(file, other);
      },
    });
    await (await DocumentStore.open(documents(), { disk: watched })).commitFor(MATTER);
    const [written, named, kept] = ["write draft", "link draft", "sync "].map((step) => steps.lastIndexOf(step));
    expect(written).to.be.greaterThan(-1).and.lessThan(named!);
    expect(kept).to.be.greaterThan(named!);
  });

  it("clears away drafts that a program which died left an hour ago", async () => {
    await (await store()).commitFor(MATTER);
    const [old, young] = [NOW - 3_600_001, NOW - 3_599_999].map((time) => `drafts/${"0".repeat(64)}.${time}.x`);
    for (const draft of [old!, young!]) await writeFile(path.join(documents(), draft), "sham");
    await (await store()).commitFor({ ...MATTER, subject: "voucher 3-000018" });
    const names = [...(await filesIn(documents())).keys()];
    expect(names).to.include(young).and.not.include(old);
  });

  it("refuses what is no document, or about nothing, and keeps nothing of it", async () => {
    const opened = await store();
    await refusedWith(opened.commitFor({ ...MATTER, document: { paid: NaN } }), "NotJson");
    await refusedWith(opened.commitFor({ ...MATTER, purpose: " " }), "MatterBlank");
    await refusedWith(opened.commitFor({ ...MATTER, subject: "" }), "MatterBlank");
    expect((await filesIn(folder())).size).to.equal(0);
  });

  describe("erasing", () => {
    const contents = async () => everyByte(documents());

    it("leaves nothing of salt, document or their hash, and says when it was", async () => {
      const opened = await store();
      const commitment = await opened.commitFor(MATTER);
      const salt = await saltIn(documents(), commitment);
      const left = { purpose: "revoke", subject: "voucher 3-000017", made: "2030-03-01T02:00:00.000Z" };
      const erased = { commitment, ...left, erased: "2030-03-01T02:00:00.000Z" };
      expect(await opened.erase(commitment)).to.deep.equal(erased);

      for (const trace of [salt, keyOf(MATTER), "sham"]) expect(await contents()).to.not.contain(trace);
      for (const one of [opened, await store()]) expect(await one.find(commitment)).to.deep.equal(erased);
      expect(await opened.list()).to.deep.equal({ kept: [], erased: [erased], damaged: [] });
    });

    it("can keep the document, and take it away later", async () => {
      const opened = await store();
      const commitment = await opened.commitFor(MATTER);
      const salt = await saltIn(documents(), commitment);
      expect((await opened.erase(commitment, true)).document).to.deep.equal(MATTER.document);
      expect(await contents())
        .to.contain("sham")
        .and.not.contain(salt);
      expect((await opened.erase(commitment, true)).document).to.deep.equal(MATTER.document);
      expect((await opened.erase(commitment)).document).to.equal(undefined);
      expect(await contents()).to.not.contain("sham");
      expect(await opened.find(commitment)).to.include({ erased: "2030-03-01T02:00:00.000Z" });
    });

    it("makes room for a new commitment to the same", async () => {
      const opened = await store();
      const first = await opened.commitFor(MATTER);
      await opened.erase(first);
      const second = await opened.commitFor(MATTER);
      expect(second).to.not.equal(first);
      expect(await opened.find(first)).to.have.property("erased");
      expect(await opened.find(second)).to.be.instanceOf(KeptDocument);
    });

    it("touches no other document", async () => {
      const opened = await store();
      const other = await opened.commitFor({ ...MATTER, subject: "voucher 3-000018" });
      await opened.erase(await opened.commitFor(MATTER));
      expect((await opened.list()).kept.map(({ commitment }) => commitment)).to.deep.equal([other]);
    });

    it("gives back a new document that a slow clerk took away in place of the old one", async () => {
      const quick = await store();
      const old = await quick.commitFor(MATTER);
      let fresh = "";
      const rename: Disk["rename"] = async (file, name) => {
        if (fresh === "" && name.includes("leaving")) {
          await quick.erase(old);
          fresh = await quick.commitFor(MATTER);
        }
        return disk.rename(file, name);
      };
      await (await DocumentStore.open(documents(), { disk: { ...disk, rename } })).erase(old);
      expect(await (await store()).find(fresh)).to.be.instanceOf(KeptDocument);
      expect(await (await store()).commitFor(MATTER)).to.equal(fresh);
      expect(await (await store()).find(old)).to.have.property("erased");
    });

    it("is refused for what is not there", async () => {
      await refusedWith((await store()).erase(`0x${"1".repeat(64)}`), "DocumentUnknown");
    });
  });

  describe("receiving", () => {
    const received = (matter: Matter) => KeptDocument.make(matter, NOW - 86_400_000);

    it("keeps what another office handed over, once, and commits to it no second time", async () => {
      const opened = await store();
      const document = received(MATTER);
      await opened.receive(KeptDocument.parse(document.text(), "handed over"));
      await opened.receive(document);
      expect((await filesIn(documents())).size).to.equal(1);
      expect(await opened.find(document.commitment)).to.deep.equal(document);
      expect(await opened.commitFor(MATTER)).to.equal(document.commitment);
    });

    it("keeps it beside a commitment of its own to the same", async () => {
      const opened = await store();
      const own = await opened.commitFor(MATTER);
      const document = received(MATTER);
      await opened.receive(document);
      await opened.receive(document);
      expect((await filesIn(documents())).size).to.equal(2);
      expect(await opened.commitFor(MATTER)).to.equal(own);
      expect(await opened.find(document.commitment)).to.deep.equal(document);
      await opened.erase(document.commitment);
      expect(await opened.find(own)).to.be.instanceOf(KeptDocument);
    });

    it("is refused for what was erased here", async () => {
      const opened = await store();
      const document = received(MATTER);
      await opened.receive(document);
      await opened.erase(document.commitment);
      await refusedWith(opened.receive(document), "DocumentErased");
    });
  });
});
