import { expect } from "chai";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { id, ZeroHash } from "ethers";
import type { Page } from "playwright-core";
import { isoOfDay } from "../../../client/days.ts";
import { decodeOrder } from "../../../client/orderWord.ts";
import { STRICTEST } from "../../../client/publication.ts";
import { changeSettings } from "../../../office/publication/settings.ts";
import { ItemList } from "../../../scripts/vouchers/itemList.ts";
import { planOf, writePlan } from "../../../scripts/vouchers/planFile.ts";
import { matchUp, postDemand, postOffer } from "../../scripts/support/matching.ts";
import { person } from "../../scripts/support/office.ts";
import { NUMBERS, nextFirm, proposeProvider, registerFirms, TERMS } from "../../scripts/support/scene.ts";
import { lookAnew, open, record, sent } from "./doing.ts";
import { openDeskWorld, type DeskWorld } from "./world.ts";

const [BUREAU, APPROVER, FINANCE] = ["wujin bureau", "wujin approver", "wujin finance"];
const LABORATORY = "laboratory of the walk";

describe("The desk, from notice to payment", () => {
  let w: DeskWorld;
  let firmName: string;
  let folder: string;
  let plan: string;
  let today: number;
  let bureau: Page, approver: Page, finance: Page, operator: Page, yangpu: Page, laboratory: Page;
  before(async () => {
    w = await openDeskWorld();
    folder = await mkdtemp(path.join(tmpdir(), "walk-"));
    await prepare();
  });
  after(async () => {
    await w.close();
    await rm(folder, { recursive: true });
  });

  /** A program of Wujin joint with Yangpu, a firm, a provider that is proposed, and a plan for the firm. */
  async function prepare(): Promise<void> {
    const { office } = w.queues;
    today = await office.today();
    const terms = { ...TERMS, home: NUMBERS.wujin, lastIssueDay: today + 300, joint: [1, 0, 0, 0, 0, 0, 0, 0] };
    await sent(office.as(BUREAU).programs.propose(terms, "https://policy.example/1"));
    await sent(office.as(APPROVER).programs.confirm(1));
    await sent(office.as(FINANCE).programs.raise(1, 0, 100_000_000n));
    firmName = nextFirm();
    const [firm = 0n] = await registerFirms(office, 1);
    await proposeProvider(office, person(LABORATORY).address);
    await w.queues.offices[2]!.inTables(async ({ database }) => {
      const title = { en: "Pilot", zh: "试点项目" };
      const programs = { "1": { title, serviceClasses: { "1": { en: "Testing", zh: "检验检测" } } } };
      await changeSettings(database, { now: Date.now }, { settings: STRICTEST, programs }, 0, person(BUREAU).address);
    });
    const items = new ItemList();
    items.add({ line: 2, enterprise: firm, face: 10_000_000n });
    plan = path.join(folder, "vouchers.plan.json");
    const source = { file: "vouchers.csv", digest: id("source") };
    await writePlan(plan, planOf({ program: 1n, tail: ZeroHash, items, source }), office.deployment);
  }

  it("raises the budget: what the Approver confirms is said from the act itself, here and in the desk's own window", async () => {
    approver = await w.as(APPROVER, 2);
    await w.picture(approver, "1-queue");
    await open(w, approver, /Raise the budget of program 1/);
    await approver.getByText("The ledger would take it. Nothing is sent yet.").waitFor();
    await approver.getByText(/^This is what the office tells, from its index\./).waitFor();
    await approver.getByText("Program 1 of district 2: open; budget ¥0.00, of which ¥0.00 is not issued.").waitFor();
    const said = approver.getByText("The budget of program 1 is raised from ¥0.00 to ¥1,000,000.00.");
    expect(await said.count()).to.equal(1);
    await w.picture(approver, "2-act");
    await record(approver);
    expect(w.window(APPROVER)).to.contain("The budget of program 1 is raised from ¥0.00 to ¥1,000,000.00.");
    await w.picture(approver, "3-recorded");
  });

  it("countersigns a provider, with the last day of its notice", async () => {
    yangpu = await w.as("yangpu bureau", 1);
    await open(w, yangpu, /Countersign the admission of P1-1/);
    await yangpu.getByRole("button", { name: "Countersign an admission" }).click();
    await yangpu.getByLabel("Last day of the public notice").fill(isoOfDay(today + 5));
    await w.picture(yangpu, "4-notice-end");
    await yangpu.getByRole("button", { name: "Show what will be recorded" }).click();
    await record(yangpu);
  });

  it("announces a list from its plan's file and the decision's file", async () => {
    bureau = await w.as(BUREAU, 2, { lang: "zh" });
    await bureau.getByRole("link", { name: "公示名单" }).click();
    await bureau.getByLabel("计划文件").setInputFiles(plan);
    await bureau.getByText("¥100,000.00").waitFor();
    await bureau.getByLabel("所依据的决定文件").setInputFiles(plan);
    await bureau.getByLabel("公示最后一天").fill(isoOfDay(today + 6));
    await w.picture(bureau, "5-announce-zh");
    await bureau.getByRole("button", { name: "查看将记录的内容" }).click();
    await bureau.getByText(/项目 1：名单共 1 张双创券、合计 ¥100,000.00/).waitFor();
    await w.picture(bureau, "6-announce-act-zh");
    await record(bureau);
  });

  it("approves it in both districts; a second click, or the page loaded anew, does nothing twice", async () => {
    await open(w, approver, /Approve list L1-1/);
    await approver.getByText(/Program 1: a list of 1 voucher, ¥100,000.00 in all, announced/).waitFor();
    await w.picture(approver, "7-approve");
    await approver.getByRole("button", { name: /^Record it/ }).dblclick();
    await approver.getByText(/Recorded in block \d+/).waitFor();
    // The queue is the index's, which is a moment behind the ledger.
    await w.queues.caughtUp();
    await approver.reload();
    await approver.getByText("This does not wait for you any more.").waitFor();
    const other = await w.as("yangpu approver", 1);
    await open(w, other, /Approve list L1-1/);
    await record(other);
    const { approvals } = await w.queues.office.ledger.vouchers.batchOf(await listId());
    expect(approvals).to.equal(2n);
  });

  const listId = async (): Promise<string> => {
    const { vouchers } = w.queues.office.ledger;
    const [event] = await vouchers.queryFilter(vouchers.filters.BatchAnnounced());
    return event!.args.batch;
  };

  it("issues the list after its notice, and admits the provider", async () => {
    await w.queues.office.goToDay(today + 7);
    await open(w, bureau, /发放名单 L1-1/);
    await bureau.getByLabel("计划文件").setInputFiles(plan);
    await bureau.getByText("企业 2-1：¥100,000.00。").waitFor();
    await w.picture(bureau, "8-issue-zh");
    await bureau.getByRole("button", { name: "确认发放" }).click();
    await bureau.getByText("名单已全部发放。").waitFor();
    operator = await w.as("operator", 0);
    await open(w, operator, /Admit provider P1-1/);
    await record(operator);
    expect(await w.queues.office.ledger.vouchers.serialOf(1)).to.equal(1n);
  });

  it("drafts an order, which both parties sign on their own desks, and places it", async () => {
    const { office } = w.queues;
    const [enterprise, provider] = [
      { id: (2n << 32n) | 1n, key: person(firmName) },
      { id: (1n << 32n) | 1n, key: person(LABORATORY) },
    ];
    const demand = await postDemand(office, enterprise);
    const match = await matchUp(office, enterprise, provider, { demand, offer: await postOffer(office, provider) });
    await operator.goto(new URL(`/desk/drafts?match=${match}`, operator.url()).href);
    const form = operator.locator("form").first();
    await form.locator(`input[value="${match}"]`).waitFor();
    expect(await form.getByLabel("Provider", { exact: true }).inputValue()).to.equal("P1-1");
    expect(await form.getByLabel("Service class").inputValue()).to.equal("1");
    const entries: Record<string, string> = {
      Voucher: "1-000001",
      "Drawn on the voucher, in yuan": "30,000",
      "The contract's value, in yuan": "100,000",
      "The contract's date": isoOfDay(today + 7),
      "To be delivered by": isoOfDay(today + 60),
      "The contract's number": "XY-077",
      "Enterprise's credit code": "913204125AMPLE010W",
      "Provider's credit code": "123101105AMPLE001K",
    };
    for (const [name, value] of Object.entries(entries)) await form.getByLabel(name, { exact: true }).fill(value);
    await form.getByLabel("The contract's file").setInputFiles({
      name: "contract.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("The contract XY-077"),
    });
    const classes = form.getByLabel("Service class");
    const names = ["Choose …", "Testing", "class 2", "class 3", "class 4", "class 5", "class 6", "class 7"];
    expect(await classes.locator("option").allTextContents()).to.deep.equal(names);
    await classes.selectOption({ label: "class 3" });
    await form.getByRole("button", { name: "Ask the parties to sign" }).click();
    await form.getByText(/is not admitted for service class 3/).waitFor();
    expect(await classes.getAttribute("aria-invalid")).to.equal("true");
    await classes.selectOption({ label: "Testing" });
    await w.picture(operator, "9-draft");
    await form.getByRole("button", { name: "Ask the parties to sign" }).click();
    await operator.getByText("Drafted. The parties are asked to sign.").waitFor();
    const firm = await w.as(firmName, 0, { viewport: { width: 390, height: 844 }, lang: "zh" });
    await open(w, firm, /签署双创券 1-000001 的订单/);
    await firm.getByText(/使用券额不超过 ¥30,000.00，合同金额 ¥100,000.00/).waitFor();
    // The ledger's own word, through the firm's own key, and the district's, which is called so.
    await firm.getByText(/^双创券 1-000001（企业 2-1，项目 1）：有效；面额 ¥100,000.00，余额 ¥100,000.00/).waitFor();
    await firm.getByRole("heading", { name: "名称（由各区公布）" }).waitFor();
    await firm.getByText("服务类别 1：检验检测").waitFor();
    await firm.getByText("完整编码", { exact: true }).click();
    await firm.getByText("所签内容，即订单编号").waitFor();
    await w.picture(firm, "10-sign-phone-zh");
    await firm.getByRole("button", { name: /^确认签署/ }).click();
    await firm.getByText("已签署并交办公系统。").waitFor();
    laboratory = await w.as(LABORATORY, 0);
    await open(w, laboratory, /Sign the order of voucher 1-000001/);
    await laboratory.getByRole("button", { name: /^Sign it/ }).click();
    await laboratory.getByText("Signed, and handed to the office.").waitFor();
    await open(w, operator, /Bring the order of voucher 1-000001/);
    await operator.getByRole("button", { name: "Show what will be recorded" }).click();
    await operator.getByText(/¥30,000.00 are locked for a contract of ¥100,000.00/).waitFor();
    await record(operator);
    const [placed] = await office.ledger.orders.queryFilter(office.ledger.orders.filters.OrderPlaced());
    expect(placed!.args.terms.referenceTo).to.equal(match);
    await firm.context().close();
  });

  const orderId = async (): Promise<string> => {
    const { orders } = w.queues.office.ledger;
    const [event] = await orders.queryFilter(orders.filters.OrderPlaced());
    return event!.args[0];
  };

  it("drafts a claim, which the provider signs and the enterprise accepts, and redeems it", async () => {
    await operator.getByRole("link", { name: "Draft orders and claims" }).click();
    const form = operator.locator("form").nth(1);
    await form.getByLabel("Order", { exact: true }).fill(await orderId());
    await form.getByLabel("Seller's credit code").fill("123101105AMPLE001K");
    await form.getByLabel("Invoice number").fill("26312000000000000077");
    await form.getByLabel("Invoiced, in yuan").fill("100,000");
    await form.getByLabel("What shows the delivery").fill("The report lies before us");
    await form.getByRole("button", { name: "Ask the parties to sign" }).click();
    await form.getByText("Drafted. The parties are asked to sign.").waitFor();
    await open(w, laboratory, /Sign the claim of voucher 1-000001/);
    await laboratory.getByRole("button", { name: /^Sign it/ }).click();
    await laboratory.getByText("Signed, and handed to the office.").waitFor();
    const firm = await w.as(firmName, 0);
    await open(w, firm, /Answer the claim on voucher 1-000001/);
    await w.picture(firm, "11-answer");
    await firm.getByRole("button", { name: "It was delivered: accept" }).click();
    await firm.getByRole("button", { name: /^Sign it/ }).click();
    await firm.getByText("Signed, and handed to the office.").waitFor();
    await open(w, operator, /Bring the claim of voucher 1-000001/);
    const now = await w.queues.office.today();
    await operator.getByLabel("Last day of the public notice").fill(isoOfDay(now + 5));
    await operator.getByRole("button", { name: "Show what will be recorded" }).click();
    await record(operator);
    await w.queues.office.goToDay(now + 6);
  });

  it("opens the payment, and settles it with the bank's answer", async () => {
    await open(w, bureau, /审核 1 笔订单并开立拨付批次/);
    await bureau.getByText(/双创券 1-000001，服务机构 P1-1，¥30,000.00，已核销/).waitFor();
    await w.picture(bureau, "12-open-zh");
    await record(bureau);
    finance = await w.as(FINANCE, 2);
    await open(w, finance, /Record the bank's answer to payment 1/);
    const day = isoOfDay(await w.queues.office.today());
    await finance.getByLabel("The bank's file (CSV)").setInputFiles({
      name: "bank.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`Reference,Amount,Result,Receipt,Date\r\nTD1-1,30000.00,paid,B0001,${day}\r\n`),
    });
    await w.picture(finance, "13-bank");
    await finance.getByRole("button", { name: "Show what will be recorded" }).click();
    await finance.getByText(/paid, for good/).waitFor();
    await record(finance);
    const { stage } = decodeOrder(await w.queues.office.ledger.orders.wordOf(await orderId()));
    expect(stage).to.equal("Paid");
    await lookAnew(w, finance);
    await finance.getByText("Nothing waits for you.").waitFor();
  });
});
