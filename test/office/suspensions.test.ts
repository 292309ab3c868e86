import { expect } from "chai";
import { id as hashOf } from "ethers";
import type { StepName } from "../../client/applications.ts";
import { isoOfDay } from "../../client/days.ts";
import { formatProvider } from "../../client/ids.ts";
import {
  APPEAL_DAYS,
  reinstating,
  type SuspensionAppealTold,
  type SuspensionTold,
} from "../../client/suspensionAppeals.ts";
import { Suspensions } from "../../office/applications/suspensions.ts";
import { openLedger } from "../../office/ledger.ts";
import { person } from "../scripts/support/office.ts";
import { openProxy } from "../scripts/support/proxy.ts";
import { proposeProvider, setScene, type Scene } from "../scripts/support/scene.ts";
import { code, type DistrictOffice, type Reply, type Visitor } from "./support/district.ts";
import { openQueues, type Item, type Queues } from "./support/queues.ts";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "latin1").toString("base64");
const WHY = "The accreditation lapsed on 30 June.\n资质已于六月三十日到期。";

describe("Appeals of providers against their suspension", () => {
  let q: Queues;
  let office: DistrictOffice;
  let scene: Scene;
  let own: string;
  let laboratory: Visitor;
  let firm: Visitor;
  let bureau: Visitor;
  let approver: Visitor;

  before(async () => {
    q = await openQueues();
    scene = await setScene(q.office, { vouchers: 1, providerIn: "wujin" });
    own = formatProvider(scene.provider);
    office = q.offices[2]!;
    laboratory = await office.as(scene.providerKey);
    firm = await office.as(scene.enterprises[0]!.key);
    bureau = await office.as("wujin bureau");
    approver = await office.as("wujin approver");
  });
  after(async () => q.close());

  const told = ({ status, body }: Reply): SuspensionAppealTold => {
    expect(status, JSON.stringify(body)).to.equal(200);
    return body;
  };
  const suspend = async (by = "wujin bureau", why?: string): Promise<void> => {
    const [purpose, subject] = ["suspend", `provider ${own}`];
    const document = { purpose, subject, reason: why };
    const kept = why === undefined ? undefined : await bureau.post("/documents", { purpose, subject, document });
    const reason = (kept?.body as { commitment: string } | undefined)?.commitment ?? hashOf("kept elsewhere");
    await (await q.office.as(by).providers.suspend(scene.provider, reason)).wait();
  };
  const reinstate = async (): Promise<void> => {
    const [bureaus, approvers] = [q.office.as("wujin bureau"), q.office.as("wujin approver")];
    await (await bureaus.providers.reinstate(scene.provider, hashOf("mended"))).wait();
    await (await approvers.providers.confirmReinstate(scene.provider, hashOf("mended"))).wait();
  };
  const suspensions = async (who = laboratory): Promise<SuspensionTold[]> =>
    ((await who.get("/suspensions")).body as { suspensions: SuspensionTold[] }).suspensions;
  const begin = async (): Promise<SuspensionAppealTold> =>
    told(await laboratory.post("/suspensions", { provider: own }));
  const step = async (who: Visitor, id: string, name: StepName, words?: string): Promise<Reply> => {
    const { status, body } = await who.get(`/suspensions/${id}`);
    const after = status === 200 ? (body as SuspensionAppealTold).steps.length : 0;
    return who.post(`/suspensions/${id}/steps`, { step: name, after, ...(words !== undefined && { words }) });
  };
  const appealed = async (): Promise<string> => {
    const { id } = await begin();
    told(await step(laboratory, id, "appeal", "It was renewed on 29 June."));
    return id;
  };
  const waiting = async (who: Visitor): Promise<readonly Item[]> => {
    await q.caughtUp();
    return ((await who.get("/queue")).body as { items: Item[] }).items.filter(({ kind }) => /[Ss]uspension/.test(kind));
  };

  it("cannot be begun by a provider that is not suspended", async () => {
    expect(await suspensions()).to.deep.equal([]);
    expect(code(await laboratory.post("/suspensions", { provider: own }))).to.deep.equal([409, "NotSuspended"]);
    expect(await waiting(laboratory)).to.deep.equal([]);
  });

  it("begin where it is told who suspended it, when and why, for whoever is suspended signs in as before", async () => {
    const today = isoOfDay(await q.office.today());
    await suspend("wujin bureau", WHY);
    const again = await office.as(scene.providerKey);
    const [suspension] = await suspensions(again);
    expect(suspension).to.include({
      provider: own,
      on: today,
      why: WHY,
      by: person("wujin bureau").address,
      appeal: null,
    });
    expect(suspension?.reason).to.match(/^0x[\da-f]{64}$/);
    const [item] = await waiting(laboratory);
    expect(item).to.include({ kind: "appealSuspension", due: suspension?.appealThrough, optional: true });
    expect(await suspensions(firm)).to.deep.equal([]);
    expect(await suspensions(bureau)).to.deep.equal([]);
  });

  it("are a draft that nobody else sees, with papers by what is in them", async () => {
    const { id, can, state } = await begin();
    expect({ can, state }).to.deep.equal({ can: ["appeal", "withdraw"], state: "refused" });
    expect(code(await laboratory.post("/suspensions", { provider: own }))).to.deep.equal([409, "AppealBegun"]);
    const add = async (who: Visitor, content = PDF): Promise<Reply> =>
      who.post(`/suspensions/${id}/papers`, { kind: "qualification", name: "renewed.pdf", content });
    const script = Buffer.from("<script>alert(1)</script>").toString("base64");
    expect(code(await add(laboratory, script))).to.deep.equal([400, "PaperOfOtherKind"]);
    const { papers } = told(await add(laboratory));
    const paper = `/suspensions/${id}/papers/${papers[0]!.id}`;
    for (const other of [firm, bureau, approver]) {
      expect((await other.get(`/suspensions/${id}`)).status).to.equal(404);
      expect((await other.get(paper)).status).to.equal(404);
    }
    expect(code(await add(firm))).to.deep.equal([404, "NotFound"]);
    expect(code(await step(laboratory, id, "appeal"))).to.deep.equal([400, "WordsMissing"]);
    const handed = told(await step(laboratory, id, "appeal", "It was renewed on 29 June."));
    expect(handed).to.deep.include({ state: "appealed", can: ["withdraw"], stands: true });
    expect(code(await add(laboratory))).to.deep.equal([409, "ApplicationElsewhere"]);
    expect((await approver.get(paper)).status).to.equal(200);
    expect((await firm.get(paper)).status).to.equal(404);
  });

  it("are decided by the district's Approver, and by nobody who suspended or signs for the provider", async () => {
    const [{ appeal }] = (await suspensions()) as [SuspensionTold];
    const id = appeal!;
    expect(code(await step(bureau, id, "grant", "So be it."))).to.deep.equal([403, "NotYours"]);
    expect(code(await step(laboratory, id, "grant", "So be it."))).to.deep.equal([403, "NotYours"]);
    expect(code(await step(firm, id, "uphold", "No."))).to.deep.equal([404, "NotFound"]);
    const neighbour = await q.offices[1]!.as("yangpu approver");
    expect((await neighbour.get(`/suspensions/${id}`)).status).to.equal(404);
    expect((await waiting(approver)).map(({ kind }) => kind)).to.deep.equal(["decideSuspensionAppeal"]);
    expect(await waiting(bureau)).to.deep.equal([]);
    expect(code(await step(approver, id, "uphold"))).to.deep.equal([400, "WordsMissing"]);
    const granted = told(await step(approver, id, "grant", "It was renewed in time."));
    expect(granted).to.deep.include({ state: "accepted", stands: true, can: [] });
    expect(granted.steps.map((one) => one.step)).to.deep.equal(["make", "appeal", "grant"]);
  });

  it("that were granted are carried out on the ledger: the Bureau is offered the very act, and the Approver its confirmation", async () => {
    const [item] = await waiting(bureau);
    expect(item).to.include({ kind: "liftSuspension" });
    expect(item?.offers).to.deep.equal([
      {
        part: "providers",
        name: "reinstate",
        args: [String(scene.provider), { need: "reason", purpose: "reinstate", subject: `provider ${own}` }],
      },
    ]);
    const [propose, confirm] = reinstating(own).map((line) => line.replace("npx tongdui ", ""));
    const words = (line: string): string[] => line.replace('"…"', "Renewed").split(" ");
    expect((await q.office.tongdui("wujin bureau", ...words(propose!), "--yes")).exit).to.equal(0);
    expect(await waiting(bureau)).to.deep.equal([]);
    expect((await q.of("wujin approver", 2)).map(({ kind }) => kind)).to.include("confirm reinstate");
    const confirmed = await q.office.tongdui("wujin approver", ...words(confirm!), "--yes");
    expect(confirmed.exit, JSON.stringify(confirmed)).to.equal(0);
    expect(await suspensions()).to.deep.equal([]);
    const { body } = await laboratory.get("/suspensions");
    const [{ id }] = (body as { appeals: { id: string }[] }).appeals as [{ id: string }];
    expect(told(await laboratory.get(`/suspensions/${id}`))).to.deep.include({ state: "accepted", stands: false });
  });

  it("are one a suspension: dismissed with the reason it is over, and a new suspension has its own", async () => {
    await suspend();
    expect((await suspensions())[0]).to.include({ why: null, appeal: null });
    const id = await appealed();
    const dismissed = told(await step(approver, id, "uphold", "It was renewed too late."));
    expect(dismissed).to.deep.include({ state: "upheld", stands: true, can: [] });
    expect(dismissed.steps.at(-1)).to.include({
      words: "It was renewed too late.",
      by: person("wujin approver").address,
    });
    expect(code(await step(laboratory, id, "appeal", "Again."))).to.deep.equal([409, "ApplicationElsewhere"]);
    expect(code(await laboratory.post("/suspensions", { provider: own }))).to.deep.equal([409, "AppealBegun"]);
    expect(await waiting(laboratory)).to.deep.equal([]);
    await reinstate();
    await suspend();
    expect((await begin()).id).not.to.equal(id);
  });

  it("are worth nothing more once the suspension is over, and one that was withdrawn is not begun again", async () => {
    const [{ appeal }] = (await suspensions()) as [SuspensionTold];
    const id = appeal!;
    told(await step(laboratory, id, "appeal", "It was renewed on 29 June."));
    await reinstate();
    expect(code(await step(approver, id, "grant", "So be it."))).to.deep.equal([409, "SuspensionOver"]);
    expect(told(await approver.get(`/suspensions/${id}`)).can).to.deep.equal(["uphold"]);
    expect(told(await step(laboratory, id, "withdraw")).state).to.equal("withdrawn");
    await suspend();
    const another = await appealed();
    told(await step(laboratory, another, "withdraw"));
    expect(code(await laboratory.post("/suspensions", { provider: own }))).to.deep.equal([409, "AppealBegun"]);
    await reinstate();
  });

  it("that were thrown away before they were handed in are erased, and the suspension may be appealed anew", async () => {
    await suspend();
    const { id } = await begin();
    const paper = { kind: "qualification", name: "renewed.pdf", content: PDF };
    told(await laboratory.post(`/suspensions/${id}/papers`, paper));
    const gone = told(await step(laboratory, id, "withdraw"));
    expect(gone).to.deep.include({ state: "withdrawn", suspension: null, why: null, papers: [], can: [] });
    expect(gone.erased?.why).to.equal(null);
    expect((await suspensions())[0]?.appeal).to.equal(null);
    expect((await waiting(laboratory)).map(({ kind }) => kind)).to.deep.equal(["appealSuspension"]);
    const again = await appealed();
    expect(again).to.not.equal(id);
    told(await step(laboratory, again, "withdraw"));
    await reinstate();
  });

  it("are found in what has come since somebody looked, and not in the ledger's whole history each time", async () => {
    const proxy = await openProxy(q.office.url);
    const at = openLedger(q.office.deployment, [proxy.url]);
    const searched = (): number => proxy.asked.filter((method) => method === "eth_getLogs").length;
    try {
      const found = new Suspensions(at);
      expect(await found.of(own)).to.equal(undefined);
      const first = searched();
      expect(await found.of(own)).to.equal(undefined);
      expect(searched(), "nothing has come").to.equal(first);
      await suspend();
      const suspension = await found.of(own);
      expect(suspension).to.include({ provider: own, by: person("wujin bureau").address });
      expect(searched()).to.equal(first + 1);
      expect(await found.stillStands(suspension!)).to.equal(true);
      await reinstate();
      expect(await found.of(own)).to.equal(undefined);
      await suspend();
      expect(await found.stillStands(suspension!), "another one").to.equal(false);
      await reinstate();
    } finally {
      at.close();
      await proxy.close();
    }
  });

  it("are for the provider's own wallet at its own district's office", async () => {
    const away = formatProvider(await proposeProvider(q.office, person("a laboratory of Yangpu").address));
    const visitor = await office.as(person("a laboratory of Yangpu"));
    expect(code(await visitor.post("/suspensions", { provider: away }))).to.deep.equal([400, "OtherDistrict"]);
    await suspend();
    expect(code(await visitor.post("/suspensions", { provider: own }))).to.deep.equal([403, "NotYours"]);
    expect(code(await bureau.post("/suspensions", { provider: own }))).to.deep.equal([403, "NotYours"]);
  });

  it("are not decided by an account that suspended, though it has become the Approver since", async () => {
    const id = await appealed();
    await office.inTables(async ({ database }) => {
      // As if this account had suspended: the ledger gives nobody two duties in one day.
      await database.query("UPDATE applications SET refused_by = $1 WHERE id = $2", [
        person("wujin approver").address,
        id,
      ]);
    });
    expect(code(await step(approver, id, "grant", "So be it."))).to.deep.equal([403, "SameOfficer"]);
    expect(await waiting(approver)).to.deep.equal([]);
    told(await step(laboratory, id, "withdraw"));
    await reinstate();
  });

  it("are begun and handed in within sixty days, and not later", async () => {
    await suspend();
    const { id } = await begin();
    await q.office.goToDay((await q.office.today()) + APPEAL_DAYS);
    expect((await waiting(laboratory)).map(({ kind }) => kind)).to.deep.equal(["appealSuspension"]);
    await q.office.goToDay((await q.office.today()) + 1);
    expect(await waiting(laboratory)).to.deep.equal([]);
    expect(code(await step(laboratory, id, "appeal", "At last."))).to.deep.equal([409, "AppealTooLate"]);
    await reinstate();
    await suspend();
    await q.office.goToDay((await q.office.today()) + APPEAL_DAYS + 1);
    expect(code(await laboratory.post("/suspensions", { provider: own }))).to.deep.equal([409, "AppealTooLate"]);
  });
});
