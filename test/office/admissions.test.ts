import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { expect } from "chai";
import type { AdmissionTold, StepName } from "../../client/applications.ts";
import { isoOfDay } from "../../client/days.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { newKey, openBureau } from "../scripts/registers/bureau.ts";
import { code, type DistrictOffice, openDistrict, type Reply, signIn, type Visitor } from "./support/district.ts";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "latin1").toString("base64");
const CODE = "91310110MA1G8XYF8Q";

describe("Applications of institutions for admission", () => {
  let practice: Office;
  let office: DistrictOffice;
  let institution: Visitor;
  let operator: Visitor;
  let bureau: Visitor;
  const wallet = person("an institution");
  const wanted = {
    name: "上海理工大学",
    englishName: "=Shanghai Institute",
    creditCode: "",
    controller: "",
    address: "上海市杨浦区军工路 516 号",
    serviceClasses: [1, 2],
    purpose: "材料制备与检测\nmaterials",
  };

  before(async () => {
    practice = await openOffice();
    office = await openDistrict(practice);
    operator = await office.as("operator");
    bureau = await office.as("wujin bureau");
    wanted.creditCode = await someCode();
    wanted.controller = wanted.creditCode;
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  const told = ({ status, body }: Reply): AdmissionTold => {
    expect(status, JSON.stringify(body)).to.equal(200);
    return body;
  };
  const step = async (who: Visitor, id: string, name: StepName, words?: string): Promise<Reply> => {
    const { status, body } = await who.get(`/admissions/${id}`);
    const after = status === 200 ? (body as AdmissionTold).steps.length : 0;
    return who.post(`/admissions/${id}/steps`, { step: name, after, ...(words !== undefined && { words }) });
  };
  const whole = async (): Promise<string> => {
    const { id } = told(await institution.post("/admissions", wanted));
    for (const kind of ["licence", "qualification", "pledge"])
      told(await institution.post(`/admissions/${id}/papers`, { kind, name: `${kind}.pdf`, content: PDF }));
    told(await step(institution, id, "submit"));
    return id;
  };

  it("come from accounts that were invited, and these may do nothing else", async () => {
    expect((await signIn(office.url, wallet)).reply.status).to.equal(403);
    const invited = await operator.put(`/invitations/${wallet.address.toLowerCase()}`, { invited: true });
    expect(invited.status).to.equal(200);
    institution = await office.as(wallet);
    expect((await institution.get("/me")).body).to.deep.include({ kinds: ["applicant"], parties: [] });
    for (const shut of [
      "/documents?subject=x",
      "/requests",
      "/applications",
      "/profiles",
      "/log",
      "/contacts",
      "/invitations",
    ])
      expect((await institution.get(shut)).status, shut).to.equal(403);
    expect((await institution.get("/queue")).status).to.be.oneOf([200, 503]);
  });

  it("are checked for what is missing and mistyped before they are handed in", async () => {
    const mistyped = {
      ...wanted,
      creditCode: `${wanted.creditCode.slice(0, 17)}${wanted.creditCode.endsWith("0") ? "1" : "0"}`,
    };
    expect((await institution.post("/admissions", mistyped)).status).to.equal(400);
    expect((await institution.post("/admissions", { ...wanted, serviceClasses: [] })).status).to.equal(400);
    expect((await institution.post("/admissions", { ...wanted, controller: "张三" })).status).to.equal(400);
    const made = told(await institution.post("/admissions", wanted));
    expect(made).to.deep.include({ state: "draft", account: wallet.address });
    expect(code(await institution.post("/admissions", wanted))).to.deep.equal([409, "TooManyOpen"]);
    expect(made.missing).to.deep.equal(["licence", "qualification", "pledge"]);
    expect(code(await step(institution, made.id, "submit"))).to.deep.equal([400, "PapersMissing"]);
    expect((await operator.get(`/admissions/${made.id}`)).status).to.equal(404);
    expect(told(await step(institution, made.id, "withdraw")).state).to.equal("withdrawn");
  });

  it("are answered by the Operator, with a question and a refusal that the Bureau decides on appeal", async () => {
    const id = await whole();
    expect(code(await step(bureau, id, "accept"))).to.deep.equal([403, "NotYours"]);
    told(await step(operator, id, "askBack", "Which laboratory?"));
    told(await institution.put(`/admissions/${id}`, { ...wanted, purpose: "The one of materials." }));
    told(await step(institution, id, "submit"));
    told(await step(operator, id, "refuse", "No room this year."));
    const shutOut = await operator.put(`/invitations/${wallet.address}`, { invited: false });
    expect(code(shutOut)).to.deep.equal([409, "ApplicationOpen"]);
    told(await step(institution, id, "appeal", "There is."));
    expect(code(await step(operator, id, "grant", "Well then."))).to.deep.equal([403, "NotYours"]);
    const granted = told(await step(bureau, id, "grant", "The terms have no such rule."));
    expect(granted.state).to.equal("accepted");
    expect(granted.steps.map((one) => one.step)).to.deep.equal([
      ...["make", "submit", "askBack", "submit", "refuse", "appeal", "grant"],
    ]);
  });

  it("become a table by which the Operator proposes them, each once", async () => {
    const table = (await operator.get("/admission-table")).body as string;
    const [row] = parse<Record<string, string>>(table, { bom: true, columns: true });
    const today = await practice.today();
    expect(row).to.include({
      name: wanted.name,
      wallet: wallet.address,
      "english name": `'${wanted.englishName}`,
      "service classes": "1 2",
      "valid through": isoOfDay(today + 364),
    });
    expect((await bureau.get("/admission-table")).status).to.equal(403);
    const keeper = await openBureau(practice, await newKey(1), "the operator");
    const file = path.join(practice.folder, "providers.csv");
    await writeFile(file, table);
    const before = await practice.ledger.providers.countOf(2);
    for (const time of ["first", "second"]) {
      const said = await keeper.run(
        "operator",
        "provider",
        "import",
        file,
        "--nullifier-password-file",
        keeper.passwordFile,
        "--yes",
      );
      expect(said.exit, `${time}: ${JSON.stringify(said)}`).to.equal(0);
    }
    expect(await practice.ledger.providers.countOf(2)).to.equal(before + 1n);
    const proposed = await practice.ledger.providers.providerOf((2n << 32n) | (before + 1n));
    expect(proposed.wallet).to.equal(wallet.address);
    expect((await readFile(file, "utf8")).split("\n")).to.have.length(3);
    // Whoever is proposed is in the table no more.
    expect(parse((await operator.get("/admission-table")).body as string, { bom: true, columns: true })).to.deep.equal(
      [],
    );
  });

  it("are nobody's any more who is not invited any more, but stay", async () => {
    const [{ id }] = ((await institution.get("/admissions")).body as { items: { id: string }[] }).items as [
      { id: string },
    ];
    expect((await bureau.put(`/invitations/${wallet.address}`, { invited: false })).status).to.equal(200);
    expect((await institution.get("/admissions")).status).to.equal(403);
    expect(told(await operator.get(`/admissions/${id}`)).state).to.equal("accepted");
  });
});

/** A credit code whose check character is right. */
async function someCode(): Promise<string> {
  const { creditCode } = await import("../../client/documents/creditCode.ts");
  for (const last of "0123456789ABCDEFGHJKLMNPQRTUWXY") {
    try {
      return creditCode(`${CODE.slice(0, 17)}${last}`);
    } catch {
      // Another check character.
    }
  }
  throw new Error("There is none.");
}
