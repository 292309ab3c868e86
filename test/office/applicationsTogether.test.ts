import { expect } from "chai";
import type { ApplicationTold, StepName } from "../../client/applications.ts";
import { formatEnterprise } from "../../client/ids.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import { code, type DistrictOffice, openDistrict, type Reply, told, type Visitor } from "./support/district.ts";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "latin1").toString("base64");

describe("Applications that several people have before them", () => {
  let practice: Office;
  let office: DistrictOffice;
  let scene: Scene;
  let firm: Visitor;
  let bureau: Visitor;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 1 });
    office = await openDistrict(practice);
    firm = await office.as(scene.enterprises[0]!.key);
    bureau = await office.as("wujin bureau");
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  const make = async (over: object = {}): Promise<ApplicationTold> =>
    told(
      await firm.post("/applications", {
        enterprise: formatEnterprise(scene.enterprises[0]!.id),
        ...{ program: Number(scene.program), face: "1000000", serviceClass: 1, contractValue: "4000000" },
        ...{ provider: null, purpose: "石墨烯粉体制备工艺优化" },
        ...over,
      }),
    );
  const step = async (who: Visitor, id: string, name: StepName, after: number): Promise<Reply> =>
    who.post(`/applications/${id}/steps`, { step: name, after });
  const submitted = async (over: object = {}): Promise<string> => {
    const { id } = await make(over);
    for (const kind of ["licence", "quotation"])
      told(await firm.post(`/applications/${id}/papers`, { kind, name: "a.pdf", content: PDF }));
    told(await step(firm, id, "submit", 1));
    return id;
  };

  it("are listed page by page, each once, though several were made at the same moment", async () => {
    const ids = [await make(), await make(), await make(), await make(), await make()].map(({ id }) => id);
    await office.inTables(async ({ database }) => {
      await database.query("UPDATE applications SET made = $1 WHERE id IN (SELECT jsonb_array_elements_text($2))", [
        ...[new Date(), JSON.stringify(ids.slice(1))],
      ]);
    });
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const after: string = next === null ? "" : `&after=${next}`;
      const { body } = await firm.get(`/applications?limit=2&state=draft${after}`);
      const page = body as { items: { id: string }[]; next: string | null };
      expect(page.items).to.have.length.within(1, 2);
      seen.push(...page.items.map(({ id }) => id));
      next = page.next;
    } while (next !== null);
    expect(seen).to.include.members(ids);
    expect(new Set(seen).size).to.equal(seen.length);
  });

  it("that are taken back while an officer has them on the screen are not recorded as accepted, nor the other way round", async () => {
    const id = await submitted();
    told(await step(firm, id, "withdraw", 2));
    expect(code(await step(bureau, id, "accept", 2))).to.deep.equal([409, "ApplicationElsewhere"]);
    expect(told(await firm.get(`/applications/${id}`)).state).to.equal("withdrawn");

    const other = await submitted();
    const both = await Promise.all([step(firm, other, "withdraw", 2), step(bureau, other, "accept", 2)]);
    expect(both.map(code)).to.deep.include([409, "ApplicationElsewhere"]);
    const { steps, state } = told(await firm.get(`/applications/${other}`));
    expect(steps).to.have.length(3);
    expect(["withdrawn", "accepted"]).to.include(state);
  });

  it("tell the enterprise what is left of the budget only where the district publishes such sums", async () => {
    const id = await submitted({ face: "2000000000", contractValue: "9000000000" });
    const codes = async (who: Visitor): Promise<string[]> =>
      told(await who.get(`/applications/${id}`)).against.map((reason) => reason.code);
    expect(await codes(bureau)).to.include.members(["BudgetExceeded"]);
    expect(await codes(firm)).to.deep.equal((await codes(bureau)).filter((code) => code !== "BudgetExceeded"));
    const publish = async (amounts: boolean, smallCells: boolean): Promise<void> => {
      const { version, programs } = (await bureau.get("/settings")).body as { version: number; programs: object };
      const settings = { enterprises: "none", amounts, smallCells, proofs: false };
      expect((await bureau.put("/settings", { version, settings, programs })).status).to.equal(200);
    };
    await publish(true, true);
    expect(await codes(firm)).not.to.include("BudgetExceeded");
    await publish(true, false);
    expect(await codes(firm)).to.deep.equal(await codes(bureau));
    await publish(false, true);
  });
});
