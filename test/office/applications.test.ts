import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { APPEAL_DAYS, type ApplicationTold, type StepName, type Wanted } from "../../client/applications.ts";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import { backUp } from "../../office/keeping/backup.ts";
import { check } from "../../office/keeping/check.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { openProgram, proposeProvider, setScene, type Scene } from "../scripts/support/scene.ts";
import { code, type DistrictOffice, openDistrict, type Reply, told, type Visitor } from "./support/district.ts";

const base64 = (text: string): string => Buffer.from(text, "latin1").toString("base64");
const PDF = base64("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
/** One black point. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

describe("Applications for vouchers at a district's office", () => {
  let practice: Office;
  let office: DistrictOffice;
  let scene: Scene;
  let wanted: Wanted;
  let firm: Visitor;
  let neighbour: Visitor;
  let laboratory: Visitor;
  let bureau: Visitor;
  let approver: Visitor;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 2 });
    office = await openDistrict(practice);
    firm = await office.as(scene.enterprises[0]!.key);
    neighbour = await office.as(scene.enterprises[1]!.key);
    laboratory = await office.as(scene.providerKey);
    bureau = await office.as("wujin bureau");
    approver = await office.as("wujin approver");
    wanted = {
      program: Number(scene.program),
      face: "1000000",
      serviceClass: 1,
      contractValue: "4000000",
      provider: "P1-1",
      purpose: "石墨烯粉体制备工艺优化\ngraphene powder preparation process optimisation",
    };
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  const own = (): string => formatEnterprise(scene.enterprises[0]!.id);
  const make = async (over: Partial<Wanted> = {}): Promise<ApplicationTold> =>
    told(await firm.post("/applications", { enterprise: own(), ...wanted, ...over }));
  const add = async (id: string, kind: string, content = PDF, name = `${kind}.pdf`): Promise<Reply> =>
    firm.post(`/applications/${id}/papers`, { kind, name, content });
  const seenBy = async (who: Visitor, id: string): Promise<number> => {
    const { status, body } = await who.get(`/applications/${id}`);
    return status === 200 ? (body as ApplicationTold).steps.length : 0;
  };
  const step = async (who: Visitor, id: string, name: StepName, more: object = {}): Promise<Reply> =>
    who.post(`/applications/${id}/steps`, { step: name, after: await seenBy(who, id), ...more });
  const whole = async (over: Partial<Wanted> = {}): Promise<string> => {
    const { id } = await make(over);
    await add(id, "licence");
    await add(id, "quotation", PNG);
    return id;
  };
  const submitted = async (over: Partial<Wanted> = {}): Promise<string> => {
    const id = await whole(over);
    told(await step(firm, id, "submit"));
    return id;
  };

  // An enterprise has only so many open at a time.
  afterEach(async () => {
    const { body } = await firm.get("/applications?limit=200");
    for (const { id, state } of (body as { items: ApplicationTold[] }).items)
      if (state === "draft" || state === "submitted") await step(firm, id, "withdraw");
  });

  it("begin as a draft that only the enterprise sees, and are told what is still missing", async () => {
    const made = await make();
    expect(made).to.deep.include({ state: "draft", wanted, missing: ["licence", "quotation"], against: [] });
    expect(made.can).to.deep.equal(["submit", "withdraw"]);
    expect(code(await bureau.get(`/applications/${made.id}`))).to.deep.equal([404, "NotFound"]);
    expect(code(await neighbour.get(`/applications/${made.id}`))).to.deep.equal([404, "NotFound"]);
    expect(code(await step(firm, made.id, "submit"))).to.deep.equal([400, "PapersMissing"]);
    await add(made.id, "licence");
    expect(told(await add(made.id, "quotation", PNG)).missing).to.deep.equal([]);
    expect(told(await step(firm, made.id, "submit")).state).to.equal("submitted");
    expect(told(await bureau.get(`/applications/${made.id}`)).can).to.deep.equal(["askBack", "accept", "refuse"]);
  });

  it("need the papers that the district says for the program", async () => {
    const { id } = await make();
    const { version, settings } = (await bureau.get("/settings")).body as { version: number; settings: object };
    const set = async (from: number, programs: object): Promise<number> =>
      (await bureau.put("/settings", { version: from, settings, programs })).status;
    const title = { en: "Vouchers", zh: "双创券" };
    expect(await set(version, { [wanted.program]: { title, papers: ["plan"], sizes: ["micro", "small"] } })).to.equal(
      200,
    );
    expect(told(await firm.get(`/applications/${id}`)).missing).to.deep.equal(["plan"]);
    const { status, body } = await step(firm, id, "submit");
    expect(status).to.equal(400);
    expect((body as { error: { en: string } }).error.en).to.include("description of what is needed");
    await add(id, "plan");
    expect(told(await step(firm, id, "submit")).state).to.equal("submitted");
    expect(await set(version + 1, { [wanted.program]: { title, papers: ["everything"] } })).to.equal(400);
    expect(await set(version + 1, {})).to.equal(200);
  });

  it("are of one's own enterprise, in its own district, for one of its programs", async () => {
    const other = formatEnterprise(scene.enterprises[1]!.id);
    expect(code(await firm.post("/applications", { enterprise: other, ...wanted }))).to.deep.equal([403, "NotYours"]);
    expect(code(await laboratory.post("/applications", { enterprise: own(), ...wanted }))).to.deep.equal([
      403,
      "NotYours",
    ]);
    const foreign = await openProgram(practice, { home: "nanhu" });
    for (const program of [Number(foreign), 60_000]) {
      const refused = await firm.post("/applications", { enterprise: own(), ...wanted, program });
      expect(code(refused), String(program)).to.deep.equal([400, "ProgramOfOther"]);
    }
    const dear = await firm.post("/applications", { enterprise: own(), ...wanted, face: "4000001" });
    expect(code(dear)).to.deep.equal([400, "FaceTooGreat"]);
  });

  it("name a provider that there is", async () => {
    const refused = await firm.post("/applications", { enterprise: own(), ...wanted, provider: "P1-51" });
    expect(code(refused)).to.deep.equal([400, "ProviderUnknown"]);
    expect((refused.body as { field: string }).field).to.equal("provider");
  });

  it("are decided as they were seen: what was asked back, changed and handed in again is looked at again", async () => {
    const id = await submitted();
    const after = await seenBy(bureau, id);
    told(await step(bureau, id, "askBack", { words: "Which powder?" }));
    told(await firm.put(`/applications/${id}`, { ...wanted, face: "1500000" }));
    told(await step(firm, id, "submit"));
    expect(code(await step(bureau, id, "accept", { after }))).to.deep.equal([409, "ApplicationElsewhere"]);
    expect(code(await bureau.post(`/applications/${id}/steps`, { step: "accept" }))).to.deep.equal([
      400,
      "RequestWrong",
    ]);
    expect(told(await step(bureau, id, "accept")).granted).to.equal("1500000");
    told(await step(firm, id, "withdraw"));
  });

  it("take papers by what is in them, and give them back byte for byte to who may see them", async () => {
    const { id } = await make();
    const script = base64("<html><script>alert(1)</script></html>");
    expect(code(await add(id, "licence", script, "licence.pdf"))).to.deep.equal([400, "PaperOfOtherKind"]);
    expect(code(await add(id, "licence", ""))).to.deep.equal([400, "PaperEmpty"]);
    const large = Buffer.concat([Buffer.from(PDF, "base64"), Buffer.alloc(4 * 1_048_576)]).toString("base64");
    expect(code(await add(id, "licence", large))).to.deep.equal([413, "PaperTooLarge"]);
    const { papers } = told(await add(id, "licence", PNG, '营业执照".pdf'));
    expect(papers[0]).to.include({ kind: "licence", name: '营业执照".pdf.png', type: "image/png" });
    const at = `/applications/${id}/papers/${papers[0]!.id}`;
    const response = await fetch(`${office.url}${at}`, { headers: { cookie: firm.cookie } });
    expect(Buffer.from(await response.arrayBuffer()).toString("base64")).to.equal(PNG);
    expect(response.headers.get("content-disposition")).to.match(/^attachment; filename\*=UTF-8''/);
    expect((await neighbour.get(at)).status).to.equal(404);
    expect(told(await firm.post(`${at}/remove`)).papers).to.deep.equal([]);
    const hidden = told(await add(id, "other", PDF, "quotation\u202efdp.hta")).papers;
    expect(hidden[0]).to.have.property("name", "quotationfdp.hta.pdf");
    for (let i = 1; i < 10; i += 1) told(await add(id, "other"));
    expect(code(await add(id, "other"))).to.deep.equal([409, "TooManyPapers"]);
  });

  it("are asked back with a reason, completed, and accepted with less than was asked for", async () => {
    const id = await submitted();
    expect(code(await step(bureau, id, "askBack"))).to.deep.equal([400, "WordsMissing"]);
    told(await step(bureau, id, "askBack", { words: "The quotation names no date." }));
    expect(code(await step(bureau, id, "accept"))).to.deep.equal([409, "ApplicationElsewhere"]);
    expect(told(await firm.put(`/applications/${id}`, { ...wanted, face: "900000" })).wanted?.face).to.equal("900000");
    told(await step(firm, id, "submit"));
    expect(code(await firm.put(`/applications/${id}`, wanted))).to.deep.equal([409, "ApplicationElsewhere"]);
    expect(code(await add(id, "other"))).to.deep.equal([409, "ApplicationElsewhere"]);
    expect(code(await step(bureau, id, "accept", { face: "900001" }))).to.deep.equal([400, "MoreThanAsked"]);
    const accepted = told(await step(bureau, id, "accept", { face: "800000" }));
    expect(accepted).to.include({ state: "accepted", granted: "800000" });
    expect(accepted.steps.map((one) => one.step)).to.deep.equal([...["make", "submit", "askBack", "submit", "accept"]]);
    expect(accepted.steps[2]!.words).to.equal("The quotation names no date.");
  });

  it("that the ledger would not issue are not accepted, and everybody is told why beforehand", async () => {
    const id = await submitted({ serviceClass: 200 });
    const { against } = told(await firm.get(`/applications/${id}`));
    expect(against.map((reason) => reason.code)).to.include("ClassNotCovered");
    expect(code(await step(bureau, id, "accept"))).to.deep.equal([409, "ClassNotCovered"]);
    expect(told(await bureau.get(`/applications/${id}`)).state).to.equal("submitted");
  });

  it("that were refused are appealed once, in time, and decided by the Approver", async () => {
    const id = await submitted();
    told(await step(bureau, id, "refuse", { words: "This service is excluded." }));
    expect(code(await step(firm, id, "appeal"))).to.deep.equal([400, "WordsMissing"]);
    told(await step(firm, id, "appeal", { words: "It is research." }));
    expect(code(await step(bureau, id, "grant", { words: "So it is." }))).to.deep.equal([403, "NotYours"]);
    expect(told(await step(approver, id, "uphold", { words: "It is not." })).state).to.equal("upheld");
    expect(code(await step(firm, id, "appeal", { words: "Again." }))).to.deep.equal([409, "ApplicationElsewhere"]);

    const other = await submitted();
    told(await step(bureau, other, "refuse", { words: "This service is excluded." }));
    told(await step(firm, other, "appeal", { words: "It is research." }));
    expect(told(await step(approver, other, "grant", { words: "So it is." }))).to.include({
      state: "accepted",
      granted: wanted.face,
    });
  });

  it("become the file of a list once, which a plan is made of", async () => {
    for (;;) {
      // What earlier tests accepted.
      const { status } = await bureau.post("/application-lists", { program: wanted.program });
      if (status === 409) break;
    }
    const ids = [await submitted(), await submitted({ face: "700000" })];
    for (const id of ids) told(await step(bureau, id, "accept"));
    const listed = await bureau.post("/application-lists", { program: wanted.program });
    const { list } = listed.body as { list: string };
    expect(code(await bureau.post("/application-lists", { program: wanted.program }))).to.deep.equal([
      ...[409, "NothingAccepted"],
    ]);
    const again = { program: wanted.program, among: [ids[0]] };
    expect(code(await bureau.post("/application-lists", again))).to.deep.equal([409, "NothingAccepted"]);
    const table = (await bureau.get(`/application-lists/${list}`)).body as string;
    expect(table.replace("\ufeff", "").split("\n")).to.deep.equal([
      "Enterprise,Face,Note",
      `${own()},10000.00,${ids[0]}`,
      `${own()},7000.00,${ids[1]}`,
      "",
    ]);
    const file = path.join(practice.folder, "accepted.csv");
    await writeFile(file, table);
    const plan = path.join(practice.folder, "accepted.plan.json");
    const said = await practice.tongdui(
      ...([
        "wujin bureau",
        "voucher",
        "plan",
        file,
        "--program",
        String(wanted.program),
        "--out",
        plan,
        "--allow-repeats",
      ] as const),
    );
    expect(said.exit, JSON.stringify(said)).to.equal(0);
    expect(JSON.parse(await readFile(plan, "utf8"))).to.include({ count: 2, totalFen: "1700000" });

    const undone = await bureau.post(`/application-lists/${list}/undo`);
    expect(undone.status).to.equal(200);
    expect(told(await firm.get(`/applications/${ids[0]}`)).state).to.equal("accepted");
    expect(code(await bureau.get(`/application-lists/${list}`))).to.deep.equal([409, "ListUndone"]);
  });

  it("are listed to who may see them, by state and program", async () => {
    const id = await submitted();
    await make();
    const of = async (who: Visitor, query = ""): Promise<string[]> => {
      const { body } = await who.get(`/applications?limit=200${query}`);
      return (body as { items: { id: string }[] }).items.map((one) => one.id);
    };
    expect(await of(bureau, "&state=submitted")).to.include(id);
    expect(await of(bureau, "&state=refused")).to.not.include(id);
    expect(await of(bureau, `&program=${wanted.program + 1}`)).to.deep.equal([]);
    expect(await of(bureau, "&state=draft")).to.deep.equal([]);
    expect(await of(neighbour)).to.deep.equal([]);
    expect(await of(firm, "&state=draft")).to.not.deep.equal([]);
  });

  it("cannot be decided by an officer whose own they are", async () => {
    const mine = await practice.as("wujin bureau").enterprises.register([
      {
        home: 2,
        wallet: person("wujin bureau").address,
        party: `0x${"71".repeat(32)}`,
        group: `0x${"72".repeat(32)}`,
        profile: `0x${"73".repeat(32)}`,
      },
    ]);
    await mine.wait();
    const id = formatEnterprise((2n << 32n) | (await practice.ledger.enterprises.countOf(2)));
    const made = told(await bureau.post("/applications", { enterprise: id, ...wanted }));
    for (const kind of ["licence", "quotation"]) {
      told(await bureau.post(`/applications/${made.id}/papers`, { kind, name: "a.pdf", content: PDF }));
    }
    told(await step(bureau, made.id, "submit"));
    expect(code(await step(bureau, made.id, "accept"))).to.deep.equal([403, "NotYours"]);
  });

  it("are decided by nobody who signs for the provider with whom they would be spent", async () => {
    const provider = formatProvider(await proposeProvider(practice, person("wujin approver").address));
    const id = await submitted({ provider });
    told(await step(bureau, id, "refuse", { words: "This service is excluded." }));
    told(await step(firm, id, "appeal", { words: "It is research." }));
    expect(code(await step(approver, id, "grant", { words: "So it is." }))).to.deep.equal([403, "NotYours"]);
    told(await step(firm, id, "withdraw"));
  });

  it("come through a backup with their papers, and a change of either is found", async () => {
    const id = await submitted();
    const { papers } = told(await firm.get(`/applications/${id}`));
    await office.inTables(async (store) => {
      await backUp(store, path.join(practice.folder, "applications.backup"), Date.now());
      expect((await check(store)).faults).to.deep.equal([]);
      await store.database.query("UPDATE application_papers SET sealed = sealed_name WHERE id = $1", [papers[0]!.id]);
      const { faults } = await check(store);
      expect(faults.map(({ en }) => en)).to.deep.equal([
        `The paper ${papers[0]!.id} of application ${id} was changed.`,
      ]);
    });
  });

  it("are too late to appeal after sixty days", async () => {
    const id = await submitted();
    told(await step(bureau, id, "refuse", { words: "This service is excluded." }));
    await practice.goToDay((await practice.today()) + APPEAL_DAYS + 1);
    expect(code(await step(firm, id, "appeal", { words: "It is research." }))).to.deep.equal([409, "AppealTooLate"]);
  });
});
