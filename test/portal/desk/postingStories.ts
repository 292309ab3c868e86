/** An enterprise posts a demand at its desk, the Operator brings it to the ledger, a provider answers it, the demand is withdrawn, and another one is matched. */
import { expect } from "chai";
import { demandOf, offerOf } from "../../../client/matching/standing.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { enterpriseIn, postDemand, postOffer, providerIn } from "../../scripts/support/matching.ts";
import type { Scene } from "../../scripts/support/scene.ts";
import { isoOfDay } from "../../../client/days.ts";
import { expectAccessible, expectFits } from "../browser/visitor.ts";
import { handInDemand } from "../../office/support/handing.ts";
import { lookAnew, open, record, recordButton, type Trial } from "./doing.ts";
import { signIn, type DeskWorld } from "./world.ts";

const TITLE = "石墨烯粉体制备工艺优化 <b>graphene</b>";
const PHONE = "138 0013 8000";

/** @param world in which firm 1-1 is enterprise 2-1 and laboratory 1 is provider P1-1. */
export function checkPosting(it: Trial, world: () => DeskWorld, scene: () => Scene): void {
  let demand = "";

  it("brings a demand from the enterprise's form to the ledger, warned about personal data and with its contact set apart", async () => {
    const w = world();
    const { queues, portal } = w;
    const { page: firm } = await w.withWallet("firm 1-1");
    const complaints: string[] = [];
    firm.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await firm.goto(`${portal.url}/demands?lang=en`);
    await firm.getByRole("link", { name: "Post a demand", exact: true }).click();
    await signInThere(firm, 2);
    const everybody = firm.getByRole("group", { name: /^Public/ });
    await everybody.getByLabel("Service class").selectOption({ index: 1 });
    await everybody.getByLabel(/^Last day/).fill(isoOfDay((await queues.office.today()) + 60));
    await everybody.getByLabel("Title").fill(TITLE);
    await everybody.getByLabel("What is wanted").fill(`Finer grain.\nRing ${PHONE}.`);
    await firm
      .getByRole("group", { name: /^Private/ })
      .getByLabel("Telephone")
      .fill(PHONE);
    await expectAccessible(firm);
    await expectFits(firm);
    await w.picture(firm, "posting a demand, the form");
    await firm.getByRole("button", { name: "Look it over before signing" }).click();
    await firm.getByText("“What is wanted” has what looks like a mobile phone number (138…00).").waitFor();
    const sign = firm.getByRole("button", { name: /^Sign it: Sign a demand/ });
    expect(await sign.isDisabled()).to.equal(true);
    await firm.getByLabel("I have read it and want it published all the same").check();
    expect(await sign.isEnabled()).to.equal(true);
    await firm.getByRole("button", { name: "Back", exact: true }).click();
    await everybody.getByLabel("What is wanted").fill("Finer grain.\nAnd more even.");
    await firm.getByRole("button", { name: "Look it over before signing" }).click();
    await firm.getByText(/Enterprise 2-1 looks for a service of class/).waitFor();
    expect(await firm.getByText(/looks like a mobile/).count()).to.equal(0);
    await expectAccessible(firm);
    await w.picture(firm, "posting a demand, looked over");
    await sign.click();
    await firm.getByText("Signed, and handed to the office.").waitFor();
    expect(complaints.filter((one) => /Trusted|Content Security Policy/.test(one))).to.deep.equal([]);
    await firm.getByRole("link", { name: "Your demands and offers" }).first().click();
    const row = firm.getByRole("row").filter({ hasText: TITLE });
    await row.getByText("handed in", { exact: true }).waitFor();

    const operator = await w.as("operator", 2, { lang: "zh" });
    await open(w, operator, /发布企业 2-1 的需求/);
    await operator.getByText("And more even.").waitFor();
    expect(await operator.locator("main").innerText()).not.to.contain(PHONE);
    await operator
      .getByText(/企业 2-1 寻求服务类别/)
      .first()
      .waitFor();
    await expectAccessible(operator);
    await w.picture(operator, "posting a demand, the operator");
    await record(operator);
    await lookAnew(w, operator);
    expect(await operator.getByRole("link", { name: /发布企业 2-1 的需求/ }).count()).to.equal(0);

    await firm.reload();
    await row.getByText("posted", { exact: true }).waitFor();
    demand = (await row.getByRole("link", { name: TITLE }).getAttribute("href"))!.split("/").at(-1)!;
    expect(await demandOf(queues.office.ledger, demand)).to.include({ state: "Open" });
    await firm.goto(`${portal.url}/demands/${demand}?lang=zh`);
    await firm.getByRole("heading", { level: 1, name: TITLE }).waitFor();
    await firm.getByText("And more even.").waitFor();
    for (const page of [firm, operator]) await page.context().close();
  });

  it("lets a provider answer a demand from its page, signed with the desk's key in words", async () => {
    const w = world();
    const laboratory = await w.as("laboratory 1", 1, { lang: "zh" });
    await laboratory.goto(new URL(`/demands/${demand}`, laboratory.url()).href);
    await laboratory.getByRole("link", { name: "应答本需求" }).click();
    await laboratory.getByText("仅应答以下需求：").waitFor();
    const everybody = laboratory.getByRole("group", { name: /^公开部分/ });
    expect(await everybody.getByLabel("服务类别").isDisabled()).to.equal(true);
    await everybody.getByLabel("标题").fill("石墨烯工艺服务");
    await everybody.getByLabel("供给内容").fill("有设备，有十二年经验。");
    await expectAccessible(laboratory);
    await laboratory.getByRole("button", { name: "签署前核对" }).click();
    await laboratory.getByText(/对接成功后，另一方无法在此获知/).waitFor();
    await laboratory.getByRole("button", { name: /^确认签署/ }).click();
    await laboratory.getByText("已签署并提交办公系统。").waitFor();
    expect(w.window("laboratory 1")).to.match(/Provider P1-1 offers in answer to demand 0x/);

    const bureau = await w.as("yangpu bureau", 1);
    await open(w, bureau, /Post an offer of provider P1-1/);
    await record(bureau);
    await w.queues.caughtUp();
    await laboratory.goto(new URL(`/demands/${demand}`, laboratory.url()).href);
    await laboratory.getByRole("heading", { name: "应答本需求的供给" }).waitFor();
    const { ledger } = w.queues.office;
    const [posted] = await ledger.matching.queryFilter(ledger.matching.filters.OfferPosted());
    expect(await offerOf(ledger, posted!.args.offer)).to.include({ state: "Open" });
    for (const page of [laboratory, bureau]) await page.context().close();
  });

  it("takes a demand back from the ledger, signed by the enterprise and brought by the Bureau", async () => {
    const w = world();
    const firm = await w.as("firm 1-1", 2, { lang: "zh" });
    await firm.getByRole("link", { name: "供需发布" }).click();
    const row = firm.getByRole("row").filter({ hasText: TITLE });
    await row.getByRole("button", { name: "撤回" }).click();
    await firm
      .getByText(/此前已对接的不受影响|撤回/)
      .first()
      .waitFor();
    await expectAccessible(firm);
    await firm.getByRole("button", { name: /^确认签署/ }).click();
    await row.getByText("已提交撤回").waitFor();
    const bureau = await w.as("wujin bureau", 2);
    await open(w, bureau, /Withdraw a demand of enterprise 2-1/);
    await record(bureau);
    expect(await demandOf(w.queues.office.ledger, demand)).to.include({ state: "Withdrawn" });
    await firm.reload();
    await row.getByText("已撤回", { exact: true }).waitFor();
    for (const page of [firm, bureau]) await page.context().close();
  });

  it("refuses what is handed in with a reason that its party reads in the list of its posts", async () => {
    const w = world();
    const { office, offices } = w.queues;
    const title = "Something that nobody can read";
    await handInDemand(office, offices[2]!, enterpriseIn(scene()), { title, days: 30 });
    const operator = await w.as("operator", 2, { lang: "zh" });
    await open(w, operator, /发布企业 2-1 的需求/);
    await operator.getByRole("heading", { name: title }).waitFor();
    const refuse = operator.getByRole("button", { name: "确认不予受理" });
    expect(await refuse.isDisabled()).to.equal(true);
    await operator.getByLabel("不予受理的理由（提交单位可见）").fill("内容无法辨认，请重新填写。");
    await expectAccessible(operator);
    await expectFits(operator);
    await w.picture(operator, "refusing a demand, the operator");
    await refuse.click();
    await operator.getByText("已不予受理，提交单位可看到理由；不作记录。").waitFor();
    expect(await recordButton(operator).count()).to.equal(0);
    await lookAnew(w, operator);
    expect(await operator.getByRole("link", { name: /发布企业 2-1 的需求/ }).count()).to.equal(0);

    const firm = await w.as("firm 1-1", 2);
    await firm.getByRole("link", { name: "Demands and offers" }).click();
    const row = firm.getByRole("row").filter({ hasText: title });
    await row.getByText("refused", { exact: true }).waitFor();
    await row.getByText(/内容无法辨认，请重新填写。/).waitFor();
    expect(await row.getByRole("button").count()).to.equal(0);
    await expectAccessible(firm);
    await expectFits(firm);
    for (const page of [operator, firm]) await page.context().close();
  });

  it("brings a match from the provider's proposal to the ledger, signed by both at the office of the demand's district", async () => {
    const w = world();
    const { office } = w.queues;
    const sought = await postDemand(office, enterpriseIn(scene()));
    const offered = await postOffer(office, providerIn(scene()));
    for (let later = 0; later < 20; later += 1) await postOffer(office, providerIn(scene()));
    await postOffer(office, providerIn(scene()), { district: 3 });
    await w.queues.caughtUp();
    const laboratory = await w.as("laboratory 1", 2, { lang: "zh" });
    const propose = async () => {
      await laboratory.goto(new URL(`/demands/${sought}`, laboratory.url()).href);
      await laboratory.getByRole("link", { name: "提出对接" }).click();
      // It is older than a page of others; and what seeks another district's enterprise is not among them.
      const toChoose = laboratory.getByRole("button", { name: /^选择供给/ });
      await laboratory.getByRole("button", { name: "显示更多" }).click();
      await toChoose.nth(20).waitFor();
      expect(await toChoose.count()).to.equal(21);
      await expectAccessible(laboratory);
      await laboratory.getByRole("button", { name: `选择供给 ${shortHex(offered)}` }).click();
      await laboratory.getByText(/须对方同样签署/).waitFor();
      await expectAccessible(laboratory);
      await laboratory.getByRole("button", { name: /^确认签署/ }).click();
      await laboratory.getByText("已签署并提交办公系统，对方可在该系统的待办中看到。").waitFor();
    };
    await propose();
    expect(w.window("laboratory 1")).to.match(/go together, if the other party signs so too/);

    const firm = await w.as("firm 1-1", 2);
    await open(w, firm, /Sign a match that the other party proposes/);
    const decline = firm.getByRole("button", { name: "Decline the match", exact: true });
    await decline.click();
    await firm.getByRole("button", { name: "Back", exact: true }).click();
    await decline.click();
    await expectAccessible(firm);
    await firm.getByRole("button", { name: "Confirm: decline the match" }).click();
    await firm.getByText("Declined. Nothing is recorded.").waitFor();
    // What was declined by mistake is proposed again on the same day.
    await propose();
    await open(w, firm, /Sign a match that the other party proposes/);
    await firm.getByText(/It binds nobody to an order/).waitFor();
    await expectAccessible(firm);
    await expectFits(firm);
    await w.picture(firm, "matching, the enterprise");
    await firm.getByRole("button", { name: /^Sign it: Sign a match/ }).click();
    await firm.getByText(/^Signed by both/).waitFor();

    const operator = await w.as("operator", 2);
    await open(w, operator, /Record a match that both parties signed/);
    await record(operator);
    expect(await demandOf(office.ledger, sought)).to.include({ state: "Matched" });
    await w.queues.caughtUp();
    await firm.goto(new URL(`/demands/${sought}`, firm.url()).href);
    await firm.getByRole("link", { name: "Draft the order at the desk" }).waitFor();

    await laboratory.getByRole("link", { name: "供需发布" }).click();
    const matches = laboratory.getByRole("row").filter({ hasText: shortHex(sought) });
    await matches.getByText("已登记", { exact: true }).waitFor();
    await matches.getByText("已撤回或谢绝", { exact: true }).waitFor();
    await expectAccessible(laboratory);
    for (const page of [laboratory, firm, operator]) await page.context().close();
  });
}

/** Signs in on the page that is open, and stays there. */
async function signInThere(page: Parameters<typeof signIn>[0], district: number): Promise<void> {
  await page.getByRole("combobox", { name: "At whose office" }).selectOption(String(district));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("group", { name: /^Public/ }).waitFor();
}
