import { expect } from "chai";
import { id, type Wallet } from "ethers";
import { KeptDocument } from "../../client/documents/record.ts";
import { opens } from "../../client/documents/commitment.ts";
import { commitDocument } from "../../office/documents/documents.ts";
import type { Person } from "../../office/people/person.ts";
import { openStore } from "../../office/store.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { setScene } from "../scripts/support/scene.ts";
import { code, type DistrictOffice, openDistrict, type Reply, type Visitor } from "./support/district.ts";
import { onDisk, piecesOf } from "./support/onDisk.ts";

const REASON = { kind: "reason", reason: "The machine was never delivered" };
const FREEZE = { purpose: "freeze", subject: "enterprise 2-1", document: REASON };

describe("Documents of a district's office", () => {
  let practice: Office;
  let office: DistrictOffice;
  let bureau: Visitor;
  let approver: Visitor;
  let party: Visitor;
  let operator: Visitor;
  let firm: Wallet;
  let other: Wallet;

  before(async () => {
    practice = await openOffice();
    const scene = await setScene(practice, { vouchers: 2 });
    office = await openDistrict(practice);
    bureau = await office.as("wujin bureau");
    approver = await office.as("wujin approver");
    operator = await office.as("operator");
    party = await office.as(scene.enterprises[0]!.key);
    [firm, other] = [scene.enterprises[0]!.key, scene.enterprises[1]!.key];
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  it("are kept by a party only where it is known, and so many a day", async () => {
    const nanhu = await openDistrict(practice, { district: 3 });
    try {
      const there = await nanhu.as(firm);
      expect(code(await there.post("/documents", FREEZE))).to.deep.equal([403, "NotYours"]);
    } finally {
      await nanhu.close();
    }
    const busy = await office.as(other);
    const nth = async (i: number): Promise<Reply> => busy.post("/documents", { ...FREEZE, subject: `nth ${i}` });
    for (let i = 0; i < 200; i += 20) {
      const kept = await Promise.all(Array.from({ length: 20 }, async (_, of) => nth(i + of)));
      for (const reply of kept) expect(reply.status, JSON.stringify(reply.body)).to.equal(200);
    }
    expect(code(await nth(200))).to.deep.equal([429, "TooMuchKept"]);
    expect((await nth(199)).status).to.equal(200);
    expect((await party.post("/documents", { ...FREEZE, subject: "nth" })).status).to.equal(200);
  });

  it("that are taken in by who is no officer of the district do not become the officers' own", async () => {
    const matter = { purpose: "freeze", subject: "enterprise 2-77", document: REASON };
    const given = KeptDocument.make(matter, Date.now());
    const reply = await operator.post("/documents/import", { documents: [JSON.parse(given.text()) as object] });
    expect(reply.status, JSON.stringify(reply.body)).to.equal(200);
    expect(commitmentOf(await bureau.post("/documents", matter))).not.to.equal(given.commitment);
    expect(commitmentOf(await operator.post("/documents", matter))).to.equal(given.commitment);
  });

  const commitmentOf = ({ body }: Reply): string => (body as { commitment: string }).commitment;

  it("have one commitment for one purpose, subject and document, also of two officers", async () => {
    const first = commitmentOf(await bureau.post("/documents", FREEZE));
    expect(first).to.match(/^0x[0-9a-f]{64}$/);
    expect(commitmentOf(await approver.post("/documents", FREEZE))).to.equal(first);
    expect(commitmentOf(await bureau.post("/documents", { ...FREEZE, subject: "enterprise 2-2" }))).not.to.equal(first);
  });

  it("have one commitment when many ask at once", async () => {
    const same = { ...FREEZE, purpose: "revoke" };
    const replies = await Promise.all(Array.from({ length: 20 }, async () => bureau.post("/documents", same)));
    expect(new Set(replies.map(commitmentOf))).to.have.length(1);
  });

  it("are read back as they were given, without their salts", async () => {
    const commitment = commitmentOf(await bureau.post("/documents", FREEZE));
    const { body } = await approver.get(`/documents/${commitment}`);
    expect(body).to.deep.include({ commitment, ...FREEZE });
    expect(JSON.stringify(body)).not.to.include("salt");
    const { body: listed } = await approver.get("/documents?subject=enterprise%202-1");
    expect((listed as { documents: { commitment: string }[] }).documents.map((one) => one.commitment)).to.include(
      commitment,
    );
  });

  it("of an officer are not shown to a party, nor found out by trying", async () => {
    const commitment = commitmentOf(await bureau.post("/documents", FREEZE));
    for (const other of [party, operator]) {
      expect(code(await other.get(`/documents/${commitment}`))).to.deep.equal([404, "DocumentUnknown"]);
      expect((await other.get("/documents?subject=enterprise%202-1")).body).to.deep.equal({ documents: [] });
      expect(commitmentOf(await other.post("/documents", FREEZE))).not.to.equal(commitment);
    }
  });

  it("of a party are its own, and the officers'", async () => {
    const refusal = { purpose: "refusal", subject: "order 0x12", document: { reason: "Not what we ordered" } };
    const commitment = commitmentOf(await party.post("/documents", refusal));
    expect((await party.get(`/documents/${commitment}`)).body).to.deep.include({ document: refusal.document });
    expect((await bureau.get(`/documents/${commitment}`)).status).to.equal(200);
    expect((await operator.get(`/documents/${commitment}`)).status).to.equal(404);
  });

  it("of officers, and of each party its own, are listed behind 600 that another party kept about the same", async () => {
    const about = { purpose: "freeze", subject: "enterprise 2-33" };
    const first = commitmentOf(await party.post("/documents", { ...about, document: REASON }));
    await office.inTables(async ({ database, key: { vault } }) => {
      const by = { account: other.address, kinds: new Set(["party"]), parties: [] } as unknown as Person;
      const kept = { vault, now: Date.now };
      await database.transaction(async (within) => {
        for (let i = 0; i < 600; i += 1) await commitDocument(within, kept, { ...about, document: { reason: i } }, by);
      });
    });
    const last = commitmentOf(await bureau.post("/documents", { ...about, document: REASON }));
    const listed = async (who: Visitor): Promise<string[]> => {
      const { body } = await who.get("/documents?subject=enterprise%202-33");
      return (body as { documents: { commitment: string }[] }).documents.map(({ commitment }) => commitment);
    };
    const all = await listed(approver);
    expect([all[0], all.length, all.at(-1)]).to.deep.equal([first, 500, last]);
    expect(await listed(party)).to.deep.equal([first]);
    expect(await listed(operator)).to.deep.equal([]);
  });

  it("that another office exported are taken in, and only whole", async () => {
    const handed = KeptDocument.make({ purpose: "object", subject: "order 0x13", document: REASON }, Date.now());
    const file = JSON.parse(handed.text()) as Record<string, unknown>;
    const spoilt = { ...file, document: { ...REASON, reason: "Something else" } };
    expect(code(await bureau.post("/documents/import", { documents: [file, spoilt] }))).to.deep.equal([
      400,
      "DocumentFileDiffers",
    ]);
    expect((await bureau.get(`/documents/${handed.commitment}`)).status).to.equal(404);
    for (const time of ["once", "again"]) {
      const { body } = await bureau.post("/documents/import", { documents: [file] });
      expect(body, time).to.deep.equal({ commitments: [handed.commitment] });
    }
    expect((await bureau.get(`/documents/${handed.commitment}`)).body).to.deep.include({ document: REASON });
    expect(
      commitmentOf(await bureau.post("/documents", { purpose: "object", subject: "order 0x13", document: REASON })),
    ).to.equal(handed.commitment);
  });

  it("that are erased are gone for good, and what stays is that there was one", async () => {
    const gone = { purpose: "freeze", subject: "enterprise 2-9", document: REASON };
    const commitment = commitmentOf(await bureau.post("/documents", gone));
    const { body } = await bureau.post(`/documents/${commitment}/erase`, { reason: "Asked for by the firm" });
    expect(body).to.deep.equal({ commitment, erased: true, backups: [] });
    expect(code(await bureau.get(`/documents/${commitment}`))).to.deep.equal([409, "DocumentErased"]);
    const [listed] = ((await bureau.get("/documents?subject=enterprise%202-9")).body as { documents: object[] })
      .documents;
    expect(listed).to.include.keys("purpose", "made", "erased").and.not.to.have.any.keys("document", "salt");
    expect((await bureau.post(`/documents/${commitment}/erase`, { reason: "Once more" })).status).to.equal(200);
    expect(commitmentOf(await bureau.post("/documents", gone))).not.to.equal(commitment);
  });

  it("that were erased are not taken in again", async () => {
    const handed = KeptDocument.make({ purpose: "object", subject: "order 0x14", document: REASON }, Date.now());
    const documents = [JSON.parse(handed.text()) as object];
    await bureau.post("/documents/import", { documents });
    await bureau.post(`/documents/${handed.commitment}/erase`, { reason: "Sent to us by mistake" });
    expect(code(await bureau.post("/documents/import", { documents }))).to.deep.equal([409, "DocumentErased"]);
  });

  it("and their salts are nowhere on the disk in plain, and after an erasure not even enciphered", async () => {
    const marked = { purpose: "freeze", subject: "enterprise 2-7", document: { reason: id("a mark to look for") } };
    const handed = KeptDocument.make(marked, Date.now());
    const { salt } = JSON.parse(handed.text()) as { salt: string };
    expect(opens(handed.commitment, marked.document, salt)).to.equal(true);
    await bureau.post("/documents/import", { documents: [JSON.parse(handed.text()) as object] });
    const pieces = piecesOf(await sealedOf(handed.commitment));
    const plain = [salt, salt.slice(2), marked.document.reason].map((text) => Buffer.from(text));
    plain.push(Buffer.from(salt.slice(2), "hex"));
    expect(await onDisk(office.data, pieces[0]!), "before").not.to.deep.equal([]);
    for (const secret of plain) expect(await onDisk(office.data, secret)).to.deep.equal([]);
    expect((await bureau.post(`/documents/${handed.commitment}/erase`, { reason: "Asked for" })).status).to.equal(200);
    for (const piece of pieces) expect(await onDisk(office.data, piece), "after").to.deep.equal([]);
  });

  it("are refused when somebody has put another row's content in their place", async () => {
    const [one, other] = await Promise.all(
      ["2-21", "2-22"].map(async (about) =>
        commitmentOf(await bureau.post("/documents", { ...FREEZE, subject: `enterprise ${about}` })),
      ),
    );
    await office.inTables(async ({ database }) => {
      await database.query(
        "UPDATE documents SET sealed = (SELECT sealed FROM documents WHERE commitment = $1) WHERE commitment = $2",
        [one!, other!],
      );
    });
    expect(code(await bureau.get(`/documents/${other!}`))).to.deep.equal([400, "RowDamaged"]);
  });

  it("are opened by the office's password only", async () => {
    await office.stop();
    const opening = openStore({ data: office.data, password: "another password" });
    expect(await opening.catch((error: unknown) => (error as { code: string }).code)).to.equal("PasswordWrong");
    await office.restart();
    expect((await bureau.get("/me")).status).to.equal(200);
  });

  async function sealedOf(commitment: string): Promise<Buffer> {
    let found = Buffer.alloc(0);
    await office.inTables(async ({ database }) => {
      const { rows } = await database.query<{ sealed: Uint8Array }>(
        "SELECT sealed FROM documents WHERE commitment = $1",
        [commitment],
      );
      found = Buffer.from(rows[0]!.sealed);
    });
    return found;
  }
});
