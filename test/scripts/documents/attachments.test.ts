import { expect } from "chai";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileDigest } from "../../../client/documents/commitment.ts";
import { checkFiles, referencesIn, referenceTo, withFiles } from "../../../scripts/documents/attachments.ts";
import { refusal } from "../../client/refusal.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { ownFolder } from "./folder.ts";

describe("Files that a document refers to", () => {
  const folder = ownFolder();
  const at = (name: string) => path.join(folder(), name);
  const bytes = Buffer.from("a scan");
  const digest = fileDigest(bytes);
  beforeEach(async () => {
    await writeFile(at("scan.pdf"), bytes);
    await writeFile(at("other.pdf"), "another scan");
  });

  it("are named with their SHA-256", async () => {
    const reference = await referenceTo(at("scan.pdf"));
    expect(reference).to.deep.equal({ name: "scan.pdf", sha256: digest });
    expect(withFiles({ reason: "sham" }, [reference])).to.deep.equal({ reason: "sham", files: [reference] });
    expect(withFiles(["any"], [])).to.deep.equal(["any"]);
    await refusedWith(referenceTo(at("none.pdf")), "AttachmentUnreadable");
  });

  it("find no place in a list, or in a document that has the field", async () => {
    const reference = await referenceTo(at("scan.pdf"));
    refusal(() => withFiles(["list"], [reference]), "FilesFieldTaken");
    refusal(() => withFiles({ files: [] }, [reference]), "FilesFieldTaken");
  });

  it("are found at any place in it", () => {
    const document = {
      contract: { name: "scan.pdf", sha256: digest.toUpperCase().replace("0X", "0x") },
      invoices: [[{ sha256: digest.slice(2) }], { name: "no digest", sha256: "0x12" }, { sha256: 12 }, null, "text"],
    };
    expect(referencesIn(document)).to.deep.equal([
      { name: "scan.pdf", sha256: digest },
      { name: "", sha256: digest },
    ]);
  });

  it("are held against it: the right ones, foreign ones, and those that are absent", async () => {
    const document = withFiles({}, [
      await referenceTo(at("scan.pdf")),
      { name: "lost.pdf", sha256: `0x${"1".repeat(64)}` },
    ]);
    expect(await checkFiles(document, [at("scan.pdf"), at("other.pdf")])).to.deep.equal({
      right: [at("scan.pdf")],
      foreign: [at("other.pdf")],
      absent: [{ name: "lost.pdf", sha256: `0x${"1".repeat(64)}` }],
    });
  });
});
