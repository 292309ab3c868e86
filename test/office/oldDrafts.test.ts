import { expect } from "chai";
import { DRAFT_DAYS } from "../../client/applications.ts";
import { isoOfDay } from "../../client/days.ts";
import { formatEnterprise } from "../../client/ids.ts";
import { check } from "../../office/keeping/check.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import { code, type DistrictOffice, openDistrict, type Reply, told, type Visitor } from "./support/district.ts";
import { onDisk, piecesOf } from "./support/onDisk.ts";

const PDF = Buffer.from(
  `%PDF-1.7\n1 0 obj\n<<>>\nendobj\n${"x".repeat(9_000)}\ntrailer\n<<>>\n%%EOF\n`,
  "latin1",
).toString("base64");

describe("Drafts that were never handed in", () => {
  let practice: Office;
  let office: DistrictOffice;
  let scene: Scene;
  let firm: Visitor;
  let bureau: Visitor;
  let operator: Visitor;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 1 });
    office = await openDistrict(practice);
    firm = await office.as(scene.enterprises[0]!.key);
    bureau = await office.as("wujin bureau");
    operator = await office.as("operator");
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  const own = (): string => formatEnterprise(scene.enterprises[0]!.id);
  const wanted = (face = "1000000") => ({
    ...{ program: Number(scene.program), face, serviceClass: 1, contractValue: "4000000" },
    ...{ provider: null, purpose: "石墨烯粉体制备工艺优化" },
  });
  const begun = async (): Promise<string> => {
    const { id } = told(await firm.post("/applications", { enterprise: own(), ...wanted() }));
    for (const kind of ["licence", "quotation"])
      told(await firm.post(`/applications/${id}/papers`, { kind, name: `${kind}.pdf`, content: PDF }));
    return id;
  };
  const step = async (id: string, name: string, after: number): Promise<Reply> =>
    firm.post(`/applications/${id}/steps`, { step: name, after, words: "Words of the enterprise" });
  const old = async (who: Visitor): Promise<{ id: string; kind: string; owner: string; since: string }[]> =>
    ((await who.get("/old-drafts")).body as { drafts: never }).drafts;
  const ids = async (who: Visitor): Promise<string[]> => (await old(who)).map(({ id }) => id);
  const erase = async (who: Visitor, id: string): Promise<Reply> => who.post(`/old-drafts/${id}/erase`);
  const goOn = async (days: number): Promise<void> => practice.goToDay((await practice.today()) + days);
  /** All that is enciphered of one, with its papers. */
  const sealedOf = async (id: string): Promise<Uint8Array[]> => {
    let found: Uint8Array[] = [];
    await office.inTables(async ({ database }) => {
      const { rows } = await database.query<{ sealed: Uint8Array }>(
        `SELECT sealed FROM applications WHERE id = $1 AND sealed IS NOT NULL
         UNION ALL SELECT unnest(ARRAY[sealed, sealed_name]) FROM application_papers WHERE application = $1
         UNION ALL SELECT sealed FROM application_steps WHERE application = $1 AND sealed IS NOT NULL`,
        [id],
      );
      found = rows.map(({ sealed }) => sealed);
    });
    return found;
  };

  it("are erased when they are withdrawn, with their papers and whatever is said, and leave the disk", async () => {
    const id = await begun();
    const sealed = await sealedOf(id);
    expect(sealed).to.have.length(5);
    const gone = told(await step(id, "withdraw", 1));
    expect(gone).to.deep.include({ state: "withdrawn", wanted: null, papers: [], can: [] });
    expect(gone.erased).to.include({ by: scene.enterprises[0]!.key.address, why: null });
    expect(gone.steps.map((one) => [one.step, one.words])).to.deep.equal([
      ["make", null],
      ["withdraw", null],
    ]);
    expect(await sealedOf(id)).to.deep.equal([]);
    for (const piece of sealed.filter(({ length }) => length > 200).flatMap(piecesOf))
      expect(await onDisk(office.data, piece)).to.deep.equal([]);
    await office.inTables(async (store) => {
      expect((await check(store)).faults).to.deep.equal([]);
    });
    expect((await bureau.get(`/applications/${id}`)).status).to.equal(404);
    const { body } = await bureau.get("/applications?limit=200&state=withdrawn");
    expect(JSON.stringify(body)).to.not.include(id);
    expect(code(await step(id, "submit", 2))).to.deep.equal([409, "ApplicationErased"]);
  });

  it("that were handed in once keep what they hold when they are withdrawn", async () => {
    const id = await begun();
    told(await step(id, "submit", 1));
    const withdrawn = told(await step(id, "withdraw", 2));
    expect(withdrawn).to.deep.include({ state: "withdrawn", erased: null, wanted: wanted() });
    expect(withdrawn.papers).to.have.length(2);
    expect(await ids(bureau)).to.not.include(id);
  });

  it("are nobody else's as long as somebody works on them, and then are erased unread by the Bureau", async () => {
    const id = await begun();
    const handedIn = await begun();
    told(await step(handedIn, "submit", 1));
    await goOn(DRAFT_DAYS);
    told(await firm.put(`/applications/${id}`, wanted("1100000")));
    await goOn(DRAFT_DAYS);
    expect(code(await erase(bureau, id))).to.deep.equal([404, "NotFound"]);
    const { papers } = told(await firm.get(`/applications/${id}`));
    told(await firm.post(`/applications/${id}/papers/${papers[0]!.id}/remove`));
    const since = isoOfDay(await practice.today());
    await goOn(DRAFT_DAYS);
    expect(await ids(bureau)).to.not.include(id);
    await goOn(1);
    expect(await old(bureau)).to.deep.include({ id, kind: "voucher", owner: own(), since });
    expect(await ids(bureau)).to.not.include(handedIn);
    expect((await bureau.get(`/applications/${id}`)).status).to.equal(404);
    for (const [who, is] of [
      [firm, 403],
      [operator, 404],
    ] as const)
      expect((await erase(who, id)).status).to.equal(is);
    expect(code(await erase(bureau, handedIn))).to.deep.equal([404, "NotFound"]);
    expect((await erase(bureau, id)).body).to.deep.equal({ erased: true, backups: [] });
    const left = told(await firm.get(`/applications/${id}`));
    expect(left).to.deep.include({ state: "withdrawn", wanted: null, papers: [], can: [] });
    expect(left.erased).to.include({ by: person("wujin bureau").address, why: null });
    expect(await ids(bureau)).to.not.include(id);
    expect(code(await erase(bureau, id))).to.deep.equal([404, "NotFound"]);
    const { body } = await bureau.get("/log?limit=50");
    expect(JSON.stringify(body)).to.include("POST /old-drafts/:id/erase").and.to.include(id);
  });

  it("that were withdrawn before they were erased by that are erased at any time", async () => {
    const id = await begun();
    await office.inTables(async ({ database }) => {
      await database.query("UPDATE applications SET state = 'withdrawn' WHERE id = $1", [id]);
    });
    expect(await ids(bureau)).to.include(id);
    expect((await erase(bureau, id)).status).to.equal(200);
    expect(await sealedOf(id)).to.deep.equal([]);
  });

  it("of an institution that wants to be admitted are the Operator's to erase as well", async () => {
    const newcomer = person("a laboratory that never hands in");
    await bureau.put(`/invitations/${newcomer.address}`, { invited: true });
    const applicant = await office.as(newcomer);
    const { id } = told(
      await applicant.post("/admissions", {
        ...{ name: "常州材料研究所", englishName: null, creditCode: "91310110MA1G8XYF85", controller: "E12345678" },
        ...{ address: "武进区", serviceClasses: [1], purpose: "Materials" },
      }),
    );
    const draft = await begun();
    await goOn(DRAFT_DAYS + 1);
    expect(await ids(operator)).to.deep.equal([id]);
    expect(await ids(bureau)).to.include.members([id, draft]);
    expect(code(await operator.get(`/admissions/${id}`))).to.deep.equal([404, "NotFound"]);
    expect((await erase(operator, id)).status).to.equal(200);
    expect(await ids(bureau)).to.not.include(id);
  });
});
