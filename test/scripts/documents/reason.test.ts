import { expect } from "chai";
import path from "node:path";
import { KeptDocument } from "../../../client/documents/record.ts";
import { documentsOf, type Office } from "../../../scripts/documents/office.ts";
import { commitReason } from "../../../scripts/documents/reason.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { filesIn, ownFolder } from "./folder.ts";

const REVOKE = { purpose: "revoke", subject: "voucher 3-000017", reason: " 虚假合同\r\n" };

describe("A reason in words", () => {
  const folder = ownFolder();
  const office = (dryRun: boolean): Office => ({
    profile: { documents: path.join(folder(), "documents") },
    context: { dryRun, now: Date.now },
  });

  it("is kept with what it is for, and has one commitment", async () => {
    const commitment = await commitReason(office(false), REVOKE);
    expect(await commitReason(office(false), { ...REVOKE, reason: "虚假合同" })).to.equal(commitment);
    const found = (await (await documentsOf(office(false))).find(commitment)) as KeptDocument;
    expect(found.document).to.deep.equal({ ...REVOKE, reason: "虚假合同" });
  });

  it("in a dry run is kept nowhere", async () => {
    await commitReason(office(true), REVOKE);
    expect((await filesIn(folder())).size).to.equal(0);
  });

  it("is refused if it is blank", async () => {
    await refusedWith(commitReason(office(false), { ...REVOKE, reason: " \n" }), "ReasonMissing");
  });
});
