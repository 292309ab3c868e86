import path from "node:path";
import { createHash } from "node:crypto";
import { expect } from "chai";
import { APPEAL_DAYS, type ApplicationTold, type StepName } from "../../client/applications.ts";
import { formatEnterprise } from "../../client/ids.ts";
import { backUp } from "../../office/keeping/backup.ts";
import { check } from "../../office/keeping/check.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { proposeProvider, setScene, type Scene } from "../scripts/support/scene.ts";
import { code, type DistrictOffice, openDistrict, type Reply, told, type Visitor } from "./support/district.ts";
import { onDisk, piecesOf } from "./support/onDisk.ts";

const SECRET = "What only this quotation says";
const PAPER = Buffer.from(
  `%PDF-1.7\n1 0 obj\n<<>>\nendobj\n${SECRET} ${"x".repeat(9_000)}\ntrailer\n<<>>\n%%EOF\n`,
  "latin1",
);
const PURPOSE = "石墨烯粉体制备工艺优化";
const WHY = "Asked for by the enterprise";

describe("Erasing applications and their papers", () => {
  let practice: Office;
  let office: DistrictOffice;
  let scene: Scene;
  let firm: Visitor;
  let bureau: Visitor;
  let approver: Visitor;
  let auditor: Visitor;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 1 });
    office = await openDistrict(practice);
    firm = await office.as(scene.enterprises[0]!.key);
    bureau = await office.as("wujin bureau");
    approver = await office.as("wujin approver");
    auditor = await office.as("auditor");
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  const now = async (id: string, who = bureau): Promise<ApplicationTold> => told(await who.get(`/applications/${id}`));
  const step = async (who: Visitor, id: string, name: StepName, words?: string): Promise<ApplicationTold> => {
    const after = (await now(id, who)).steps.length;
    return told(
      await who.post(`/applications/${id}/steps`, { step: name, after, ...(words !== undefined && { words }) }),
    );
  };
  const submitted = async (): Promise<string> => {
    const { id } = told(
      await firm.post("/applications", {
        enterprise: formatEnterprise(scene.enterprises[0]!.id),
        ...{ program: Number(scene.program), face: "1000000", serviceClass: 1, contractValue: "4000000" },
        ...{ provider: null, purpose: PURPOSE },
      }),
    );
    for (const kind of ["licence", "quotation"]) {
      const name = `${kind} of somebody.pdf`;
      told(await firm.post(`/applications/${id}/papers`, { kind, name, content: PAPER.toString("base64") }));
    }
    await step(firm, id, "submit", "Words of the enterprise");
    return id;
  };
  const dismissed = async (): Promise<string> => {
    const id = await submitted();
    await step(bureau, id, "refuse", "Words of the Bureau");
    await step(firm, id, "appeal", "Words of the appeal");
    await step(approver, id, "uphold", "Words of the Approver");
    return id;
  };
  const erase = async (id: string, who = bureau, paper?: string): Promise<Reply> =>
    who.post(`/applications/${id}${paper === undefined ? "" : `/papers/${paper}`}/erase`, { reason: WHY });
  /** All that is enciphered of an application, and of its papers. */
  const sealedOf = async (id: string): Promise<Record<"entries" | "words" | "papers", Uint8Array[]>> => {
    let found = { entries: [] as Uint8Array[], words: [] as Uint8Array[], papers: [] as Uint8Array[] };
    await office.inTables(async ({ database }) => {
      const of = async (sql: string): Promise<Uint8Array[]> =>
        (await database.query<{ sealed: Uint8Array }>(sql, [id])).rows.map(({ sealed }) => sealed);
      found = {
        entries: await of("SELECT sealed FROM applications WHERE id = $1"),
        words: await of("SELECT sealed FROM application_steps WHERE application = $1 AND sealed IS NOT NULL"),
        papers: await of(
          "SELECT unnest(ARRAY[sealed, sealed_name]) AS sealed FROM application_papers WHERE application = $1",
        ),
      };
    });
    return found;
  };

  it("waits until nothing is to be decided any more", async () => {
    const id = await submitted();
    expect((await now(id)).canErase).to.equal(false);
    const [paper] = (await now(id)).papers;
    for (const reply of [await erase(id), await erase(id, bureau, paper!.id)])
      expect(code(reply)).to.deep.equal([409, "NotSettled"]);
    await step(bureau, id, "refuse", "Words of the Bureau");
    expect(code(await erase(id)), "it may be appealed").to.deep.equal([409, "NotSettled"]);
    await step(firm, id, "appeal", "Words of the appeal");
    expect(code(await erase(id)), "under appeal").to.deep.equal([409, "NotSettled"]);
    await step(approver, id, "grant", "Words of the Approver");
    expect(code(await erase(id)), "it waits for its list").to.deep.equal([409, "NotSettled"]);
    await step(firm, id, "withdraw");
    expect((await now(id)).canErase).to.equal(true);
    expect((await erase(id)).status).to.equal(200);
  });

  it("is the Bureau's alone, as it is for documents, and says why", async () => {
    const id = await dismissed();
    const [paper] = (await now(id)).papers;
    for (const other of [firm, approver, auditor]) {
      expect((await now(id, other)).canErase).to.equal(false);
      expect((await erase(id, other)).status).to.equal(403);
      expect((await erase(id, other, paper!.id)).status).to.equal(403);
    }
    expect((await bureau.post(`/applications/${id}/erase`)).status).to.equal(400);
    expect(code(await erase(id, bureau, "3f0c2a53-0e0c-4bd1-9b0e-3c1f7d1f0a11"))).to.deep.equal([404, "NotFound"]);
    expect((await now(id)).erased).to.equal(null);
  });

  it("takes one paper away and leaves the others, and that there was one", async () => {
    const id = await dismissed();
    const [licence, quotation] = (await now(id)).papers;
    expect((await erase(id, bureau, quotation!.id)).body).to.deep.equal({ erased: true, backups: [] });
    const { papers, wanted } = await now(id);
    expect(wanted?.purpose).to.equal(PURPOSE);
    expect(papers[0]).to.deep.equal(licence);
    expect(papers[1]).to.have.all.keys("id", "kind", "erased");
    expect(papers[1]?.erased).to.include({ by: person("wujin bureau").address, why: WHY });
    const at = `/applications/${id}/papers/${quotation!.id}`;
    expect(code(await bureau.get(at))).to.deep.equal([409, "PaperErased"]);
    expect((await bureau.get(`/applications/${id}/papers/${licence!.id}`)).status).to.equal(200);
    expect((await erase(id, bureau, quotation!.id)).status, "once more").to.equal(200);
  });

  it("leaves nothing of entries, words and papers on the disk, and the steps with who took them", async () => {
    const id = await dismissed();
    const sealed = await sealedOf(id);
    expect(sealed.entries).to.have.length(1);
    expect(sealed.words).to.have.length(4);
    expect(sealed.papers).to.have.length(4);
    const long = [...sealed.entries, ...sealed.papers.filter(({ length }) => length > 200)].flatMap(piecesOf);
    const short = [...sealed.words, ...sealed.papers.filter(({ length }) => length <= 200)].map((one) =>
      Buffer.from(one).subarray(8, 28),
    );
    const pieces = [...long, ...short];
    for (const piece of pieces) expect(await onDisk(office.data, piece), "before").not.to.deep.equal([]);
    const digest = createHash("sha256").update(PAPER).digest("hex");
    for (const plain of [SECRET, PURPOSE, "Words of the Bureau"])
      expect(await onDisk(office.data, Buffer.from(plain)), plain).to.deep.equal([]);
    expect((await erase(id)).status).to.equal(200);
    for (const piece of pieces) expect(await onDisk(office.data, piece), "after").to.deep.equal([]);

    const left = await now(id);
    expect(left).to.deep.include({ state: "upheld", wanted: null, can: [], missing: [], against: [], canErase: false });
    expect(left.erased).to.include({ by: person("wujin bureau").address, why: WHY });
    expect(left.steps.map((one) => [one.step, one.words])).to.deep.equal([
      ...[
        ["make", null],
        ["submit", null],
        ["refuse", null],
        ["appeal", null],
        ["uphold", null],
      ],
    ]);
    expect(left.steps[2]?.by).to.equal(person("wujin bureau").address);
    expect(JSON.stringify(left)).to.not.include(digest).and.to.not.include("of somebody");
    const listed = (await auditor.get("/applications?limit=200")).body as { items: ApplicationTold[] };
    expect(listed.items.find((one) => one.id === id)).to.deep.include({ wanted: null, erased: left.erased });
    expect(code(await firm.put(`/applications/${id}`, { face: "1" }))).to.deep.equal([400, "RequestWrong"]);
    const { body } = await bureau.get("/log?limit=50");
    expect(JSON.stringify(body)).to.include("POST /applications/:id/erase").and.to.include(id);
  });

  it("names the backups that still hold it, and the office is found sound afterwards", async () => {
    const file = path.join(practice.folder, "papers.backup");
    const id = await dismissed();
    await office.inTables(async (store) => {
      await backUp(store, file, Date.now());
    });
    const later = await dismissed();
    const [paper] = (await now(id)).papers;
    const names = ({ body }: Reply): string[] =>
      (body as { backups: { file: string }[] }).backups.map((one) => one.file);
    expect(names(await erase(id, bureau, paper!.id))).to.deep.equal([file]);
    expect(names(await erase(id))).to.deep.equal([file]);
    expect(names(await erase(later))).to.deep.equal([]);
    await office.inTables(async (store) => {
      expect((await check(store)).faults).to.deep.equal([]);
    });
  });

  it("during which the machine died is brought to its end at the next start", async () => {
    const id = await dismissed();
    const { papers } = await sealedOf(id);
    await office.inTables(async (store) => {
      // As it stands between the change and the wiping of the files.
      const values = [id, new Date(), "somebody", WHY];
      const by = "erased = $2, erased_by = $3, erased_why = $4, erased_line = 1";
      const none = "sealed = NULL, sealed_name = NULL, sha256 = NULL, bytes = NULL";
      await store.database.query(`UPDATE application_papers SET ${none}, ${by} WHERE application = $1`, values);
      expect((await check(store)).faults).to.have.length(2);
    });
    for (const piece of papers.filter(({ length }) => length > 200).flatMap(piecesOf))
      expect(await onDisk(office.data, piece)).to.deep.equal([]);
    await office.inTables(async (store) => {
      expect((await check(store)).faults).to.deep.equal([]);
    });
  });

  it("of a refusal waits for the time in which it may be appealed", async () => {
    const id = await submitted();
    await step(bureau, id, "refuse", "Words of the Bureau");
    await practice.goToDay((await practice.today()) + APPEAL_DAYS);
    expect(code(await erase(id))).to.deep.equal([409, "NotSettled"]);
    await practice.goToDay((await practice.today()) + 1);
    expect((await erase(id)).status).to.equal(200);
  });

  it("of an accepted admission waits until it is proposed on the ledger", async () => {
    const newcomer = person("a laboratory that applies");
    await bureau.put(`/invitations/${newcomer.address}`, { invited: true });
    const applicant = await office.as(newcomer);
    const made = await applicant.post("/admissions", {
      ...{ name: "常州材料研究所", englishName: null, creditCode: "91310110MA1G8XYF85", controller: "E12345678" },
      ...{ address: "武进区", serviceClasses: [1], purpose: PURPOSE },
    });
    expect(made.status, JSON.stringify(made.body)).to.equal(200);
    const { id } = made.body as { id: string };
    for (const kind of ["licence", "qualification", "pledge"])
      await applicant.post(`/admissions/${id}/papers`, { kind, name: "a.pdf", content: PAPER.toString("base64") });
    const operator = await office.as("operator");
    expect((await applicant.post(`/admissions/${id}/steps`, { step: "submit", after: 1 })).status).to.equal(200);
    expect((await operator.post(`/admissions/${id}/steps`, { step: "accept", after: 2 })).status).to.equal(200);
    const erasing = async (who: Visitor): Promise<Reply> => who.post(`/admissions/${id}/erase`, { reason: WHY });
    expect((await erasing(operator)).status).to.equal(403);
    expect(code(await erasing(bureau))).to.deep.equal([409, "NotSettled"]);
    await proposeProvider(practice, newcomer.address);
    expect((await erasing(bureau)).status).to.equal(200);
    expect((await operator.get(`/admissions/${id}`)).body).to.deep.include({ wanted: null, state: "accepted" });
    expect((await operator.get("/admissions")).body).to.not.deep.equal({ items: [], next: null });
    expect(((await operator.get("/admission-table")).body as string).split("\n")).to.have.length(2);
  });
});
