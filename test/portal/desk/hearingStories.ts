/** What is said against a claim: an enterprise that refuses it, and a district that objects in the public notice. */
import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import { dayText } from "../../../portal/src/ui/dayText.ts";
import { orderState } from "../../../client/orderState.ts";
import { placeOrders, redeemOrders, type Scene } from "../../scripts/support/scene.ts";
import { giveReason, lookAnew, open, record, type Trial } from "./doing.ts";
import type { DeskWorld } from "./world.ts";

const SELLER = "123101105AMPLE001K";
const PROVIDERS_SEAT = 2;

/** @param scene whose vouchers 2 and 3 have no order yet. */
export function checkHearings(it: Trial, world: () => DeskWorld, scene: () => Scene): void {
  const stateOf = async (order: string) => orderState(world().queues.office.ledger, order);

  it("lets an enterprise refuse a claim that was brought before it answered, with a reason that stays at the office", async () => {
    const w = world();
    const [order = ""] = await placeOrders(w.queues.office, scene(), [1]);
    const operator = await w.as("operator", 0);
    await operator.getByRole("link", { name: "Draft orders and claims" }).click();
    const form = operator.locator("form").nth(1);
    await form.getByLabel("Order", { exact: true }).fill(order);
    await form.getByLabel("Seller's credit code").fill(SELLER);
    await form.getByLabel("Invoice number").fill("26312000000000000099");
    await form.getByLabel("Invoiced, in yuan").fill("100,000");
    await form.getByLabel("What shows the delivery").fill("The report lies before us");
    await form.getByRole("button", { name: "Ask the parties to sign" }).click();
    await form.getByText("Drafted. The parties are asked to sign.").waitFor();

    const laboratory = await w.as("laboratory 1", 0);
    await open(w, laboratory, /Sign the claim of voucher 1-000002/);
    await laboratory.getByRole("button", { name: /^Sign it/ }).click();
    await laboratory.getByText("Signed, and handed to the office.").waitFor();
    await open(w, operator, /Bring the claim of voucher 1-000002/);
    await record(operator);
    expect((await stateOf(order)).stage).to.equal("Claimed");

    const phone = { viewport: { width: 390, height: 844 } };
    const firm = await w.as("firm 1-2", 0, { lang: "zh", ...phone });
    await open(w, firm, /答复双创券 1-000002 的核销申请/);
    const graceEnd = dayText(isoOfDay((await stateOf(order)).waitEnd), "zh");
    await firm.getByRole("definition").filter({ hasText: graceEnd }).waitFor();
    await firm.getByLabel("或填写拒绝理由").fill("报告缺少第二部分");
    await firm.getByRole("button", { name: "拒绝", exact: true }).click();
    await w.picture(firm, "14-refuse-phone-zh");
    await firm.getByRole("button", { name: /^确认签署/ }).click();
    await firm.getByText("已签署并交办公系统。").waitFor();
    await lookAnew(w, firm);
    await firm.getByText("没有待办事项。").waitFor();

    await open(w, operator, /Bring the refusal of voucher 1-000002/);
    await record(operator);
    const { stage, round } = await stateOf(order);
    expect([stage, round]).to.deep.equal(["Placed", 1]);
    for (const page of [operator, laboratory, firm]) await page.context().close();
  });

  it("hears an objection: the provider's Bureau raises it, the home Bureau proposes to end it, the Approver confirms", async () => {
    const w = world();
    const { office } = w.queues;
    const [order = ""] = await placeOrders(office, scene(), [2]);
    await redeemOrders(office, scene(), [2], [order]);
    const stands = async () => office.ledger.orders.objectionStands(order, PROVIDERS_SEAT);

    const yangpu = await w.as("yangpu bureau", 1, { lang: "zh" });
    await open(w, yangpu, /公示中：双创券 1-000003 的核销/);
    await giveReason(yangpu, "报告的交付日期与发票不符");
    await record(yangpu);
    expect(await stands()).to.equal(true);

    const bureau = await w.as("wujin bureau", 2);
    await open(w, bureau, /objection to the redemption of voucher 1-000003/);
    await giveReason(bureau, "The provider has shown the report of that day");
    await w.picture(bureau, "15-resolve");
    await record(bureau);
    expect(await stands(), "before the Approver has confirmed").to.equal(true);

    const approver = await w.as("wujin approver", 2);
    await open(w, approver, /End an objection/);
    await approver.getByRole("definition").filter({ hasText: "1-000003" }).waitFor();
    await approver.getByText(/^Order 0x\S+: voucher 1-000003, provider P1-1/).waitFor();
    await w.picture(approver, "16-confirm-resolve");
    await record(approver);
    expect(await stands()).to.equal(false);
    for (const page of [yangpu, bureau, approver]) await page.context().close();
  });
}
